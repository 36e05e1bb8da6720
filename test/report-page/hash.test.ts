import { RunNames } from '../../src/report-page/data/run-names'
import { hashOf, stateOf } from '../../src/report-page/state/hash'
import { comparedRuns, FIRST_STATE, withPicked, type PageState } from '../../src/report-page/state/page-state'
import { madeReport } from './made-report'

const report = madeReport([
  { name: 'id', part: 'field', cells: ['exp-1/run-a', 'exp-1/run-b', 'exp-1/run-a', 'a&b=c#d %'] },
  { name: 'lr', cells: [0.1, 0.2, 0.3, 0.4] },
  { name: 'a, b&c', cells: [1, 2, 3, 4] },
  { name: '__proto__', cells: [1, 2, 3, 4] },
])
const names = new RunNames(report)
const back = (state: PageState) => stateOf(`#${hashOf(state, names)}`, report, names)

test('what is shown at first needs no address', () => {
  expect(hashOf(FIRST_STATE, names)).toBe('')
  expect(stateOf('', report, names)).toEqual(FIRST_STATE)
})

test.each<[string, Partial<PageState>]>([
  ['the tab', { tab: 'compare' }],
  ['the filter', { filter: 'lr < 0.2 and `a, b&c` = "x#y%20+"' }],
  ['sorted upwards', { sorting: { column: 'lr', descending: false } }],
  ['sorted downwards by a name with signs', { sorting: { column: 'a, b&c', descending: true } }],
  ['columns', { columns: ['a, b&c', '__proto__', 'lr'] }],
  ['no columns', { columns: [] }],
  ['picked runs in their order, also two of one id', { picked: new Set([3, 2, 0]) }],
  ['the open run', { open: 3 }],
  ['compared runs', { compared: [2, 1] }],
  ['one compared run', { compared: [null, 1] }],
])('an address keeps %s', (_, changed) => {
  const state = { ...FIRST_STATE, ...changed }
  expect(back(state)).toEqual(state)
  expect([...back(state).picked]).toEqual([...state.picked])
})

test.each([
  ['#tab=<script>'],
  ['#tab=__proto__&columns=constructor'],
  ['#up=nothing&column=constructor&column=toString&picked=nobody&run=nobody&a=__proto__&b=%00'],
  ['#%E0%A4%A&%=%&=&&&'],
  [`#filter=${'x'.repeat(200_000)}`],
])('an address that names nothing of the report is as none: %.60j', (hash) => {
  expect(stateOf(hash, report, names)).toEqual(FIRST_STATE)
})

test('a column that stands twice is shown once', () => {
  expect(stateOf('#column=lr&column=lr', report, names).columns).toEqual(['lr'])
})

test('very many picked runs are not kept, for no browser takes such an address', () => {
  const many = madeReport([
    { name: 'id', part: 'field', cells: Array.from({ length: 300 }, (_, run) => `run ${run}`) },
  ])
  const picked = new Set(Array.from({ length: 300 }, (_, run) => run))
  expect(hashOf({ ...FIRST_STATE, picked }, new RunNames(many))).toBe('')
})

test('a run is picked, and no more, in the order of picking', () => {
  const picked = withPicked(withPicked(new Set([5]), 2), 9)
  expect([...picked]).toEqual([5, 2, 9])
  expect([...withPicked(picked, 2)]).toEqual([5, 9])
})

test.each<[Partial<PageState>, [number | null, number | null]]>([
  [{}, [null, null]],
  [{ picked: new Set([3]) }, [3, null]],
  [{ picked: new Set([3, 1, 2]) }, [3, 1]],
  [{ picked: new Set([3, 1]), compared: [1, null] }, [1, 3]],
  [{ picked: new Set([3, 1]), compared: [null, 3] }, [1, 3]],
  [{ picked: new Set([3, 1]), compared: [0, 2] }, [0, 2]],
])('of %j are compared %j', (changed, pair) => {
  expect(comparedRuns({ ...FIRST_STATE, ...changed })).toEqual(pair)
})
