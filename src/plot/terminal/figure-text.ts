import type { Figure } from '../figure/figure'

/** How a picture is drawn for a terminal. */
export interface DrawingOptions {
  /** Columns; default 80. */
  width?: number
  /** Rows of a panel; default 16. */
  height?: number
  /** With colours of the terminal; default false. */
  color?: boolean
  /** Without braille and other characters that need UTF-8; default false. */
  ascii?: boolean
}

/** A figure as lines of text. */
export function figureText(figure: Figure, _options: DrawingOptions): string {
  return `${figure.title}\n`
}
