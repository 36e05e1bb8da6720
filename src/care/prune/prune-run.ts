import { join } from 'node:path'
import { candidates, rankByValue } from '../../checkpoint/keep'
import { wholeCheckpoints } from '../../checkpoint/manifest'
import { readPointer, writePointer, type Pointer } from '../../checkpoint/pointers'
import { FolderLock, kindAt, readLink, removeFolder, sweepTemporary } from '../../files'
import { DIRS } from '../../layout/names'
import { letGo } from '../trash/let-go'
import { isFull } from '../trash/make-room'
import { marksNow } from '../trash/marks-now'
import { placeBelow, standsAt } from '../trash/place'
import { whyHeld, whyMarked } from '../trash/protection'
import { stampOf, type RunStamp } from '../trash/stamp'
import type { Choice } from './choose'
import type { Prunable } from './models'
import { forgetCheckpoints, scoredCheckpoints } from './scores-file'

/** A run whose checkpoints are to be removed, as it was when that was planned. */
export interface Overgrown {
  readonly id: string
  readonly dir: string
  readonly root: string
  readonly models: string
  readonly isNamed: boolean
  readonly stamp: RunStamp
  readonly monitor: Choice['monitor']
  readonly remove: readonly Prunable[]
  /** The checkpoints that stay, and of these the ones that are damaged. */
  readonly stay: ReadonlySet<string>
  readonly damaged: ReadonlySet<string>
}

const POINTERS: readonly Pointer[] = ['best', 'last']

/**
 * Removes checkpoints of a run while this process has its lock, and gives what went; or says as a clause why the run was left alone. What
 * neither the pointers nor performances.json name goes first, which needs no room on the disk; before the others go, those name
 * what stays. Killed in between, all that is named is there, and the next call removes the rest. Throws FileError.
 */
export async function pruneRun(run: Overgrown): Promise<{ why: string } | { removed: Prunable[] }> {
  const why = whyLeft(run)
  if (why !== undefined) return { why }
  const first = await lockMakingRoom(run)
  if (first.lock === undefined)
    return { why: whyHeld(run.dir) ?? 'another process has just taken hold of it' }
  try {
    // Until the lock was had, another process may have gone on with it.
    const why = whyLeft(run)
    return why === undefined ? { removed: [...first.removed, ...(await removeAll(run))] } : { why }
  } finally {
    letGo(first.lock)
  }
}

async function removeAll(run: Overgrown): Promise<Prunable[]> {
  const { dir, models, remove } = run
  const strays = remove.filter(({ what }) => what === 'stray')
  sweepTemporary(dir)
  sweepTemporary(models)
  const removed = strays.filter(({ name }) => kindAt(join(models, name)) === undefined)
  const named = namedIn(run)
  const there = remove.filter(({ name, what }) => what !== 'stray' && kindAt(join(models, name)) === 'folder')
  for (const each of there.filter(({ name }) => !named.has(name))) removed.push(await goneFrom(models, each))
  const last = there.filter(({ name }) => named.has(name))
  if (last.length > 0) settle(run, new Set(last.map(({ name }) => name)))
  for (const each of last) removed.push(await goneFrom(models, each))
  return removed
}

async function goneFrom(models: string, each: Prunable): Promise<Prunable> {
  await removeFolder(join(models, each.name))
  return each
}

/** Lets the pointers show to what stays, and performances.json name nothing that goes. */
function settle({ dir, models, monitor, damaged }: Overgrown, gone: ReadonlySet<string>): void {
  const whole = wholeCheckpoints(models).filter(({ name }) => !gone.has(name) && !damaged.has(name))
  const staying = candidates(whole, monitor.name)
  const targets = { best: rankByValue(staying, monitor.mode)[0], last: staying.at(-1) }
  for (const pointer of POINTERS)
    if (pointedBy(models, pointer).some((name) => gone.has(name)))
      writePointer(models, pointer, targets[pointer])
  forgetCheckpoints(dir, gone)
}

/** The folders that a pointer or performances.json names. */
function namedIn({ dir, models }: Overgrown): Set<string> {
  const pointed = POINTERS.flatMap((pointer) => pointedBy(models, pointer))
  return new Set([...pointed, ...scoredCheckpoints(dir)])
}

/** What a pointer names, and its link, which is behind where a process was killed between the two. */
function pointedBy(models: string, pointer: Pointer): string[] {
  const names = [readPointer(models, pointer), readLink(join(models, DIRS[pointer]))]
  return names.filter((name) => name !== undefined)
}

/**
 * Takes the lock of a run. On a full disk a lock has no room either: then one folder that nothing names goes before, which no process
 * that took the run up at this moment would miss.
 */
async function lockMakingRoom(
  run: Overgrown,
): Promise<{ lock: FolderLock | undefined; removed: Prunable[] }> {
  try {
    return { lock: FolderLock.acquire(run.dir).lock, removed: [] }
  } catch (error) {
    const named = namedIn(run)
    const spare = run.remove.find(({ name }) => !named.has(name))
    if (!isFull(error) || spare === undefined || whyHeld(run.dir) !== undefined) throw error
    const removed = [await goneFrom(run.models, spare)]
    return { lock: FolderLock.acquire(run.dir).lock, removed }
  }
}

/** Why a run is not as it was planned, as a clause. */
function whyLeft({ id, root, dir, models, stamp, isNamed, stay }: Overgrown): string | undefined {
  const place = placeBelow(root, dir) ?? id
  if (standsAt(root, place) !== 'folder' || kindAt(models) !== 'folder') return 'it is no longer there'
  const now = stampOf(dir)
  if (now.folder !== stamp.folder || now.record !== stamp.record)
    return 'it has changed since the plan was made'
  for (const name of stay)
    if (kindAt(join(models, name)) !== 'folder') return `${name}, which was to stay, is no longer there`
  return isNamed ? undefined : whyMarked(marksNow(root, place, dir))
}
