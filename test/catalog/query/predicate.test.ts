import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { checkQuery } from '../../../src/catalog/query/check'
import { predicate } from '../../../src/catalog/query/predicate'
import type { Demands, Query } from '../../../src/catalog/query/query'
import type { Cell } from '../../../src/catalog/sheet'
import { anyJson, anyQuery, anyRecord, cellOf } from './any-query'

/** Whether one value meets what is asked of it. */
const holds = (asked: Query[string], cell: Cell): boolean =>
  predicate<Cell>(checkQuery({ a: asked }), () => (record) => record)(cell)

test.each<[Query[string], Cell, boolean]>([
  [64, 64, true],
  [64, 64.5, false],
  [64, '64', false],
  ['64', 64, false],
  [0, -0, true],
  [NaN, NaN, true],
  [NaN, 1, false],
  [NaN, undefined, false],
  [null, null, true],
  [null, undefined, false],
  [false, 0, false],
  ['', null, false],
  ['done', 'Done', false],
  [[64, [32]], [64, [32]], true],
  [[64], [64, 32], false],
  [[], {}, false],
  [{ b: NaN, c: 1 }, { c: 1, b: NaN }, true],
  [{ b: 1 }, { b: 1, c: 2 }, false],
  [{ eq: { lt: 1 } }, { lt: 1 }, true],
  [{}, {}, true],
  [{}, 1, false],
  [{ in: [1, 'x', [2]] }, 'x', true],
  [{ in: [1, 'x', [2]] }, [2], true],
  [{ in: [1, 'x', [2]] }, '1', false],
  [{ in: [NaN] }, NaN, true],
  [{ in: [] }, 1, false],
  [{ in: [null] }, undefined, false],
])('%j equals %j: %p', (asked, cell, expected) => {
  expect(holds(asked, cell)).toBe(expected)
})

// Less, equal, greater: for each which of lt, le, gt and ge are met.
const LESS = ['lt', 'le']
const SAME = ['le', 'ge']
const MORE = ['gt', 'ge']
test.each<[Cell, number | string, string[]]>([
  [1, 2, LESS],
  [2, 2, SAME],
  [3, 2, MORE],
  [0, -0, SAME],
  [-Infinity, Infinity, LESS],
  [NaN, 1, []],
  [1, NaN, []],
  [NaN, NaN, []],
  ['a', 'b', LESS],
  ['a', 'a', SAME],
  ['a', 'Z', MORE],
  ['10', '9', LESS],
  ['\uffff', '😀', LESS],
  ['2026-11-01T00:00:00Z', '2026-11', MORE],
  ['1', 2, []],
  [1, '2', []],
  [null, 2, []],
  [true, 2, []],
  [[1], 2, []],
  [undefined, 2, []],
  [undefined, 'a', []],
])('%j compared with %j meets %j', (cell, limit, met) => {
  expect(['lt', 'gt', 'le', 'ge'].filter((demand) => holds({ [demand]: limit }, cell)).sort()).toEqual(
    [...met].sort(),
  )
})

test.each<[Cell, Demands, boolean]>([
  ['adamw', { like: 'adam*' }, true],
  ['sgd', { like: 'adam*' }, false],
  [1, { like: '*' }, false],
  [null, { like: '*' }, false],
  [undefined, { like: '*' }, false],
  [undefined, { missing: true }, true],
  [null, { missing: true }, false],
  [null, { missing: false }, true],
  [undefined, { missing: false }, false],
  [5, { gt: 1, lt: 9, ne: 6 }, true],
  [6, { gt: 1, lt: 9, ne: 6 }, false],
  [10, { gt: 1, lt: 9, ne: 6 }, false],
])('%j meets %j: %p', (cell, demands, expected) => {
  expect(holds(demands as Query, cell)).toBe(expected)
})

test.each([
  ['ne', 'eq', anyJson],
  ['notIn', 'in', fc.array(anyJson, { maxLength: 2 })],
  ['notLike', 'like', fc.constantFrom('*', 'd?ne', 'true', '', 'x')],
])('%s is the opposite of %s, for a missing value, too', (one, other, wanted) => {
  fc.assert(
    fc.property(wanted as fc.Arbitrary<string>, fc.option(anyJson, { nil: undefined }), (value, cell) => {
      expect(holds({ [one]: value }, cell)).toBe(!holds({ [other]: value }, cell))
    }),
    { numRuns: 500 },
  )
  expect(holds({ [one]: one === 'notIn' ? ['x'] : 'x' }, undefined)).toBe(true)
})

