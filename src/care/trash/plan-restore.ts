import { join } from 'node:path'
import { FileError, OptionError } from '../../errors'
import { checkOptions, isFunction, isListOfText } from '../../params/check-options'
import { show } from '../../params/show'
import { findEntry } from './find-entry'
import { finishTrash } from './finish'
import { entryOf, storedEntries } from './list-trash'
import { makingRoom } from './make-room'
import { placeOccupied, putBack, whyNotFree } from './put-back'
import type { ApplyOptions, Refusal } from './removal'

/** A run that is to come back from the trash. */
export interface RestoreStep {
  /** The run's name below its root. */
  readonly id: string
  /** The name of its entry in the trash. */
  readonly entry: string
  /** The folder it comes back to, absolute. */
  readonly dir: string
  /** What its files take, in bytes. */
  readonly bytes: number
}

/** What came of a restore. */
export interface Restored {
  /** The runs that are back, each with its folder. */
  readonly restored: readonly { readonly id: string; readonly dir: string; readonly bytes: number }[]
  /** The runs whose place was taken since, or that were no longer in the trash. */
  readonly leftAlone: readonly Refusal[]
}

/** Which runs are to come back from the trash. */
export interface RestorePlan {
  /** The runs that come back. */
  readonly steps: readonly RestoreStep[]
  /** What all of the steps take, in bytes. */
  readonly bytes: number
  /**
   * Brings the runs back, one after the other. What is no longer as planned is left alone and told of. Throws FileError when the disk
   * refuses one: those before it are back, the others in the trash, and it can be called again.
   */
  apply(options?: ApplyOptions): Promise<Restored>
}

/**
 * Plans which runs come back from the trash of a root, or of several: each as it was, to where it stood, with its marks and its entry in
 * the index. The folder of its experiment is made again if it is gone. Nothing is changed before `apply`.
 *
 * @param roots as `openRuns` takes them
 * @param names `latest` for the run that was moved last, or ids, unique beginnings of them, numbers, or names of entries
 * @throws EXMAN_RUN_NOT_FOUND, EXMAN_RUN_AMBIGUOUS for names that do not fit one run; EXMAN_PLACE_OCCUPIED where something stands
 *   in the place of one; OptionError, FileError
 * @example
 * ```ts
 * import { planRestore } from 'exman'
 * const plan = await planRestore('experiments', ['latest'])
 * const { restored } = await plan.apply()
 * ```
 */
export function planRestore(
  roots: string | readonly string[],
  names: readonly string[],
): Promise<RestorePlan> {
  return Promise.resolve().then(() => planned(roots, names))
}

function planned(roots: string | readonly string[], names: readonly string[]): RestorePlan {
  const wrong = isListOfText(names)
  if (wrong !== undefined) {
    const text = `planRestore takes names of runs, which ${wrong}, got ${show(names)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'names', value: names })
  }
  const stored = storedEntries(roots)
  const entries = stored.map(({ root, stored }) => entryOf(root, stored))
  const steps = [...new Set(names.map((name) => findEntry(entries, name)))].map((entry) => {
    const { trashed, dir: path } = stored[entries.indexOf(entry)]!.stored
    if (entry.problem !== null) throw new FileError('EXMAN_FILE_INVALID', entry.problem, { path })
    const why = whyNotFree(entry.root, trashed!)
    if (why !== undefined) throw placeOccupied(entry.id, why)
    const dir = join(entry.root, ...entry.from.split('/'))
    return { id: entry.id, entry: entry.entry, root: entry.root, dir, bytes: entry.bytes }
  })
  return {
    steps: steps.map(({ id, entry, dir, bytes }) => ({ id, entry, dir, bytes })),
    bytes: steps.reduce((sum, { bytes }) => sum + bytes, 0),
    apply: (options = {}) => Promise.resolve().then(() => putAllBack(steps, options)),
  }
}

function putAllBack(steps: readonly (RestoreStep & { root: string })[], options: ApplyOptions): Restored {
  checkOptions('apply', options, { onProgress: isFunction })
  const [restored, leftAlone]: [{ id: string; dir: string; bytes: number }[], Refusal[]] = [[], []]
  for (const root of new Set(steps.map(({ root }) => root))) makingRoom(root, () => finishTrash(root))
  for (const [index, { id, entry, root, dir, bytes }] of steps.entries()) {
    const outcome = makingRoom(root, () => putBack(root, entry))
    if ('why' in outcome) leftAlone.push({ id, dir, why: outcome.why })
    else restored.push({ id, dir, bytes })
    options.onProgress?.(index + 1, steps.length)
  }
  return { restored, leftAlone }
}
