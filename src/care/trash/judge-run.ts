import { sep } from 'node:path'
import type { CatalogRecord } from '../../catalog/record'
import { folderBytes } from '../../files'
import { placeBelow, standsAt } from './place'
import { whyBest, whyHeld, whyMarked, type Asked } from './protection'
import type { Refusal, RemovalStep } from './removal'
import { stampOf } from './stamp'
import type { Doomed } from './take'

/** What a run is judged by, beside its record. */
export interface JudgedBy extends Asked {
  readonly tree: readonly CatalogRecord[]
  readonly best: ReadonlyMap<string, readonly string[]>
}

/** Whether a run may go to the trash: as a step, or as a refusal. Throws FileError when that cannot be known. */
export function judgeRun(record: CatalogRecord, by: JudgedBy): (Doomed & RemovalStep) | Refusal {
  const { id, dir, root } = record
  const { isNamed, force } = by
  const place = placeBelow(root, dir)
  const why = place === undefined ? 'it is not the folder of one run' : whyNoRun(root, dir, place, by.tree)
  if (place === undefined || why !== undefined) return { id, dir, why: why! }
  const held = whyHeld(dir)
  const others = [whyMarked(record.marks), whyBest(dir, by.best)].filter((each) => each !== undefined)
  const despite = [...(held === undefined ? [] : [held]), ...others]
  const stopping = isNamed ? [] : force ? despite.slice(0, held === undefined ? 0 : 1) : despite
  if (stopping.length > 0) return { id, dir, why: stopping.join(', and ') }
  return { id, root, dir, place, bytes: folderBytes(dir), stamp: stampOf(dir), isNamed, force, despite }
}

function whyNoRun(
  root: string,
  dir: string,
  place: string,
  tree: readonly CatalogRecord[],
): string | undefined {
  const stands = standsAt(root, place)
  if (stands === 'missing') return 'it is no longer there, or is reached by a link only'
  if (stands === 'other') return 'it is no folder, or a link, which is not followed'
  // The one trial of the Keras tool stands where exman has its debug tree.
  const isAround = tree.some((other) => other.dir.startsWith(dir + sep))
  return isAround ? 'its folder holds other runs' : undefined
}
