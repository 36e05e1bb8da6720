import type { ApplyOptions } from '../care/trash/removal'
import { progress } from './print/progress'
import type { Terminal } from './terminal'

/** Does long work, telling on the terminal how far it is: `moving 20 of 300 runs`. */
export async function withProgress<T>(
  doing: string,
  work: (options: Required<ApplyOptions>) => Promise<T>,
  { stderr }: Terminal,
  what = 'runs',
): Promise<T> {
  const shown = progress({ stderr, isTTY: stderr.isTTY === true, doing })
  try {
    return await work({ onProgress: (done, total) => shown.update(done, total, what) })
  } finally {
    shown.end()
  }
}
