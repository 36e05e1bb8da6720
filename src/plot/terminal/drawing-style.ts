import { checkOptions, isBoolean, type Rule } from '../../params/check-options'
import { asciiText } from '../../text/ascii-text'
import { paint, type Look } from '../../text/color'
import { safeText } from '../../text/text-width'

/** How a picture is drawn for a terminal. */
export interface DrawingOptions {
  /** Columns, which no line has more of; default 80, and 20 at least. */
  width?: number
  /** Rows of a panel; default 16, and 3 at least. */
  height?: number
  /** With colours of the terminal; default false. */
  color?: boolean
  /** Without braille and other characters that need UTF-8; default false. */
  ascii?: boolean
}

/** How a picture is drawn, all of it known. */
export interface DrawingStyle {
  readonly width: number
  readonly height: number
  readonly color: boolean
  readonly ascii: boolean
  /** A text from a run as it may stand in the drawing. */
  readonly textOf: (text: string) => string
  /** A text in a colour, where there are colours. */
  readonly painted: (text: string, look: Look) => string
}

const LEAST = { width: 20, height: 3 }

/** More would only fill the memory. */
const MOST = 1000

const isSize: Rule = (value) =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= MOST
    ? undefined
    : `must be an integer from 1 to ${MOST}`

/** The style that is asked for, and the default one. Throws OptionError. */
export function drawingStyle(options: DrawingOptions): DrawingStyle {
  checkOptions('toText', options, { width: isSize, height: isSize, color: isBoolean, ascii: isBoolean })
  const { width = 80, height = 16, color = false, ascii = false } = options
  return {
    width: Math.max(LEAST.width, width),
    height: Math.max(LEAST.height, height),
    ...{ color, ascii },
    textOf: (text) => (ascii ? asciiText(safeText(text)) : safeText(text)),
    painted: (text, look) => (color ? paint(text, look) : text),
  }
}
