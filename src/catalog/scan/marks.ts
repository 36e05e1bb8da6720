import { FileError } from '../../errors'
import { listEntries, type FolderEntry } from '../../files'
import { MOST_MARK_LEVELS } from '../../layout/mark-name'
import { DIRS } from '../../layout/names'
import { folderNumber } from '../../layout/named-folder'

/** The marks of the numbered runs of a root, by the names of the runs: the folders below marked/ that link to them. Sorted. */
export function marksIn(root: string): Map<string, string[]> {
  const marks = new Map<string, string[]>()
  collect(`${root}/${DIRS.marked}`, [], marks)
  for (const ofRun of marks.values()) ofRun.sort()
  return marks
}

// A mark that cannot be read is no reason to show nothing.
function collect(folder: string, mark: readonly string[], marks: Map<string, string[]>): void {
  for (const entry of entriesOf(folder)) {
    const { name, kind } = entry
    if (kind === 'folder' && mark.length < MOST_MARK_LEVELS)
      collect(`${folder}/${name}`, [...mark, name], marks)
    else if (mark.length > 0 && pointsToRun(entry))
      marks.set(name, [...(marks.get(name) ?? []), mark.join('/')])
  }
}

// The folder of a run may have been renamed. Where there are no links, a small file stands in; others are the user's.
function pointsToRun({ name, kind }: FolderEntry): boolean {
  return kind === 'link' || (kind === 'file' && folderNumber(name) !== undefined)
}

function entriesOf(folder: string): FolderEntry[] {
  try {
    return listEntries(folder)
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}
