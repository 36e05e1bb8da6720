import { OptionError } from '../../errors'
import { whyNoMark } from '../../layout/mark-name'
import { show } from '../../params/show'
import { linkRun, unlinkRun } from './mark-links'
import { allStanding, standing, type NotedRun, type Standing } from './noted-run'
import { changeNotes } from './notes-file'
import { whileHeld } from './root-lock'

/** Of which runs a call changed the marks. */
export interface MarkOutcome {
  /** The ids of those that it changed. */
  changed: string[]
  /** The ids of those that stood as they should. */
  unchanged: string[]
}

/**
 * Marks runs: `pinned`, or names with slashes between, such as `for/paper`. A mark is shown in tables, can be asked for (`marks =
 * 'pinned'`), and protects the run. That of a numbered run is a link below marked/, that of any other stands in its notes.json.
 *
 * A run that is marked so already stays as it is. Runs may be marked while they are running, and by several processes at once; in
 * trees of the Python tools, which have no lock, by one. When it returns, the marks are on the disk. All runs are looked for before
 * the first is marked; where the disk refuses one, those before it are marked, and the call can be repeated.
 * Throws OptionError (`EXMAN_OPTION_INVALID`) for a name that can be no mark, RunError (`EXMAN_RUN_NOT_FOUND`), FileError.
 *
 * @example
 * ```ts
 * import { markRuns, openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * const { changed, unchanged } = markRuns(runs.sortBy('val_loss').take(3), 'for/paper')
 * ```
 */
export function markRuns(runs: Iterable<NotedRun>, mark: string): MarkOutcome {
  const why = typeof mark === 'string' ? whyNoMark(mark) : 'is no text'
  if (why !== undefined) throw noMark(mark, why)
  return each(runs, (run) =>
    run.isNumbered
      ? linkRun(run, mark)
      : changeNotes(run.dir, ({ marks }) => ({ marks: [...new Set([...marks, mark])] })),
  )
}

/**
 * Takes a mark from runs. A run that is not marked so stays as it is. Of a numbered run the link below marked/ goes, and with the
 * last one its folder, unless something else is in it. Otherwise as `markRuns`.
 * Throws OptionError (`EXMAN_OPTION_INVALID`), RunError (`EXMAN_RUN_NOT_FOUND`), FileError.
 *
 * @example
 * ```ts
 * import { openRuns, unmarkRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * unmarkRuns(runs.where("marks = 'for/paper'"), 'for/paper')
 * ```
 */
export function unmarkRuns(runs: Iterable<NotedRun>, mark: string): MarkOutcome {
  // Any other text may be a mark, made by the Python tool or by hand.
  if (typeof mark !== 'string' || mark === '')
    throw noMark(mark, typeof mark === 'string' ? 'is empty' : 'is no text')
  return each(runs, (run) =>
    run.isNumbered
      ? unlinkRun(run, mark)
      : changeNotes(run.dir, ({ marks }) => ({ marks: marks.filter((other) => other !== mark) })),
  )
}

/** Changes each run, with the lock of its root, and not for longer: whoever makes a run waits for it. */
function each(runs: Iterable<NotedRun>, change: (run: Standing) => boolean): MarkOutcome {
  const outcome: MarkOutcome = { changed: [], unchanged: [] }
  for (const run of allStanding(runs)) {
    // Until the lock was had it may have gone elsewhere.
    const isChanged = whileHeld(run.root, () => change(standing(run)))
    outcome[isChanged ? 'changed' : 'unchanged'].push(run.id)
  }
  return outcome
}

function noMark(mark: unknown, why: string): OptionError {
  const text = `The mark ${show(mark)} ${why}. A mark is a name such as "pinned", or names with slashes between, such as "for/paper".`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'mark', value: mark })
}
