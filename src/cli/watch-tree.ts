import { watchRuns } from '../catalog/watch-runs'
import { listText, type Look } from './print-runs'
import { writeOut } from './print/write-out'
import { rootsFor, type TreeOptions } from './tree-options'
import type { Terminal } from './terminal'

/** Clears the terminal, and what has left it at the top. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H'

/** Lists runs again and again, whenever something has changed, until Ctrl-C. */
export async function watchTree(
  options: TreeOptions & { watch?: number | true },
  look: Look,
  terminal: Terminal,
): Promise<void> {
  const { stdout } = terminal
  const stop = new AbortController()
  const end = () => stop.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  stdout.once('close', end)
  try {
    for await (const runs of watchRuns(rootsFor(options, terminal), {
      trials: options.trials ?? false,
      cache: options.cache,
      everySeconds: typeof options.watch === 'number' ? options.watch : 2,
      signal: stop.signal,
    })) {
      const time = new Date().toLocaleTimeString('en-GB')
      const text = await listText(runs, look, terminal)
      if (look.format !== undefined) await writeOut(stdout, `${text.trimEnd()}\n`)
      else
        await writeOut(
          stdout,
          `${stdout.isTTY === true ? CLEAR : ''}${text}\n${time}${stdout.isTTY === true ? ', Ctrl-C ends' : ''}\n\n`,
        )
    }
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    stdout.off('close', end)
  }
}
