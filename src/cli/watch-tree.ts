import { watchRuns } from '../catalog/watch-runs'
import { QueryError } from '../errors'
import { listText, type Look } from './print-runs'
import { startedText } from './print/amounts'
import { safeText } from '../text/text-width'
import { writeOut } from './print/write-out'
import { rootsFor, type TreeOptions } from './tree-options'
import type { Terminal } from './terminal'

/** Clears what is seen of the terminal. */
const CLEAR = '\u001b[H\u001b[2J'

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
      const text = (await listText(runs, look, terminal).catch(notYet)).trimEnd()
      const time = startedText(new Date().toISOString())
      const isSeen = look.format === undefined && stdout.isTTY === true
      if (isSeen) await writeOut(stdout, `${CLEAR}${text}\n${time}, Ctrl-C ends\n`)
      else await writeOut(stdout, look.format === undefined ? `${text}\n${time}\n\n` : `${text}\n`)
    }
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    stdout.off('close', end)
  }
}

// A metric is a column only when it was logged, which may be at the next look.
function notYet(error: unknown): string {
  if (error instanceof QueryError && error.code === 'EXMAN_COLUMN_UNKNOWN')
    return error.message
      .split('\n')
      .map((line) => safeText(line))
      .join('\n')
  throw error
}
