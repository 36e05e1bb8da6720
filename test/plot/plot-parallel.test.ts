import { plotParallel, type RunTable } from '../../src'
import { RunTable as Table } from '../../src/catalog/run-table'
import type { ParallelFigure } from '../../src/plot/figure/figure'
import type { JsonObject } from '../../src/params/types'
import { coded } from '../run/runs'
import { aRun } from './figure/some-runs'

const near = (value: number): number => expect.closeTo(value, 9) as number

const figureOf = async (...args: Parameters<typeof plotParallel>) =>
  (await plotParallel(...args)).figure as ParallelFigure

/** Runs with these parameters and scores, each of its own experiment. */
function table(rows: readonly { params: JsonObject; score: number; experiment?: string }[]): RunTable {
  return new Table(
    rows.map(({ params, score, experiment }, at) =>
      aRun(experiment ?? `exp-${at}`, at, { params, metrics: { val_acc: score } }),
    ),
  )
}

/** Three rates with two seeds each, of which the middle one is best; the optimizer has less to do with it, the units nothing. */
const runs = table(
  [0.001, 0.01, 0.1, 1].flatMap((lr, at) =>
    [0, 0.02].map((seed) => ({
      params: { lr, optimizer: at > 1 ? 'sgd' : 'adam', ...(at > 0 && { units: at % 2 === 0 ? 32 : 64 }) },
      score: [0.5, 0.7, 0.8, 0.9][at]! + seed,
      experiment: `exp-${at}`,
    })),
  ),
)

test('an axis for each parameter that differs, the closest first, and the metric last', async () => {
  const { axes, title, color } = await figureOf(runs, 'val_acc')
  expect(title).toBe('val_acc over 3 parameters')
  expect(axes).toEqual([
    {
      ...{ title: 'lr', scale: 'log' },
      ticks: [
        { share: 0, text: '0.001' },
        { share: near(1 / 3), text: '0.01' },
        { share: near(2 / 3), text: '0.1' },
        { share: 1, text: '1' },
      ],
    },
    {
      ...{ title: 'optimizer', scale: 'linear' },
      ticks: [
        { share: 0, text: 'adam' },
        { share: 1, text: 'sgd' },
      ],
    },
    {
      ...{ title: 'units', scale: 'linear' },
      ticks: [
        { share: 0, text: '32' },
        { share: 1, text: '64' },
      ],
    },
    expect.objectContaining({ title: 'val_acc', scale: 'linear' }),
  ])
  expect(color).toMatchObject({ title: 'val_acc', type: 'number', scale: 'linear' })
})

test('a line for each experiment with the mean of its seeds, the best last and marked, gaps where it lacks a parameter', async () => {
  const { lines, subtitle } = await figureOf(runs, 'val_acc')
  expect(
    lines.map(({ run, value, isBest, shares }) => ({ run, value, isBest, shares: shares.slice(0, 3) })),
  ).toEqual([
    { run: 'exp-0', value: near(0.51), isBest: false, shares: [0, 0, null] },
    { run: 'exp-1', value: near(0.71), isBest: false, shares: [near(1 / 3), 0, 1] },
    { run: 'exp-2', value: near(0.81), isBest: false, shares: [near(2 / 3), 1, 0] },
    { run: 'exp-3', value: near(0.91), isBest: true, shares: [1, 1, 1] },
  ])
  const last = lines.map(({ shares }) => shares.at(-1)!)
  expect([...last].sort()).toEqual(last)
  expect(subtitle).toEqual([
    '8 runs, as the means of 4 experiments',
    'best: 0.91, exp-3',
    'gaps, where a value is missing: 1 at units',
  ])
})

test('apart, each run has a line', async () => {
  const { lines, subtitle } = await figureOf(runs, 'val_acc', { seeds: 'apart' })
  expect(lines).toHaveLength(8)
  expect(lines.at(-1)).toMatchObject({ run: 'exp-3/run-7', value: 0.92, isBest: true })
  expect(subtitle.slice(0, 2)).toEqual(['8 runs', 'best: 0.92, exp-3/run-7'])
})

test('a lower metric may be better: then the lowest is last, so that it lies on top', async () => {
  const { lines } = await figureOf(runs, 'val_acc', { mode: 'min' })
  expect(lines.map(({ isBest }) => isBest)).toEqual([false, false, false, true])
  expect(lines.map(({ run }) => run)).toEqual(['exp-3', 'exp-2', 'exp-1', 'exp-0'])
})

test('a column that is no metric has no best', async () => {
  const results = new Table(runs.records.map((record, at) => ({ ...record, result: { size: at } })))
  const { lines, subtitle } = await figureOf(results, 'result.size')
  expect(lines.some(({ isBest }) => isBest)).toBe(false)
  expect(subtitle.join()).not.toContain('best')
})

test('parameters that are named stand in this order', async () => {
  const { axes } = await figureOf(runs, 'val_acc', { params: ['units', 'lr'] })
  expect(axes.map(({ title }) => title)).toEqual(['units', 'lr', 'val_acc'])
})

test('of more than 10 parameters those stand there that go most closely with the metric', async () => {
  const many = table(
    Array.from({ length: 20 }, (_, at) => ({
      params: Object.fromEntries(
        Array.from({ length: 14 }, (_, p) => [`p${p}`, p === 13 ? at : (at * (p + 2)) % 17]),
      ),
      score: at,
    })),
  )
  const { axes, subtitle, title } = await figureOf(many)
  expect(axes).toHaveLength(11)
  expect(axes[0]!.title).toBe('p13')
  expect(title).toBe('val_acc over 10 parameters')
  expect(subtitle).toContain('10 of 14 parameters: those that go most closely with it')
})

