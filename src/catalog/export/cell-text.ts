import type { Cell } from '../sheet'
import { jsonLine } from './json-line'

/** A cell as plain text: nothing for a missing value and for null, lists and objects as JSON. */
export function cellText(cell: Cell, numberText: (value: number) => string = String): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return numberText(cell)
  return typeof cell === 'boolean' ? String(cell) : jsonLine(cell)
}

// Control characters, marks that reorder text, halves of surrogate pairs. Tabs and line ends are left to the caller.
const UNSEEN =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]/gu

/** A text in which characters that cannot be seen, or change how others are seen, are spelled: `\u0000`. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The lines of a text, whatever ends them. */
export function textLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
}
