import { join } from 'node:path'
import { FileError } from '../../errors'
import { jsonIn, readLooked, recordIn } from '../../files'
import { FILES } from '../../layout/names'
import { notesIn } from '../../run/notes'
import { linksTo } from './links'

/** A larger notes.json is not read. */
const MOST_BYTES = 64 * 2 ** 20

/** The marks that a run has at this moment: links below marked/, and those of its notes.json, as far as that can be read. */
export function marksNow(root: string, place: string, dir: string): string[] {
  return [...new Set([...linksTo(root, place).marks, ...notedMarks(dir)])].sort()
}

function notedMarks(dir: string): readonly string[] {
  const path = join(dir, FILES.notes)
  try {
    const found = readLooked(path, MOST_BYTES)
    return found === undefined ? [] : notesIn(recordIn(jsonIn(found.text, path), path), path).marks
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}