test('very many lines are thinned evenly over their order, and the best and the worst are there', async () => {
  const many = table(
    Array.from({ length: 2500 }, (_, at) => ({ params: { p: (at * 7) % 2500 }, score: (at * 1733) % 2500 })),
  )
  const { lines, subtitle } = await figureOf(many)
  const values = lines.map(({ value }) => value)
  expect(values).toHaveLength(1000)
  expect([values[0], lines.at(-1)!.isBest]).toEqual([0, true])
  expect(values.slice(-10)).toEqual(Array.from({ length: 10 }, (_, at) => 2490 + at))
  const gaps = values.slice(1, -10).map((value, at) => value - values[at]!)
  expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([2, 3])
  expect(subtitle).toContain(
    '1,000 of these as lines, evenly from the worst val_acc to the best, the ten best among them',
  )
})

test('many numbers have round ones as labels, which the lines lie between', async () => {
  const many = table(
    Array.from({ length: 40 }, (_, at) => ({ params: { p: 3.7 * at + 1, q: 1.5 ** at }, score: at })),
  )
  const { axes, lines } = await figureOf(many, 'val_acc', { params: ['p', 'q'] })
  expect(axes.map(({ scale }) => scale)).toEqual(['linear', 'log', 'linear'])
  expect(axes[0]!.ticks.map(({ text }) => text)).toEqual(['0', '25', '50', '75', '100', '125', '150'])
  expect(
    axes[1]!.ticks.every(({ text }) => Number(text) === 10 ** Math.round(Math.log10(Number(text)))),
  ).toBe(true)
  for (const { shares } of lines)
    for (const share of shares) {
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
    }
})

test('labels that would overlap are left out, but never the ends', async () => {
  const close = table([0, 1, 2, 3, 1000].map((p) => ({ params: { p }, score: p })))
  const { axes } = await figureOf(close, 'val_acc')
  expect(axes[0]!.ticks).toEqual([
    { share: 0, text: '0' },
    { share: 1, text: '1000' },
  ])
})

test('categories beyond 20 share a place, which is told', async () => {
  const many = table(Array.from({ length: 30 }, (_, at) => ({ params: { p: `c${at}` }, score: at })))
  const { axes, subtitle, lines } = await figureOf(many)
  expect(axes[0]!.ticks).toHaveLength(20)
  expect(subtitle).toContain('others: 11 more values of p')
  expect(lines.filter(({ shares }) => shares[0] === 1)).toHaveLength(11)
})

test('what cannot be shown is counted', async () => {
  const some = new Table([
    ...runs.records,
    aRun('exp-8', 1),
    aRun('exp-8', 2, { metrics: { val_acc: NaN } }),
    aRun('exp-9', 3, { metrics: { val_acc: 0.2 }, params: { lr: 3 }, status: 'failed' }),
  ])
  const { subtitle, lines } = await figureOf(some, 'val_acc')
  expect(lines).toHaveLength(5)
  expect(subtitle.at(-1)).toBe('not shown: 1 run without val_acc, 1 whose val_acc is not finite')
})

test('what all have in common is no axis, which is told when it was named', async () => {
  const same = table([1, 2, 3].map((p) => ({ params: { p, fixed: 1 }, score: p })))
  const { axes, subtitle } = await figureOf(same, 'val_acc', { params: ['fixed', 'p'] })
  expect(axes.map(({ title }) => title)).toEqual(['p', 'val_acc'])
  expect(subtitle).toContain('no difference in fixed')
})

test('equal scores stand in the middle', async () => {
  const { lines } = await figureOf(table([1, 2].map((p) => ({ params: { p }, score: 5 }))))
  expect(lines.map(({ shares }) => shares)).toEqual([
    [1, 0.5],
    [0, 0.5],
  ])
})

test('it is drawn: as a specification and as text', async () => {
  const picture = await plotParallel(runs, 'val_acc', { width: 400, title: 'All' })
  expect(picture.spec).toMatchObject({ $schema: expect.stringContaining('vega-lite') as string })
  expect(picture.toText()).toContain('0.91 *')
})

test.each<[string, () => Promise<unknown>, string, string]>([
  [
    'no table',
    () => plotParallel('x' as never),
    'EXMAN_OPTION_INVALID',
    'plotParallel needs a table of runs',
  ],
  ['no runs', () => plotParallel(new Table([])), 'EXMAN_RUN_NOT_FOUND', 'There are no runs to plot.'],
  [
    'an unknown parameter',
    () => plotParallel(runs, 'val_acc', { params: ['rl'] }),
    'EXMAN_OPTION_INVALID',
    'No run has a parameter "rl"',
  ],
  [
    'one run',
    () => plotParallel(runs.take(1)),
    'EXMAN_RUN_NOT_FOUND',
    'There is nothing to draw as lines: there is 1 run. Choose',
  ],
  [
    'runs without the metric',
    () => plotParallel(new Table([aRun('a', 1, { metrics: { val_acc: NaN } })]), 'val_acc'),
    'EXMAN_RUN_NOT_FOUND',
    '1 run whose val_acc is not finite',
  ],
  [
    'another way to fold',
    () => plotParallel(runs, 'val_acc', { seeds: 'mean' } as never),
    'EXMAN_OPTION_INVALID',
    '"seeds"',
  ],
  [
    'an option of others',
    () => plotParallel(runs, 'val_acc', { xScale: 'log' } as never),
    'EXMAN_OPTION_UNKNOWN',
    'xScale',
  ],
])('%s is refused', async (_, act, code, text) => {
  await expect(act()).rejects.toThrow(coded(code, text))
})
