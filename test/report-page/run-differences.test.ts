import { compareInReport } from '../../src/report-page/diff/run-differences'
import { findRuns } from '../../src/report-page/diff/find-runs'
import { fromDifference } from '../../src/report-page/diff/from-difference'
import { bestRun } from '../../src/report-page/data/best-run'
import { RunNames } from '../../src/report-page/data/run-names'
import { pairTexts } from '../../src/report-page/run/pair-texts'
import { runMetrics, runParts } from '../../src/report-page/run/run-parts'
import { madeReport } from './made-report'

const report = madeReport(
  [
    { name: 'id', part: 'field', cells: ['exp-1/a', 'exp-1/b', 'exp-1/b'] },
    { name: 'status', part: 'field', cells: ['done', 'done', 'failed'] },
    { name: 'note', part: 'field', cells: [undefined, undefined, 'why'] },
    { name: 'val_acc', part: 'metric', cells: [0.5, 0.75, NaN] },
    { name: 'last.loss', part: 'last', cells: [2, 1, undefined] },
    {
      name: 'model.layers',
      cells: [
        [64, 32],
        [64, 32],
        [32, 64],
      ],
    },
    { name: 'lr', cells: [0.5, 0.25, '0.5'] },
    { name: '__proto__', cells: [1, 1, 2] },
  ],
  { monitor: 'val_acc', modes: { val_acc: 'max', loss: 'min' } },
)
const rowsOf = (a: number, b: number) =>
  compareInReport(report, a, b).flatMap(({ title, rows }) =>
    rows.map(({ column, isEqual, more, better }) => [title, column.name, isEqual, more, better]),
  )

test('two runs are compared in all that one of them has: numbers with their difference, metrics with which is better', () => {
  expect(rowsOf(0, 1)).toEqual([
    ['Parameters', 'model.layers', true, undefined, undefined],
    ['Parameters', 'lr', false, -0.25, undefined],
    ['Parameters', '__proto__', true, 0, undefined],
    ['Metrics, best epoch', 'val_acc', false, 0.25, 'b'],
    ['Metrics, last epoch', 'last.loss', false, -1, 'b'],
    ['Run', 'status', true, undefined, undefined],
  ])
})

test('a number differs from a text, a value from none, and no value of NaN is better', () => {
  expect(rowsOf(0, 2)).toEqual([
    ['Parameters', 'model.layers', false, undefined, undefined],
    ['Parameters', 'lr', false, undefined, undefined],
    ['Parameters', '__proto__', false, 1, undefined],
    ['Metrics, best epoch', 'val_acc', false, undefined, undefined],
    ['Metrics, last epoch', 'last.loss', false, undefined, undefined],
    ['Run', 'status', false, undefined, undefined],
    ['Run', 'note', false, undefined, undefined],
  ])
})

test('a run differs in nothing from itself', () => {
  expect(rowsOf(2, 2).filter(([, , isEqual]) => isEqual === false)).toEqual([])
})

test.each([
  [[0, 1, 2], 1],
  [[2, 0], 0],
])('the best among %j is %d', (runs, best) => {
  expect(bestRun(report, runs)).toEqual({ run: best, metric: 'val_acc' })
})

test.each([
  ['no finite value', report, [2]],
  ['no monitored metric', madeReport([{ name: 'id', cells: ['a'] }]), [0]],
  ['a parameter of that name', madeReport([{ name: 'loss', cells: [1] }], { monitor: 'loss' }), [0]],
])('there is no best run with %s', (_, made, runs) => {
  expect(bestRun(made, runs)).toBeUndefined()
})

test('of equal runs the earliest is the best, however they are sorted', () => {
  const equal = madeReport([{ name: 'loss', part: 'metric', cells: [1, 1, 2] }], {
    ...{ monitor: 'loss', modes: { loss: 'min' } },
  })
  expect(bestRun(equal, [2, 1, 0])?.run).toBe(0)
})

