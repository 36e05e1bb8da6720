import { digitsFor, numberText } from '../../text/numbers'
import { MISSING, wholeText } from '../data/cell-text'
import type { Column } from '../data/report'

/** How a value is shown beside another, and all of it where that does not say all. */
export interface PairText {
  readonly text: string
  readonly whole: string | undefined
}

/** The values of a run in two columns, in as many digits as tell them apart: equal ones look equal. */
export function pairTexts(a: Column | undefined, b: Column | undefined, run: number): PairText[] {
  const cells = [a?.at(run), b?.at(run)]
  const digits = digitsFor(cells.filter((cell) => typeof cell === 'number'))
  return cells.map((cell) => {
    if (cell === undefined) return { text: MISSING, whole: undefined }
    const whole = wholeText(cell)
    const text = typeof cell === 'number' ? numberText(cell, digits) : whole
    return { text, whole: text === whole ? undefined : whole }
  })
}
