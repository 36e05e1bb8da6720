import { plotImportance, type RunTable } from '../../src'
import { RunTable as Table } from '../../src/catalog/run-table'
import type { ImportanceFigure } from '../../src/plot/figure/figure'
import { paramImportance } from '../../src/plot/importance/param-importance'
import { coded } from '../run/runs'
import { aRun } from './figure/some-runs'

/** Experiments with two seeds each, and a parameter of each kind; some runs do not count. */
function runs(count = 12): RunTable {
  const done = Array.from({ length: count }, (_, at) =>
    [0, 1].map((seed) =>
      aRun(`exp-${at}`, seed, {
        params: { training: { lr: 10 ** -(at % 5), kind: ['a', 'b'][at % 2]! }, fixed: 1 },
        metrics: { val_acc: at % 5, val_loss: 5 - (at % 5) },
      }),
    ),
  ).flat()
  return new Table([
    ...done,
    aRun('exp-0', 7, { status: 'running', metrics: { val_acc: 3, val_loss: 1 } }),
    aRun('exp-0', 8, { status: 'failed' }),
    aRun('exp-0', 9, { metrics: { val_acc: NaN, val_loss: NaN } }),
  ])
}

const figureOf = async (...args: Parameters<typeof plotImportance>) =>
  (await plotImportance(...args)).figure as ImportanceFigure

test('the bars are those of paramImportance, and the subtitle tells what they are made of', async () => {
  expect(await figureOf(runs(), 'val_acc')).toEqual({
    kind: 'importance',
    title: 'val_acc: rank correlation with each parameter',
    subtitle: [
      '12 experiments, means of 24 runs',
      "Spearman's rank correlation, with its 95 % interval",
      'of categories the correlation ratio of the ranks, which has no sign',
      'what goes together is not always the cause: parameters that were changed together cannot be told apart',
      'not counted: 2 runs not done, 1 without a finite val_acc',
    ],
    bars: paramImportance(runs(), 'val_acc'),
  })
})

test('the metric is the usual one, the title as asked for', async () => {
  const { title, bars } = await figureOf(runs(), undefined, { title: 'What helps' })
  expect({ title, bars }).toEqual({ title: 'What helps', bars: paramImportance(runs()) })
})

test.each<[string, RunTable, object, string]>([
  [
    'few experiments',
    runs(5),
    {},
    "Spearman's rank correlation, without interval: fewer than 10 experiments",
  ],
  [
    'what was named and tells nothing',
    runs(),
    { params: ['training', 'fixed'] },
    'no difference between experiments in fixed',
  ],
  [
    'one run that is not finite alone',
    new Table(runs().records.filter(({ status }) => status === 'done')),
    {},
    'not counted: 1 run without a finite val_acc',
  ],
])('the subtitle tells of %s', async (_, table, options, line) => {
  expect((await figureOf(table, 'val_acc', options)).subtitle).toContain(line)
})

test('a parameter that only two experiments have is counted', async () => {
  const table = new Table(
    Array.from({ length: 12 }, (_, at) =>
      aRun(`exp-${at}`, 0, { params: { p: at, ...(at < 2 && { rare: at }) }, metrics: { val_acc: at } }),
    ),
  )
  const { bars, subtitle } = await figureOf(table)
  expect(bars.map(({ parameter }) => parameter)).toEqual(['p'])
  expect(subtitle).toContain('not shown: 1 parameter that fewer than 3 experiments have')
})

test('of very many parameters the 30 closest are shown', async () => {
  const table = new Table(
    Array.from({ length: 12 }, (_, at) => {
      const params = Object.fromEntries(Array.from({ length: 35 }, (_, p) => [`p${p}`, (at * (p + 3)) % 41]))
      return aRun(`exp-${at}`, 0, { params, metrics: { val_acc: at } })
    }),
  )
  const { bars, subtitle } = await figureOf(table)
  expect(bars).toEqual(paramImportance(table).slice(0, 30))
  expect(subtitle).toContain('the 30 closest; 5 more parameters differ')
})

test('a metric that is the same everywhere is told', async () => {
  const table = new Table(
    Array.from({ length: 12 }, (_, at) =>
      aRun(`exp-${at}`, 0, { params: { p: at }, metrics: { val_acc: 1 } }),
    ),
  )
  const { subtitle } = await figureOf(table)
  expect(subtitle).toContain('the metric is the same in all of them, and so goes with nothing')
})

test('it is drawn: as a specification and as text', async () => {
  const picture = await plotImportance(runs(), 'val_acc', { theme: 'dark' })
  expect(picture.spec).toMatchObject({ $schema: expect.stringContaining('vega-lite') as string })
  expect(picture.toText()).toMatch(/^training\.lr .*●.*│ +-1\.00 \[-1\.00, -1\.00\] {2}n 12$/m)
})

test.each<[string, () => Promise<unknown>, string, string]>([
  [
    'no table',
    () => plotImportance([] as never),
    'EXMAN_OPTION_INVALID',
    'plotImportance needs a table of runs',
  ],
  ['no runs', () => plotImportance(new Table([])), 'EXMAN_RUN_NOT_FOUND', 'There are no runs to plot.'],
  [
    'too few experiments',
    () => plotImportance(runs(2), 'val_acc'),
    'EXMAN_RUN_NOT_FOUND',
    'at least 3 that are done',
  ],
  [
    'what does not differ',
    () => plotImportance(runs(), 'val_acc', { params: ['fixed'] }),
    'EXMAN_RUN_NOT_FOUND',
    'differ in fixed; there are 12 (not counted: 2 runs not done, 1 without a finite val_acc)',
  ],
  [
    'another option',
    () => plotImportance(runs(), 'val_acc', { seeds: 'apart' } as never),
    'EXMAN_OPTION_UNKNOWN',
    'no option "seeds"',
  ],
  [
    'a wrong width',
    () => plotImportance(runs(), 'val_acc', { width: -1 }),
    'EXMAN_OPTION_INVALID',
    '"width" option of plotImportance',
  ],
  ['an unknown column', () => plotImportance(runs(), 'nothing'), 'EXMAN_COLUMN_UNKNOWN', 'nothing'],
])('%s is refused', async (_, act, code, text) => {
  await expect(act()).rejects.toThrow(coded(code, text))
})
