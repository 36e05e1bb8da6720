import { join } from 'node:path'
import { isTemporaryName, listEntries, sweepTemporary, type FolderEntry } from '../../files'
import type { Notebook } from './notebook'
import { trying } from './read-part'

/** Does the sweeping, where the lock of the folder alone does not keep all writers out. */
type Under = (sweep: () => void) => void

/** Takes down what interrupted writes and removals have left directly in a folder, which is no link. */
export function checkStrays(notebook: Notebook, folder: string, under?: Under): void {
  addStrays(notebook, folder, trying(notebook, folder, () => listEntries(folder)) ?? [], under)
}

/** The same for a folder that was listed. */
export function addStrays(
  notebook: Notebook,
  folder: string,
  entries: readonly FolderEntry[],
  under: Under = (sweep) => sweep(),
): void {
  for (const { name } of entries) {
    if (!isTemporaryName(name)) continue
    const message = 'It was never finished, and its process is gone.'
    const act = () => under(() => void sweepTemporary(folder, [name]))
    notebook.add('stray-file', join(folder, name), message, { says: 'removes it', act })
  }
}
