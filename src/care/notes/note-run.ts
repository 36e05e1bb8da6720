import { OptionError } from '../../errors'
import { show } from '../../params/show'
import { standing, type NotedRun } from './noted-run'
import { changeNotes } from './notes-file'
import { whileHeld } from './root-lock'

const MOST_CHARACTERS = 10_000

/**
 * Notes something of a run, in place of what was noted before; null takes the note away. It stands in notes.json in the run's folder,
 * whatever kind of run it is, and in tables as `note`. A run may be noted while it is running. Gives whether that changed anything;
 * when it returns, the note is on the disk.
 * Throws OptionError (`EXMAN_OPTION_INVALID`) for an empty text, or one of more than 10,000 characters, RunError
 * (`EXMAN_RUN_NOT_FOUND`), FileError.
 *
 * @example
 * ```ts
 * import { noteRun, openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * noteRun(runs.find('best'), 'the one for the paper')
 * ```
 */
export function noteRun(run: NotedRun, text: string | null): boolean {
  const why = text === null ? undefined : whyNoNote(text)
  if (why !== undefined)
    throw new OptionError('EXMAN_OPTION_INVALID', `The note ${show(text)} ${why}.`, {
      option: 'text',
      value: text,
    })
  const { root } = standing(run)
  return whileHeld(root, () => changeNotes(standing(run).dir, () => ({ note: text })))
}

function whyNoNote(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'is no text'
  if (text.trim() === '') return 'is empty. To take a note away, give null, or --clear on the command line'
  if (text.length <= MOST_CHARACTERS) return undefined
  return `has ${text.length} characters, more than ${MOST_CHARACTERS}`
}
