import type { Cell } from '../sheet'
import { demandTest } from './demand-test'
import { type Part, partsOf } from './demands'
import type { Demands, Query } from './query'

type Test<R> = (record: R) => boolean

/**
 * A question as a test of one record, built once for any number of them. `valueOf` is called once for each column, and gives
 * what reads it from a record; `undefined` stands for no value. The question must be one that `parseQuery` or `checkQuery` gave.
 */
export function predicate<R>(query: Query, valueOf: (column: string) => (record: R) => Cell): Test<R> {
  const found = new Map<string, (record: R) => Cell>()
  const readerOf = (column: string): ((record: R) => Cell) => {
    const reader = found.get(column) ?? valueOf(column)
    found.set(column, reader)
    return reader
  }
  return testOf(query, readerOf)
}

function testOf<R>(query: Query, readerOf: (column: string) => (record: R) => Cell): Test<R> {
  const partTest = (part: Part): Test<R> => {
    if (part.kind === 'column') return columnTest(readerOf(part.column), part.demands)
    if (part.kind === 'not') {
      const test = testOf(part.query, readerOf)
      return (record) => !test(record)
    }
    const tests = part.queries.map((one) => testOf(one, readerOf))
    return part.kind === 'and' ? all(tests) : any(tests)
  }
  return all(partsOf(query).map(partTest))
}

function columnTest<R>(read: (record: R) => Cell, demands: Demands): Test<R> {
  const meets = all(Object.keys(demands).map((name) => demandTest(name as keyof Demands, demands)))
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
