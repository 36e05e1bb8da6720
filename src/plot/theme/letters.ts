/** The fonts of pictures: those that most systems have, and that are alike. */
export const FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

// The widths of DejaVu Sans, the widest of them: what has room in it has room in all.
const WIDTHS: readonly (readonly [string, number])[] = [
  ["'ijlIJ", 0.29],
  [' ,./:;\\|f-', 0.34],
  ['()[]t!r"', 0.4],
  ['*_`sz?', 0.52],
  ['cLFkvxy', 0.58],
  ['PTYoaehnuESbdgpq0123456789{}$', 0.63],
  ['AVKXZB', 0.685],
  ['RCUNHDG&OQ', 0.77],
  ['w#+<=>^~', 0.83],
  ['M%mW@', 0.97],
]

const widths = new Map(WIDTHS.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width])))

const OTHER = 0.66
const WIDE = 1

/** So much wider are bold letters. */
const BOLD = 1.14

/** How many pixels wide a text is at most, of letters of this size. */
export function textPixels(text: string, size: number, weight: 'normal' | 'bold' = 'normal'): number {
  let sum = 0
  for (const letter of text) sum += widths.get(letter) ?? (letter < '\u1100' ? OTHER : WIDE)
  return weight === 'bold' ? sum * size * BOLD : sum * size
}
