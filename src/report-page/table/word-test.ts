import type { Cell } from '../../catalog/sheet'
import { wholeText } from '../data/cell-text'
import { momentText } from '../data/moment-text'
import type { Column, Report } from '../data/report'

const WORDS = /"((?:[^"]|"")*)"|[^\s"]+/g

/** The test whether each of some words stands somewhere in the texts of a run. Case does not count; quotes keep words together. */
export function wordTest(text: string, { columns }: Report): (run: number) => boolean {
  const words = [...text.matchAll(WORDS)].map(([word, quoted]) => (quoted ?? word).toLowerCase())
  const readable = columns.filter(({ type }) => type !== 'number' && type !== 'empty')
  const tests = words.filter((word) => word !== '').map((word) => anyColumn(word, readable))
  return (run) => tests.every((test) => test(run))
}

// Each different value is looked at once, however many runs have it.
function anyColumn(word: string, columns: readonly Column[]): (run: number) => boolean {
  const found = columns.flatMap((column) => {
    const places = new Set<number>()
    for (const [place, text] of textsIn(column).entries()) if (text.includes(word)) places.add(place)
    return places.size === 0 ? [] : [{ placeOf: column.placeOf, places }]
  })
  return (run) => found.some(({ placeOf, places }) => places.has(placeOf(run)))
}

const lowered = new WeakMap<Column, readonly string[]>()

function textsIn(column: Column): readonly string[] {
  let texts = lowered.get(column)
  if (texts === undefined) {
    texts = column.values.map((value) => searched(value, column).toLowerCase())
    lowered.set(column, texts)
  }
  return texts
}

// A time is looked for as it is shown, too.
function searched(value: Cell, { part, name }: Column): string {
  if (typeof value === 'number') return ''
  const whole = wholeText(value)
  return part === 'field' && name === 'started' ? `${whole} ${momentText(whole)}` : whole
}
