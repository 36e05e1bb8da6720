import type { Cell } from '../../catalog/sheet'
import { cellText, MISSING } from '../print/cells'

/** Texts that without quotes would be taken for another value. */
const READS_OTHERWISE = /^(?:true|false|null|NaN|-?Infinity|["[{][^]*|[+-]?\.?\d[\d._eExX+-]*)$/

/** A value on one line, exact: no digit is rounded away, and a text that reads as another value has quotes. */
export function valueText(value: Cell): string {
  if (value === undefined) return MISSING
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  const type = typeof value === 'string' && READS_OTHERWISE.test(value) ? 'mixed' : 'text'
  return cellText(value, { name: '', type, kinds: {}, missing: 0 })
}
