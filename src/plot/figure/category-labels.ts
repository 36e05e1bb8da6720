import { codePointOrder } from '../../params/code-point-order'
import { showText } from '../../params/show'
import { kindOf } from '../../catalog/columns/tally'
import type { Cell, CellKind } from '../../catalog/sheet'
import { textOf } from '../../catalog/verbs/group-by'
import { digitsFor, numberText } from '../../text/numbers'

type Value = Exclude<Cell, undefined>

/** Categories stand in this order. */
const ORDER: readonly CellKind[] = ['number', 'text', 'boolean', 'json', 'null']

const LONGEST = 40

/** What is the same for equal values, and different for others; 0 is -0. */
export function identityOf(value: Value): string | number {
  if (typeof value === 'number') return value === 0 ? 0 : value
  return textOf(value)
}

/** Different values in the order in which they stand side by side: numbers first, NaN behind them, then texts, and others. */
export function inOrder(values: readonly Value[]): Value[] {
  return [...values].sort((a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)) || compare(a, b))
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
    return a < b ? -1 : Number(a > b)
  }
  const [left, right] = [a, b].map((value) => (typeof value === 'string' ? value : textOf(value)))
  return codePointOrder(left!, right!)
}

/** A label for each of some different values, no two of them alike, and none equal to one that is taken. */
export function labelsOf(values: readonly Value[], taken: readonly string[] = []): string[] {
  const digits = digitsFor(values.filter((value) => typeof value === 'number'))
  const shown = values.map((value) =>
    typeof value === 'number' ? numberText(value, digits) : shortened(plainText(value)),
  )
  const notTexts = new Set([...taken, ...shown.filter((_, at) => typeof values[at] !== 'string')])
  const seen = new Set(taken)
  return values.map((value, at) => {
    const label = shown[at]!
    // The text "0.1" beside the number stands in quotes; a number has all digits where it differs in its last ones.
    if (typeof value === 'number') return distinct(seen.has(label) ? String(value) : label, seen)
    const isQuoted = typeof value === 'string' && (label === '' || notTexts.has(label))
    return distinct(isQuoted ? shortened(JSON.stringify(value)) : label, seen)
  })
}

/** Texts with numbers behind those that stood before, so that no two are alike, and none equal to one that is taken. */
export function distinctLabels(texts: readonly string[], taken: readonly string[] = []): string[] {
  const seen = new Set(taken)
  return texts.map((text) => distinct(text, seen))
}

function plainText(value: Value): string {
  return typeof value === 'string' ? value : textOf(value)
}

/** A text without its middle when it is long: what begins alike, as ids and paths do, differs at the end. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return showText(text)
  const head = text.slice(0, LONGEST / 2).replace(/[\ud800-\udbff]$/, '')
  const tail = text.slice(1 - LONGEST / 2).replace(/^[\udc00-\udfff]/, '')
  return showText(`${head}…${tail}`)
}

function distinct(text: string, seen: Set<string>): string {
  let label = text
  for (let number = 2; seen.has(label); number++) label = `${text} (${number})`
  seen.add(label)
  return label
}
