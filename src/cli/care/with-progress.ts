import { progress } from '../print/progress'
import type { Terminal } from '../terminal'

/** Does long work on the folders of a tree, and tells on the terminal how far it is. */
export async function withProgress<T>(
  doing: string,
  { stderr }: Terminal,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const shown = progress({ stderr, isTTY: stderr.isTTY === true, doing })
  try {
    return await work((done, total) => shown.update(done, total, 'folders'))
  } finally {
    shown.end()
  }
}
