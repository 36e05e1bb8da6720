import { relative, sep } from 'node:path'
import type { CatalogRecord } from '../../catalog/record'
import { bestOf, modeOf } from '../../catalog/verbs/best'
import { judgeHolder, readHolder } from '../../files'
import { DIRS } from '../../layout/names'
import { showText } from '../../params/show'

/** What a run is named for by itself, and whether what protects it is lifted for all. */
export interface Asked {
  readonly isNamed: boolean
  readonly force: boolean
}

const TRIALS: readonly string[] = [DIRS.debug, DIRS.tmp]

/** The best runs of each root, by each metric that is monitored: the folder of each, with these metrics. Trials never count. */
export function bestRuns(tree: Iterable<CatalogRecord>): Map<string, string[]> {
  const groups = new Map<string, { monitor: string; records: CatalogRecord[] }>()
  for (const record of tree) {
    if (record.monitor === null || isTrial(record)) continue
    const key = JSON.stringify([record.root, record.monitor])
    const group = groups.get(key) ?? { monitor: record.monitor, records: [] }
    group.records.push(record)
    groups.set(key, group)
  }
  const best = new Map<string, string[]>()
  for (const { monitor, records } of groups.values()) {
    const found = bestOf(records, ({ metrics }) => metrics[monitor], modeOf(monitor, records))
    if (found !== undefined) best.set(found.dir, [...(best.get(found.dir) ?? []), monitor])
  }
  return best
}

/** The process that holds a run, as a clause; undefined when none does. Throws FileError when that cannot be known. */
export function whyHeld(dir: string): string | undefined {
  const holder = readHolder(dir)
  const judged = holder === undefined ? 'dead' : judgeHolder(holder)
  if (holder === undefined || judged === 'dead') return undefined
  const who = `process ${holder.pid} on ${showText(holder.host)} holds it, since ${showText(holder.since)}`
  return judged === 'unknown' ? `${who}, as far as can be seen from here` : who
}

/** Why marks protect a run, as a clause; undefined when it has none. */
export function whyMarked(marks: readonly string[]): string | undefined {
  return marks.length === 0
    ? undefined
    : `it is marked ${marks.map((mark) => `"${showText(mark)}"`).join(', ')}`
}

/** Why a run is best, as a clause; undefined when it is not. */
export function whyBest(dir: string, best: ReadonlyMap<string, readonly string[]>): string | undefined {
  const metrics = best.get(dir)
  return metrics && `it is the best run by ${metrics.map((metric) => showText(metric)).join(' and by ')}`
}

function isTrial({ root, dir }: CatalogRecord): boolean {
  return TRIALS.includes(relative(root, dir).split(sep)[0]!)
}
