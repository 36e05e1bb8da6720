import { differingPaths } from '../../params/differences'
import { isEqualJson } from '../../params/equal'
import { getAt } from '../../params/path'
import type { Json } from '../../params/types'
import type { Cell } from '../sheet'

/** Something in which two runs differ: what it is in the one and in the other; undefined where a run has no such thing. */
export interface Difference {
  /** A dotted path, or the name of a score or a condition. */
  name: string
  /** What it is in the first run. */
  a: Cell
  /** What it is in the second. */
  b: Cell
}

/** The values in which two pieces of data differ, by their dotted paths. */
export function dataDifferences(a: Json, b: Json): Difference[] {
  return differingPaths(a, b).map((name) => ({ name, a: getAt(a, keysIn(name)), b: getAt(b, keysIn(name)) }))
}

/** What differs among facts that stand side by side. Null is a fact that is not known, as undefined is. */
export function factDifferences(facts: readonly (readonly [string, Cell, Cell])[]): Difference[] {
  return facts.flatMap(([name, left, right]) => {
    const [a, b] = [left ?? undefined, right ?? undefined]
    return isSame(a, b) ? [] : [{ name, a, b }]
  })
}

function isSame(a: Cell, b: Cell): boolean {
  if (a === undefined || b === undefined) return a === b
  return isEqualJson(a, b)
}

/** The keys of a path that was made of stored data, in which keys may also be empty: `parsePath` refuses what nobody can mean. */
function keysIn(path: string): string[] {
  if (path === '(root)') return []
  const keys = ['']
  for (const [part] of path.matchAll(/\\[^]|\.|[^\\.]+/g)) {
    if (part === '.') keys.push('')
    else keys.push(keys.pop()! + (part.startsWith('\\') ? part.slice(1) : part))
  }
  return keys
}