test('two runs of one id have different names', () => {
  const names = new RunNames(report)
  expect([0, 1, 2].map((run) => names.of(run))).toEqual(['exp-1/a', 'exp-1/b', 'exp-1/b#2'])
  expect(names.find('exp-1/b#2')).toBe(2)
  expect(names.find('constructor')).toBeUndefined()
})

test('runs are found by parts of their names, of which the first few are offered', () => {
  const names = new RunNames(
    madeReport([{ name: 'id', cells: Array.from({ length: 100 }, (_, run) => `Run ${run}`) }]),
  )
  expect(findRuns(names, 100, ' RUN 9 ').runs).toEqual([
    9, 19, 29, 39, 49, 59, 69, 79, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99,
  ])
  expect(findRuns(names, 100, '')).toEqual({ runs: Array.from({ length: 30 }, (_, run) => run), total: 100 })
})

test('a run is shown with what it has, and without what it has not', () => {
  const [fields, others] = runParts(report, 0)
  expect(
    [...fields, ...others].map(({ title, columns }) => [title, ...columns.map(({ name }) => name)]),
  ).toEqual([
    ['Run', 'status'],
    ['Parameters', 'model.layers', 'lr', '__proto__'],
  ])
  expect(runMetrics(report, 0).map(({ name, best, last }) => [name, best?.name, last?.name])).toEqual([
    ['val_acc', 'val_acc', undefined],
    ['loss', undefined, 'last.loss'],
  ])
})

test('of long texts that begin alike the part is shown in which they begin to differ', () => {
  const alike = 'x'.repeat(500)
  const { columns } = madeReport([
    { name: 'id', part: 'field', cells: ['a', 'b', 'c', 'd'] },
    { name: 'prompt', cells: [`${alike}one${alike}`, `${alike}two`, 'short', alike] },
  ])
  const texts = (a: number, b: number) => [a, b].map((run) => fromDifference(columns[1]!, run, a + b - run))
  const before = `…${'x'.repeat(40)}`
  expect(texts(0, 1)).toEqual([`${before}one${'x'.repeat(77)}…`, `${before}two`])
  expect(texts(1, 3)).toEqual([`${before}two`, before])
  expect(texts(0, 2)).toEqual([`${'x'.repeat(120)}…`, 'short'])
  expect(texts(0, 0)).toEqual([`${'x'.repeat(120)}…`, `${'x'.repeat(120)}…`])
})

test('runs of several roots are named with their roots, so that those with equal ids are told apart', () => {
  const cells = ['exp-1/a', 'exp-1/a']
  const id = { name: 'id', part: 'field', cells } as const
  const names = new RunNames(madeReport([id, { name: 'root', part: 'field', cells: ['old', 'new'] }]))
  expect([names.of(0), names.of(1), names.find('new/exp-1/a')]).toEqual(['old/exp-1/a', 'new/exp-1/a', 1])
  const param = new RunNames(madeReport([id, { name: 'root', cells: ['old', 'new'] }]))
  expect([param.of(0), param.of(1)]).toEqual(['exp-1/a', 'exp-1/a#2'])
})

test('a metric that is the same at the best and at the last epoch looks the same, whatever other runs have', () => {
  const [last, best] = [
    [0.204471234, 0.2044712, undefined],
    [0.204471234, 0.5, NaN],
  ].map((own, at) => {
    const others = at === 0 ? Array.from({ length: 30 }, (_, run) => 0.2044 + run * 1e-6 + 1e-9) : []
    return madeReport([
      { name: 'id', part: 'field', cells: [...own, ...others].map(String) },
      { name: 'loss', part: 'metric', cells: [...own, ...others] },
    ]).columns[1]!
  })
  const texts = (run: number) => pairTexts(best, last, run).map(({ text }) => text)
  expect(texts(0)).toEqual(['0.2045', '0.2045'])
  expect(texts(1)).toEqual(['0.5', '0.2045'])
  expect(texts(2)).toEqual(['NaN', '–'])
  expect(pairTexts(best, undefined, 0).map(({ whole }) => whole)).toEqual(['0.204471234', undefined])
})
