import { FileError } from '../errors'

/** notes.json: what people have said of a run, beside what it has recorded itself. */
export interface Notes {
  /** What the run is marked with, sorted; none in the named layout, where marks are links. */
  marks: readonly string[]
  note: string | null
}

/** What the record in a notes.json says. Throws FileError (`EXMAN_FILE_INVALID`) where that can be no marks or no note. */
export function notesIn({ marks = [], note = null }: Record<string, unknown>, path: string): Notes {
  if (!Array.isArray(marks) || !marks.every((mark) => typeof mark === 'string' && mark !== ''))
    throw invalid(path, '"marks" is not a list of names')
  if (note !== null && typeof note !== 'string') throw invalid(path, '"note" is not a text')
  return { marks: [...new Set(marks as string[])].sort(), note: note === '' ? null : note }
}

function invalid(path: string, reason: string): FileError {
  return new FileError('EXMAN_FILE_INVALID', `Could not read ${path}: its ${reason}.`, { path })
}
