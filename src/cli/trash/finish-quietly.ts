import { finishTrash } from '../../care/trash/finish'
import { rootsAmong } from '../../catalog/find-roots'
import { unlessRefused } from '../../files'

/** Finishes what a command that was killed has left in the trash, as far as that can be done: a tree may be read-only. */
export function finishQuietly(roots: readonly string[]): void {
  for (const root of rootsAmong(roots)) unlessRefused(() => finishTrash(root))
}
