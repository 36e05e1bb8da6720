import { join } from 'node:path'
import { readPlainRecord, unlessRefused } from '../../files'
import { FILES } from '../../layout/names'
import { notesIn } from '../../run/notes'
import { linksTo, type RunLinks } from './links'

/** The marks that a run has at this moment: links below marked/, and those of its notes.json, as far as that can be read. */
export function marksNow(root: string, place: string, dir: string): string[] {
  return marksOf(dir, linksTo(root, place))
}

/** The same where the links are known. */
export function marksOf(dir: string, { marks }: RunLinks): string[] {
  return [...new Set([...marks, ...notedMarks(dir)])].sort()
}

function notedMarks(dir: string): readonly string[] {
  const path = join(dir, FILES.notes)
  return unlessRefused(() => notesIn(readPlainRecord(path) ?? {}, path).marks) ?? []
}
