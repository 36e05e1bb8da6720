import { join } from 'node:path'
import { listCheckpoints, type WholeCheckpoint } from '../../checkpoint/manifest'
import { folderBytes, isTemporaryName, kindAt, listEntries, listFolder } from '../../files'
import { asideFolder, parseCheckpointFolder } from '../../layout/checkpoint-folder'
import { DIRS, FILES } from '../../layout/names'

/** A folder in models/ that may be removed. */
export interface Prunable {
  /** The name of the folder. */
  readonly name: string
  /** `aside`: set aside, which counts for nothing. `stray`: what a process that was killed has left half-made. */
  readonly what: 'checkpoint' | 'aside' | 'stray'
  /** What its files take. */
  readonly bytes: number
}

/** A checkpoint that stays, since it cannot be judged. */
export interface Unjudged {
  readonly name: string
  /** Why, as a clause. */
  readonly why: string
}

/** What stands in models/ of a run. */
export interface Models {
  readonly dir: string
  /** The checkpoints that have a manifest and nothing of a user's in them, oldest first. */
  readonly whole: readonly (WholeCheckpoint & { bytes: number })[]
  readonly others: readonly Prunable[]
  readonly unjudged: readonly Unjudged[]
}

/** The names of the files that exman puts into a checkpoint, those of `modelFolder` included. */
const OURS: readonly string[] = [
  ...[FILES.model, FILES.weights, 'weights-2.bin', FILES.stateJson, FILES.stateBin, FILES.manifest],
]

/** Looks at models/ of a run; undefined when it has none, or a link in its place, which is not followed. Throws FileError. */
export function modelsOf(run: string): Models | undefined {
  const dir = join(run, DIRS.models)
  if (kindAt(dir) !== 'folder') return undefined
  const entries = listEntries(dir)
  const names = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name))
  const [whole, unjudged]: [(WholeCheckpoint & { bytes: number })[], Unjudged[]] = [[], []]
  for (const checkpoint of listCheckpoints(dir).filter(({ name }) => names.has(name))) {
    const { name, manifest } = checkpoint
    const why = manifest === null ? `${FILES.manifest} is missing or unreadable` : whyNotOurs(join(dir, name))
    if (manifest === null || why !== undefined) unjudged.push({ name, why: why! })
    else whole.push({ ...checkpoint, manifest, bytes: folderBytes(join(dir, name)) })
  }
  const others: Prunable[] = []
  for (const { name, kind } of entries) {
    const what = isTemporaryName(name) ? 'stray' : kind === 'folder' && isAside(name) ? 'aside' : undefined
    if (what === undefined) continue
    const why = what === 'aside' ? whyNotOurs(join(dir, name)) : undefined
    if (why === undefined) others.push({ name, what, bytes: folderBytes(join(dir, name)) })
    else unjudged.push({ name, why })
  }
  return { dir, whole, others, unjudged }
}

/** Why a folder may hold more than exman has put there, as a clause; undefined when it does not. */
function whyNotOurs(dir: string): string | undefined {
  const other = listFolder(dir).find((name) => !OURS.includes(name) && !isTemporaryName(name))
  return other === undefined ? undefined : `it holds ${other}, which exman has not made`
}

function isAside(name: string): boolean {
  const before = asideFolder('')
  return name.startsWith(before) && parseCheckpointFolder(name.slice(before.length)) !== undefined
}
