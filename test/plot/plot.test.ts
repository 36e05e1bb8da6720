import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRuns, plot, plotCurves, type RunTable } from '../../src'
import { RunTable as Table } from '../../src/catalog/run-table'
import type { CurvesFigure, HeatMapFigure, PointsFigure } from '../../src/plot/figure/figure'
import type { PlotOptions } from '../../src/plot/plot-options'
import { scratch } from '../faults/scratch'
import { goesOn, keyedRun } from '../catalog/trees'

let runs: RunTable
let root: string

/** Three rates with two seeds each, two of them with 64 units; one run without an epoch, one whose log is no log. */
beforeAll(async () => {
  root = scratch()
  const epochsOf = (best: number) => [
    { loss: 2 * best, val_loss: 3 * best, val_acc: 1 - best },
    { loss: best, val_loss: 2 * best, val_acc: 1 - best / 2 },
  ]
  for (const [index, lr] of [0.1, 0.01, 0.001].entries())
    for (const seed of [1, 2])
      await keyedRun(root, paramsOf(lr, index === 2 ? 32 : 64), {
        epochs: epochsOf((index + seed) / 10),
        seed,
      })
  await keyedRun(root, paramsOf(1, 64), { epochs: [] })
  const broken = await keyedRun(root, paramsOf(0.1, 16), { epochs: epochsOf(0.9) })
  writeFileSync(join(broken.dir, 'training-logs.csv'), 'something else\n')
  runs = await openRuns(root)
})

const paramsOf = (lr: number, units: number) => ({ training: { lr, 'warm up': lr > 0.05 }, model: { units } })
const near = (value: number): number => expect.closeTo(value, 9) as number
const figureOf = async <T>(formula: string, options?: PlotOptions) =>
  (await plot(runs, formula, options)).figure as T

test('a value against a parameter: points', async () => {
  const figure = await figureOf<PointsFigure>('val_acc ~ training.lr | model.units')
  expect(figure).toMatchObject({
    ...{ kind: 'points', title: 'val_acc ~ training.lr | model.units', isJoined: true },
    x: { title: 'training.lr', scale: 'log', ticks: [0.001, 0.01, 0.1] },
    y: { title: 'val_acc', scale: 'linear' },
    color: { title: 'model.units', categories: ['16', '32', '64'], isOrdered: true },
    subtitle: [
      '7 runs of 4 experiments; mean ± std over the seeds of each',
      'not shown: 1 run without val_acc',
    ],
  })
  expect(figure.means.map(({ x, color, n }) => [x, color, n])).toEqual([
    ...[
      [0.001, '32', 2],
      [0.01, '64', 2],
      [0.1, '64', 2],
      [0.1, '16', 1],
    ],
  ])
  expect(figure.best).toMatchObject({
    x: 0.1,
    y: 0.95,
    color: '64',
    run: runs.best('val_acc')!.id,
    text: '0.95',
  })
})

test('a value against two parameters: a heat map', async () => {
  const figure = await figureOf<HeatMapFigure>('val_loss ~ training.lr * model.units | `training.warm up`')
  expect(figure).toMatchObject({
    kind: 'heat-map',
    x: { title: 'training.lr' },
    y: { title: 'model.units' },
    color: { title: 'val_loss' },
    panel: { title: 'training.warm up', categories: ['false', 'true'] },
  })
  expect(figure.cells).toContainEqual({
    x: '0.1',
    y: '64',
    panel: 'true',
    value: near(0.3),
    std: near(Math.SQRT1_2 / 5),
    n: 2,
  })
  expect(figure.best).toMatchObject({ x: '0.1', y: '64', text: '0.3000' })
})

test('a metric against epoch: the curves of the logs', async () => {
  const figure = await figureOf<CurvesFigure>('last.val_loss ~ epoch | model.units')
  expect(figure).toMatchObject({
    kind: 'curves',
    x: { title: 'epoch', ticks: [1, 2] },
    y: { title: 'last.val_loss' },
  })
  expect(figure.lines.map(({ name, n, epochs }) => [name, n, epochs])).toEqual([
    ['64', 2, [1, 2]],
    ['32', 1, [1, 2]],
  ])
  expect(figure.lines[1]!.values).toEqual([near(1.05), near(0.7)])
  expect(figure.subtitle).toEqual([
    '6 runs of 3 experiments; mean ± std over experiments, each the mean of its seeds',
    'not shown: 1 run without last.val_loss, 1 whose log cannot be read',
  ])
  expect(figure.best).toMatchObject({ x: 2, y: near(0.2), color: '64' })
})

