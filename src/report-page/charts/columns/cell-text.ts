import { showText } from '../../../params/show'
import type { Cell } from '../../../catalog/sheet'
import { numberText } from '../../../text/numbers'

const LONGEST = 60

/** A value in a few words. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return 'none'
  if (typeof cell === 'number') return numberText(cell, 4)
  return showText(typeof cell === 'string' ? cell : JSON.stringify(cell), LONGEST)
}