const RUNS = [
  { id: 1, lr: 0.1, status: 'done' },
  { id: 2, lr: 0.01, status: 'done' },
  { id: 3, lr: 0.1, status: 'failed' },
  { id: 4, status: 'lost' },
]
test.each<[Query, number[]]>([
  [{}, [1, 2, 3, 4]],
  [{ lr: 0.1, status: 'done' }, [1]],
  [{ and: [] }, [1, 2, 3, 4]],
  [{ or: [] }, []],
  [{ not: {} }, []],
  [{ and: [{ lr: 0.1 }, { status: 'failed' }] }, [3]],
  [{ and: [{ lr: 0.1 }] }, [1, 3]],
  [{ and: [{ lr: 0.1 }, {}, { id: { gt: 1 } }] }, [3]],
  [{ or: [{ lr: 0.01 }, { status: 'lost' }] }, [2, 4]],
  [{ or: [{ lr: 0.01 }] }, [2]],
  [{ or: [{ lr: 0.01 }, { status: 'lost' }], id: { lt: 4 } }, [2]],
  [{ not: { lr: 0.1, status: 'done' } }, [2, 3, 4]],
  [{ not: { or: [{ lr: 0.1 }, { status: 'lost' }] } }, [2]],
  [{ id: { ge: 1 }, lr: { missing: false }, status: { ne: 'failed' }, not: { id: 1 } }, [2]],
])('%j holds for the runs %j', (query, ids) => {
  const test = predicate<Record<string, Cell>>(checkQuery(query), (column) => (run) => run[column])
  expect(RUNS.filter(test).map(({ id }) => id)).toEqual(ids)
})

test('not is the opposite, and and-or take each other apart, for every question and record', () => {
  fc.assert(
    fc.property(anyQuery, anyQuery, anyRecord, (one, other, record) => {
      const ask = (query: Query): boolean => predicate(query, cellOf)(record)
      expect(ask({ not: one })).toBe(!ask(one))
      expect(ask({ and: [one, other] })).toBe(ask(one) && ask(other))
      expect(ask({ or: [one, other] })).toBe(ask(one) || ask(other))
    }),
    { numRuns: 1000 },
  )
})

test('each column is looked up once, before the first record, and read only where it decides', () => {
  const asked: string[] = []
  const read: string[] = []
  const test = predicate<Record<string, Cell>>(
    { and: [{ a: 1 }, { a: { ne: 2 }, b: 1 }], not: { b: 2 } },
    (column) => {
      asked.push(column)
      return (record) => {
        read.push(column)
        return record[column]
      }
    },
  )
  expect({ asked, read }).toEqual({ asked: ['a', 'b'], read: [] })
  expect(test({ a: 3, b: 1 })).toBe(false)
  expect(read).toEqual(['a'])
})

test('what throws for an unknown column does so before a record is asked', () => {
  const refuse = (column: string): never => {
    throw new RangeError(column)
  }
  expect(() => predicate({ or: [{}, { nope: 1 }] }, refuse)).toThrow(new RangeError('nope'))
})

test('of 100,000 records it finds those that a filter by hand finds', () => {
  const query: Query = {
    or: [{ lr: { gt: 0.5, lt: 0.9 }, name: { like: '*adam*9' } }, { tag: { in: ['a', 'b'] } }],
    started: { ge: '2026-11' },
  }
  const test = predicate<Record<string, Cell>>(query, (column) => (run) => run[column])
  const runs = Array.from({ length: 100_000 }, (_, n) => ({
    lr: n / 1e5,
    name: `run-adam-${n}`,
    tag: 'c',
    started: `2026-${10 + (n % 3)}-01`,
  }))
  expect(runs.filter(test).length).toBe(
    runs.filter(({ lr, name, started }) => lr > 0.5 && lr < 0.9 && name.endsWith('9') && started >= '2026-11')
      .length,
  )
})

test('W10: no question becomes code or a regular expression', () => {
  const folder = join(__dirname, '../../../src/catalog/query')
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(sources.length).toBeGreaterThan(10)
  expect(
    sources.filter((source) => /\beval\b|\bFunction\(|\bRegExp\(|node:vm|import\(/.test(source)),
  ).toEqual([])
})