test('learning curves of a group: the monitored metric and its twin, each experiment by what is different', async () => {
  const figure = (await plotCurves(runs.where('training.lr < 1 and model.units != 16')))
    .figure as CurvesFigure
  expect(figure).toMatchObject({
    ...{
      title: 'loss and val_loss ~ epoch',
      y: { title: 'value' },
      panel: { title: 'metric', categories: ['loss', 'val_loss'] },
    },
    color: {
      title: 'units, lr, warm up',
      categories: ['64, 0.1, true', '64, 0.01, false', '32, 0.001, false'],
    },
    best: { panel: 'val_loss', x: 2 },
  })
  expect(figure.lines).toHaveLength(6)
  expect(figure.subtitle).toEqual(['6 runs of 3 experiments; mean ± std over the seeds of each'])
})

test.each([
  ['val_acc', 'val_acc ~ epoch', null],
  ['loss', 'loss and val_loss ~ epoch', 'metric'],
  ['last.loss', 'loss and val_loss ~ epoch', 'metric'],
])('learning curves of %s are called %j', async (metric, title, panel) => {
  const figure = (await plotCurves(runs, metric)).figure as CurvesFigure
  expect([figure.title, figure.panel?.title ?? null]).toEqual([title, panel])
})

test.each([
  ['val_acc ~ val_loss', 'a metric'],
  ['val_acc ~ last.loss', 'a metric at the last epoch'],
  ['val_acc ~ bestEpoch', 'a field that was measured'],
  ['val_acc ~ result.accuracy', 'a result'],
])('%s: against %s nothing is joined or folded, though values may be equal', async (formula) => {
  const figure = await figureOf<PointsFigure>(formula)
  expect(figure).toMatchObject({ isJoined: false, means: [], x: { type: 'number' } })
  expect(figure.x).not.toHaveProperty('ticks')
  expect(figure.points).toHaveLength(7)
  expect(figure.subtitle[0]).toBe('7 runs')
})

test('what has no place in the table is left out of the picture alone', async () => {
  expect((await figureOf<PointsFigure>('result.accuracy ~ training.lr')).subtitle[0]).toMatch(/^8 runs/)
})

test.each([
  [
    'val_ac ~ training.lr',
    'EXMAN_COLUMN_UNKNOWN',
    'No run has a column "val_ac". Did you mean "val_acc"?\n  val_ac ~ training.lr\n  ^',
  ],
  ['val_acc ~ lr', 'EXMAN_COLUMN_UNKNOWN', 'Did you mean "training.lr"?\n  val_acc ~ lr\n            ^'],
  [
    'val_acc ~ training.lr | `units`, seed',
    'EXMAN_COLUMN_UNKNOWN',
    `"model.units"?\n  val_acc ~ training.lr | \`units\`, seed\n  ${' '.repeat(24)}^`,
  ],
  ['val_los ~ epoch', 'EXMAN_COLUMN_UNKNOWN', 'Did you mean "val_loss"?\n  val_los ~ epoch\n  ^'],
  [
    'training.lr ~ epoch',
    'EXMAN_QUERY_INVALID',
    'The formula cannot be read: training.lr is no metric, of which a value is logged at each epoch; these are loss, val_loss, val_acc.',
  ],
  ['val_acc', 'EXMAN_QUERY_INVALID', 'The formula cannot be read: "~" and a column are missing at the end'],
  [
    'status ~ training.lr',
    'EXMAN_RUN_NOT_FOUND',
    'There is nothing to plot among 8 runs: 8 runs whose status is no number.',
  ],
])('%j is refused: %s', async (formula, code, message) => {
  await expect(plot(runs, formula)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as string,
  })
})

