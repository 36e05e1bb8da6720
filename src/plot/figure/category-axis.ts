import { showText } from '../../params/show'
import type { Cell } from '../../catalog/sheet'
import { countText } from '../../text/numbers'
import type { Axis } from './axis'
import { identityOf, inOrder, labelsOf } from './category-labels'
import type { FigureColumn } from './figure-column'
import type { Placed } from './placed'

type Value = Exclude<Cell, undefined>

const OTHERS = 'others'

/** An axis with these categories. */
export function categoryAxis(name: string, categories: readonly string[], isOrdered: boolean): Axis {
  return { title: showText(name, Infinity), type: 'category', scale: 'linear', categories, isOrdered }
}

/**
 * A column as categories side by side, at most so many: of more the most frequent stand alone, and the rest becomes `others`,
 * or, where these cannot stand together, has no place.
 */
export function placedCategories(
  { name, cells }: FigureColumn,
  most: number,
  rest: 'others' | 'none' = 'others',
): Placed {
  const counted = countedOf(cells)
  const isCut = counted.length > most
  const kept = isCut ? counted.slice(0, rest === 'others' ? most - 1 : most) : counted
  const values = inOrder(kept.map(({ value }) => value))
  const taken = isCut && rest === 'others' ? [OTHERS] : []
  const labels = labelsOf(values, taken)
  const places = new Map(values.map((value, index) => [identityOf(value), labels[index]!]))
  const axis = categoryAxis(
    name,
    [...labels, ...taken],
    values.length > 0 && values.every((value) => Number.isFinite(value)) && taken.length === 0,
  )
  return {
    axis,
    placeOf: (cell) => (cell === undefined ? undefined : (places.get(identityOf(cell)) ?? taken[0])),
    whyNot: (cell) =>
      cell === undefined
        ? `without ${axis.title}`
        : `in panels beyond the ${most} of ${axis.title} that have most`,
    notes: isCut && rest === 'others' ? [othersNote(axis.title, counted.length - kept.length)] : [],
  }
}

/** The different values, those of most runs first; of equals the first. */
function countedOf(cells: readonly Cell[]): { value: Value; count: number }[] {
  const counts = new Map<string | number, { value: Value; count: number }>()
  for (const cell of cells) {
    if (cell === undefined) continue
    const identity = identityOf(cell)
    const known = counts.get(identity)
    if (known === undefined) counts.set(identity, { value: cell, count: 1 })
    else known.count += 1
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

function othersNote(title: string, values: number): string {
  return `${OTHERS}: ${countText(values)} more values of ${title}`
}
