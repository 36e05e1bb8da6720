import type { Cell } from '../../catalog/sheet'
import type { Param } from '../../catalog/why/param-column'

/** Experiments by what they have of one parameter. */
export interface Grouping {
  /** For each experiment the number of its group, from 0; -1 for one that is left out, since it lacks the parameter. */
  readonly groupOf: Int32Array
  /** How many groups there are, at least two. */
  readonly groups: number
  /** Whether the groups stand in an order that means something: numbers, or false before true. */
  readonly isOrdered: boolean
}

/**
 * The experiments by the values of a parameter; null where these do not differ. Of numbers, and of true and false, null is no value;
 * of all others it is a category. A parameter that has one value wherever it is there groups by whether it is there.
 */
export function groupingOf({ values, numbers }: Pick<Param, 'values' | 'numbers'>): Grouping | null {
  // Only values that occur: the numbering may know more of them.
  const occurring = [...new Set(numbers)].filter((number) => number !== 0)
  const held = occurring.filter((number) => values[number] !== null)
  if (held.length > 1 && areOrdered(held.map((number) => values[number])))
    return grouped(
      numbers,
      held.sort((a, b) => Number(values[a]) - Number(values[b])),
      true,
    )
  const categories = occurring.length === 1 && numbers.includes(0) ? [0, ...occurring] : occurring
  return categories.length > 1
    ? grouped(
        numbers,
        categories.sort((a, b) => a - b),
        false,
      )
    : null
}

function areOrdered(values: readonly Cell[]): boolean {
  return ['number', 'boolean'].some((type) => values.every((value) => typeof value === type))
}

function grouped(numbers: Int32Array, inOrder: readonly number[], isOrdered: boolean): Grouping {
  const groups = new Map(inOrder.map((number, group) => [number, group]))
  const groupOf = numbers.map((number) => groups.get(number) ?? -1)
  return { groupOf, groups: inOrder.length, isOrdered }
}
