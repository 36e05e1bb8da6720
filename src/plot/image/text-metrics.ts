import type * as Vega from 'vega' with { 'resolution-mode': 'import' }
import { textPixels } from '../theme/letters'

/** What Vega measures texts with; its types do not tell. */
interface TextMetrics {
  width: (
    item: { fontSize?: number; fontWeight?: string | number; limit?: number },
    text: string | number | null | undefined,
  ) => number
}

type Measured = typeof Vega & { textMetrics: TextMetrics }

const DEFAULT_SIZE = 11

let last: Promise<unknown> = Promise.resolve()

/**
 * Does some work with Vega while that measures texts with our widths: by itself it takes each letter for 0.8 of its height,
 * or asks a canvas, whose answer depends on the fonts of the machine. One work at a time, since Vega has one state for all.
 */
export function withTextMetrics<T>(vega: typeof Vega, work: () => Promise<T>): Promise<T> {
  const { textMetrics } = vega as Measured
  const turn = last.then(async () => {
    const before = textMetrics.width
    textMetrics.width = measured
    try {
      return await work()
    } finally {
      textMetrics.width = before
    }
  })
  last = turn.then(
    () => undefined,
    () => undefined,
  )
  return turn
}

const measured: TextMetrics['width'] = ({ fontSize = DEFAULT_SIZE, fontWeight, limit }, text) => {
  const isBold = fontWeight === 'bold' || Number(fontWeight) >= 600
  const shown = String(text ?? '')
  const width = textPixels(shown, fontSize, isBold ? 'bold' : 'normal')
  // What is longer is cut.
  return limit !== undefined && limit > 0 ? Math.min(width, limit) : width
}
