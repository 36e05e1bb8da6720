import { nextSorting, sortRuns } from '../../src/report-page/table/sort-runs'
import type { Sorting } from '../../src/report-page/state/page-state'
import { madeReport } from './made-report'

const report = madeReport([
  { name: 'id', part: 'field', cells: ['a', 'b', 'c', 'd', 'e', 'f'] },
  { name: 'lr', cells: [0.2, NaN, undefined, -Infinity, 10, 9] },
  { name: 'mixed', cells: ['x', 2, undefined, null, true, 10] },
])

test.each<[Sorting | null, number[]]>([
  [null, [0, 1, 2, 3, 4, 5]],
  [{ column: 'lr', descending: false }, [3, 0, 5, 4, 1, 2]],
  [{ column: 'lr', descending: true }, [4, 5, 0, 3, 1, 2]],
  [{ column: 'mixed', descending: false }, [1, 5, 0, 4, 3, 2]],
  [{ column: 'mixed', descending: true }, [5, 1, 0, 4, 3, 2]],
  [{ column: 'gone', descending: true }, [0, 1, 2, 3, 4, 5]],
])('sorted by %j: numbers, then texts; NaN and missing values last in both directions', (sorting, runs) => {
  expect(sortRuns(report, sorting)).toEqual(runs)
})

test('equal runs stay in their order', () => {
  const equal = madeReport([
    { name: 'id', cells: ['a', 'b', 'c'] },
    { name: 'x', cells: [1, 1, 0] },
  ])
  expect(sortRuns(equal, { column: 'x', descending: false })).toEqual([2, 0, 1])
  expect(sortRuns(equal, { column: 'x', descending: true })).toEqual([0, 1, 2])
})

test.each([
  ['upwards', undefined, [false, true]],
  ['what is better in front', 'max' as const, [true, false]],
  ['what is better in front', 'min' as const, [false, true]],
])('clicks sort %s (%s), then the other way round, then not', (_, mode, [first, second]) => {
  const once = nextSorting({ column: 'other', descending: true }, 'x', mode)
  const twice = nextSorting(once, 'x', mode)
  expect([once, twice, nextSorting(twice, 'x', mode)]).toEqual([
    { column: 'x', descending: first },
    { column: 'x', descending: second },
    null,
  ])
})
