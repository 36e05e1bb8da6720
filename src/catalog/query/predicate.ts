import type { Cell } from '../sheet'
import { demandTest } from './demand-test'
import { type Part, partsOf } from './demands'
import type { Demands, Query } from './query'
import { severalTest } from './several'

type Test<R> = (record: R) => boolean

/** What reads a column from a record, and for one in which a record may have several values, what reads all of them. */
interface Readers<R> {
  valueOf: (column: string) => (record: R) => Cell
  severalOf: (column: string) => ((record: R) => readonly Cell[]) | undefined
}

/**
 * A question as a test of one record, built once for any number of them. `valueOf` is called once for each column, and gives
 * what reads it from a record; `undefined` stands for no value. `severalOf` gives what reads all values of a column in which a record
 * may have several. The question must be one that `parseQuery` or `checkQuery` gave.
 */
export function predicate<R>(
  query: Query,
  valueOf: Readers<R>['valueOf'],
  severalOf: Readers<R>['severalOf'] = () => undefined,
): Test<R> {
  const found = new Map<string, (record: R) => Cell>()
  const readerOf = (column: string): ((record: R) => Cell) => {
    const reader = found.get(column) ?? valueOf(column)
    found.set(column, reader)
    return reader
  }
  return testOf(query, { valueOf: readerOf, severalOf })
}

function testOf<R>(query: Query, readers: Readers<R>): Test<R> {
  const partTest = (part: Part): Test<R> => {
    if (part.kind === 'column') return columnTest(part, readers)
    if (part.kind === 'not') {
      const test = testOf(part.query, readers)
      return (record) => !test(record)
    }
    const tests = part.queries.map((one) => testOf(one, readers))
    return part.kind === 'and' ? all(tests) : any(tests)
  }
  return all(partsOf(query).map(partTest))
}

function columnTest<R>(
  { column, demands }: { column: string; demands: Demands },
  { valueOf, severalOf }: Readers<R>,
): Test<R> {
  const names = Object.keys(demands) as (keyof Demands)[]
  const readAll = severalOf(column)
  if (readAll !== undefined) {
    const meet = all(names.map((name) => severalTest(name, demands)))
    return (record) => meet(readAll(record))
  }
  const [meets, read] = [all(names.map((name) => demandTest(name, demands))), valueOf(column)]
  return (record) => meets(read(record))
}

function all<T>(tests: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  const [first, second] = tests
  if (first === undefined) return () => true
  if (second === undefined) return first
  if (tests.length === 2) return (value) => first(value) && second(value)
  return (value) => tests.every((test) => test(value))
}

function any<T>(tests: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  return tests.length === 1
    ? (tests[0] as (value: T) => boolean)
    : (value) => tests.some((test) => test(value))
}
