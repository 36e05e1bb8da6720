import { countText } from '../../text/numbers'
import { showText } from '../../params/show'
import { cutText, textWidth } from '../../text/text-width'

const QUIET_MS = 1000
const BETWEEN_MS = 100

/** What long work tells the one who waits. */
export interface Progress {
  /** How much is done: `update(4200, 10_000, 'runs')`. It may be called as often as one likes. */
  update(done: number, total: number, what: string): void
  /** Erases the line. */
  end(): void
}

/**
 * A line on the terminal about work that takes longer than a second, such as `reading 4,200 of 10,000 runs`; drawn at most
 * ten times a second and erased at the end. No terminal, no line.
 */
export function progress({
  stderr,
  isTTY,
  doing = 'reading',
}: {
  stderr: NodeJS.WritableStream & { readonly columns?: number }
  isTTY: boolean
  doing?: string
}): Progress {
  let nextAt = performance.now() + QUIET_MS
  let width = 0
  // Blanks erase on every terminal, also on one that knows no escape codes.
  const draw = (line: string) => {
    stderr.write(`\r${line}${' '.repeat(Math.max(0, width - textWidth(line)))}`)
    width = textWidth(line)
  }
  return {
    update(done, total, what) {
      const now = performance.now()
      if (!isTTY || now < nextAt) return
      nextAt = now + BETWEEN_MS
      const line = `${doing} ${countText(done)} of ${countText(total)} ${showText(what)}`
      // A line that reaches the edge would wrap, and could not be erased.
      draw(cutText(line, (stderr.columns ?? 80) - 1))
    },
    end() {
      nextAt = Infinity
      if (width === 0) return
      draw('')
      stderr.write('\r')
    },
  }
}
