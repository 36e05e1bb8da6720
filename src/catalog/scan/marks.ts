import { FileError } from '../../errors'
import { listEntries } from '../../files'
import { DIRS } from '../../layout/names'
import { folderNumber } from '../../layout/named-folder'

/** Folders below marked/ may be nested, but not without end. */
const MOST_LEVELS = 20

/** The marks of the numbered runs of a root, by the names of the runs: the folders below marked/ that link to them. */
export function marksIn(root: string): Map<string, string[]> {
  const marks = new Map<string, string[]>()
  collect(`${root}/${DIRS.marked}`, [], marks)
  return marks
}

// A mark that cannot be read is no reason to show nothing.
function collect(folder: string, mark: readonly string[], marks: Map<string, string[]>): void {
  for (const { name, kind } of entriesOf(folder)) {
    if (kind === 'folder' && mark.length < MOST_LEVELS) collect(`${folder}/${name}`, [...mark, name], marks)
    // Where there are no links, a small file stands in.
    else if (mark.length > 0 && (kind === 'link' || kind === 'file') && folderNumber(name) !== undefined)
      marks.set(name, [...(marks.get(name) ?? []), mark.join('/')])
  }
}

function entriesOf(folder: string): ReturnType<typeof listEntries> {
  try {
    return listEntries(folder)
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}
