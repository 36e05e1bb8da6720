import type { Cell } from '../../catalog/sheet'
import { numberText, rounded } from '../../text/numbers'
import { binEdges } from './bin-edges'
import { categoryAxis } from './category-axis'
import type { ScaleChoice } from './choices'
import type { FigureColumn } from './figure-column'
import { scaleFor, whyNoNumber } from './number-axis'
import type { Placed } from './placed'

/** Numbers with no more digits than these are round. */
const ROUND_DIGITS = 5

/** A number of more characters is written with a power of ten. */
const LONG = 6

/** So many intervals at most. */
const MOST_BINS = 12

/** Many different numbers, sorted, as intervals side by side: `0.001–0.01`. A number on an edge stands in the upper one. */
export function placedBins(
  column: FigureColumn,
  sorted: readonly number[],
  choice: ScaleChoice,
  most = MOST_BINS,
): Placed {
  const scale = scaleFor(sorted, choice, column.origin)
  const held = scale === 'log' ? sorted.filter((number) => number > 0) : sorted
  const edges = held.length < 2 ? [...held, ...held] : binEdges(held, scale, most)
  const labels = intervalTexts(edges)
  const axis = categoryAxis(column.name, labels, true)
  const isInside = (cell: Cell) => Number.isFinite(cell) && !(scale === 'log' && (cell as number) <= 0)
  return {
    axis,
    placeOf: (cell) => (isInside(cell) ? labels[binOf(cell as number, edges)] : undefined),
    whyNot: (cell) => whyNoNumber(axis.title, cell),
    notes: [],
  }
}

function binOf(number: number, edges: readonly number[]): number {
  const below = edges.findLastIndex((edge) => edge <= number)
  return Math.min(below, edges.length - 2)
}

function intervalTexts(edges: readonly number[]): string[] {
  const texts = edgeTexts(edges)
  const between = edges.some((edge) => edge < 0) ? ' to ' : '–'
  return texts.slice(1).map((text, index) => `${texts[index]}${between}${text}`)
}

/** Round numbers as they are; others with the fewest digits that tell them apart. */
function edgeTexts(edges: readonly number[]): string[] {
  if (edges.every((edge) => rounded(edge, ROUND_DIGITS) === edge)) return edges.map(shortText)
  for (let digits = ROUND_DIGITS; digits < 17; digits++) {
    const texts = edges.map((edge) => numberText(rounded(edge, digits), digits))
    if (new Set(texts).size === texts.length) return texts
  }
  return edges.map(String)
}

function shortText(edge: number): string {
  const [whole, short] = [numberText(edge), edge.toExponential().replace('e+', 'e')]
  return whole.length > LONG && short.length < whole.length ? short : whole
}
