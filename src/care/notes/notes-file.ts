import { join } from 'node:path'
import { jsonText, readPlainRecord, removeFile, replaceFile, syncFolder } from '../../files'
import { FILES } from '../../layout/names'
import { isEqualJson } from '../../params/equal'
import type { Json } from '../../params/types'
import { notesIn, type Notes } from '../../run/notes'

const OWN = ['format', 'marks', 'note']

/**
 * Changes notes.json of a run, which is made with the first mark or note and goes with the last; fields of a later exman stay. Gives
 * whether it had to be changed. Throws FileError; one that cannot be read is left as it is.
 */
export function changeNotes(dir: string, change: (notes: Notes) => Partial<Notes>): boolean {
  const path = join(dir, FILES.notes)
  const record = recordAt(dir)
  const before = notesIn(record, path)
  const { marks, note } = { ...before, ...change(before) }
  if (note === before.note && isEqualJson(marks as Json, before.marks as Json)) return false
  const hasMore = Object.keys(record).some((name) => !OWN.includes(name))
  if (marks.length > 0 || note !== null || hasMore)
    replaceFile(path, jsonText({ format: 1, ...record, marks: [...marks].sort(), note }))
  else {
    removeFile(path)
    syncFolder(dir, path)
  }
  return true
}

/** What notes.json of a run says now; none without one. Throws FileError. */
export function storedNotes(dir: string): Notes {
  return notesIn(recordAt(dir), join(dir, FILES.notes))
}

function recordAt(dir: string): Record<string, unknown> {
  return readPlainRecord(join(dir, FILES.notes)) ?? {}
}