test.each<[string, () => Promise<unknown>, string, string]>([
  [
    'no table',
    () => plot([] as never, 'a ~ b'),
    'EXMAN_OPTION_INVALID',
    "plot needs a table of runs, such as await openRuns('experiments'), got [].",
  ],
  [
    'no formula',
    () => plot(runs, undefined as never),
    'EXMAN_OPTION_INVALID',
    'A formula is a text such as "val_acc ~ training.lr", got undefined.',
  ],
  [
    'no metric',
    () => plotCurves(runs, 5 as never),
    'EXMAN_OPTION_INVALID',
    'A metric is named by a text, such as "val_loss", got 5.',
  ],
  [
    'an unknown option',
    () => plot(runs, 'a ~ b', { colour: 1 } as never),
    'EXMAN_OPTION_UNKNOWN',
    'plot has no option "colour".',
  ],
  [
    'a wrong option',
    () => plotCurves(runs, 'loss', { xScale: 'ln' as never }),
    'EXMAN_OPTION_INVALID',
    'The "xScale" option of plotCurves must be "auto" or "linear" or "log", got "ln".',
  ],
  ['no runs', () => plot(new Table([]), 'val_acc ~ lr'), 'EXMAN_RUN_NOT_FOUND', 'There are no runs to plot.'],
  [
    'no runs that are meant',
    () => plot(runs.take(0), 'val_acc ~ training.lr'),
    'EXMAN_RUN_NOT_FOUND',
    'There are no runs to plot.',
  ],
  [
    'no epochs',
    () => plotCurves(runs.where('training.lr = 1')),
    'EXMAN_RUN_NOT_FOUND',
    'None of these 1 runs has finished an epoch',
  ],
  [
    'an unknown metric',
    () => plotCurves(runs, 'va l'),
    'EXMAN_COLUMN_UNKNOWN',
    'No run has a column "va l".',
  ],
])('%s is refused', async (_, draw, code, message) => {
  await expect(draw()).rejects.toMatchObject({ code, message: expect.stringContaining(message) as string })
})

test('options reach the figure and the look', async () => {
  const onProgress = jest.fn()
  const picture = await plot(runs, 'val_loss ~ epoch', {
    title: 'mine',
    yScale: 'log',
    seeds: 'apart',
    mode: 'max',
    width: 333,
    onProgress,
  })
  expect(picture.figure).toMatchObject({ title: 'mine', y: { scale: 'log' }, faint: [], best: { x: 1 } })
  expect(JSON.stringify(picture.spec)).toContain('333')
  expect(onProgress).toHaveBeenLastCalledWith(8, 8)
})

test('a run that goes on is drawn as far as it is', async () => {
  const going = scratch()
  const run = await keyedRun(going, {}, { end: goesOn })
  const { figure } = await plotCurves(await openRuns(going))
  expect((figure as CurvesFigure).lines.map(({ n, epochs }) => [n, epochs])).toEqual([
    [1, [1, 2]],
    [1, [1, 2]],
  ])
  run.finish()
})

test('a metric that was logged at some epochs only, none of them the last, has its curve', async () => {
  const rare = scratch()
  await keyedRun(rare, {}, { epochs: [{ val_loss: 1, rare: 5 }, { val_loss: 0.5 }] })
  const { figure } = await plot(await openRuns(rare), 'rare ~ epoch')
  expect((figure as CurvesFigure).lines[0]).toMatchObject({ epochs: [1], values: [5] })
})

test('names that need quotes are called by their own names, and cannot steer a terminal', async () => {
  const odd = scratch()
  for (const each of [1, 2]) await keyedRun(odd, { training: { 'a*b': each, '`': each, 'x\u001b[2J': each } })
  const table = await openRuns(odd)
  const titles = async (formula: string) => (await plot(table, formula)).figure.title
  expect(await titles('val_loss ~ `training.a*b`')).toBe('val_loss ~ `training.a*b`')
  expect(await titles('val_loss ~ `training.```')).toBe('val_loss ~ `training.```')
  expect(await titles('val_loss ~ `training.x\u001b[2J`')).toBe('val_loss ~ `training.x\\u001b[2J`')
})

test('the table and its order stay as they were', async () => {
  const before = JSON.stringify(runs)
  await plot(runs, 'val_acc ~ training.lr | model.units')
  await plotCurves(runs)
  expect(JSON.stringify(runs)).toBe(before)
})
