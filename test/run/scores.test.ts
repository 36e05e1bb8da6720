import { ScoreKeeper } from '../../src/run/scores'
import type { EpochRow } from '../../src/run/training-log'

const none = () => null

function keeperOf(
  monitor: string,
  mode: 'min' | 'max' | 'auto',
  ...rows: Record<string, number>[]
): ScoreKeeper {
  const keeper = new ScoreKeeper(monitor, mode)
  rows.forEach((metrics, index) => keeper.add({ epoch: index + 1, seconds: (index + 1) * 10.5, metrics }))
  return keeper
}

test('performances.json is as docs/files.md shows it', () => {
  const keeper = keeperOf(
    'val_loss',
    'auto',
    { loss: 0.5, val_loss: 0.25 },
    { loss: 0.25, val_loss: 0.125 },
    { loss: 0.125, val_loss: 0.75 },
  )
  const checkpoints = new Map([
    [2, 'model.02-0.1250'],
    [3, 'model.03-0.7500'],
  ])
  const scores = keeper.scores((epoch) => checkpoints.get(epoch) ?? null)
  expect(JSON.stringify(scores)).toBe(
    JSON.stringify({
      format: 1,
      monitor: 'val_loss',
      mode: 'min',
      epochs: 3,
      elapsedSeconds: 31.5,
      best: { epoch: 2, loss: 0.25, val_loss: 0.125, checkpoint: 'model.02-0.1250' },
      last: { epoch: 3, loss: 0.125, val_loss: 0.75, checkpoint: 'model.03-0.7500' },
      metrics: {
        loss: { min: 0.125, minEpoch: 3, max: 0.5, maxEpoch: 1, last: 0.125, mean: 0.875 / 3 },
        val_loss: { min: 0.125, minEpoch: 2, max: 0.75, maxEpoch: 3, last: 0.75, mean: 0.375 },
      },
    }),
  )
})

test('before the first epoch there is nothing', () => {
  expect(keeperOf('val_loss', 'auto').scores(none)).toEqual({
    format: 1,
    monitor: 'val_loss',
    mode: 'min',
    epochs: 0,
    elapsedSeconds: 0,
    best: null,
    last: null,
    metrics: {},
  })
})

test.each([
  ['the smallest', 'min', [0.5, 0.25, 0.75], 2],
  ['the largest', 'max', [0.5, 0.25, 0.75], 3],
  ['the earliest of equals', 'min', [0.5, 0.25, 0.25], 2],
  ['the earliest of equals', 'max', [0.75, 0.25, 0.75], 1],
  ['never NaN', 'min', [NaN, 0.5, NaN], 2],
  ['never NaN', 'max', [0.5, NaN], 1],
  ['never infinite', 'min', [0.5, -Infinity], 1],
  ['never infinite', 'max', [Infinity, 0.5], 2],
  ['by the metric’s name', 'auto', [0.5, 0.25], 2],
] as const)('the best is %s (%s of %j)', (_, mode, values, epoch) => {
  const keeper = keeperOf('val_loss', mode, ...values.map((val_loss) => ({ val_loss })))
  expect(keeper.best?.epoch).toBe(epoch)
})

test.each([[[NaN]], [[NaN, Infinity, -Infinity]]])('of %j none is the best', (values) => {
  const { best, metrics } = keeperOf('val_loss', 'min', ...values.map((val_loss) => ({ val_loss }))).scores(
    none,
  )
  expect(best).toBeNull()
  expect(metrics['val_loss']).toEqual({
    min: null,
    minEpoch: null,
    max: null,
    maxEpoch: null,
    last: values.at(-1),
    mean: null,
  })
})

test('min, max and mean are those of the finite values', () => {
  const { metrics } = keeperOf(
    'loss',
    'min',
    { loss: NaN },
    { loss: 1 },
    { loss: Infinity },
    { loss: 2 },
    { acc: 1 },
  ).scores(none)
  expect(metrics).toEqual({
    loss: { min: 1, minEpoch: 2, max: 2, maxEpoch: 4, last: 2, mean: 1.5 },
    acc: { min: 1, minEpoch: 5, max: 1, maxEpoch: 5, last: 1, mean: 1 },
  })
})

describe('the monitored metric', () => {
  test('falls back to loss, whose mode is its own, until it is logged', () => {
    const keeper = keeperOf('val_acc', 'max', { loss: 0.5 }, { loss: 0.25 })
    expect(keeper.monitor).toEqual({ name: 'loss', mode: 'min' })
    expect(keeper.best?.epoch).toBe(2)
    expect(JSON.stringify(keeper.scores(none))).toMatch(
      /^{"format":1,"monitor":"loss","mode":"min","fallbackFor":"val_acc","epochs":2,/,
    )
    keeper.add({ epoch: 3, seconds: 3, metrics: { loss: 0.75, val_acc: 0.1 } })
    expect(keeper.monitor).toEqual({ name: 'val_acc', mode: 'max' })
    expect(keeper.best?.epoch).toBe(3)
    expect(keeper.scores(none)).not.toHaveProperty('fallbackFor')
  })

  test('stays in force when an epoch lacks it', () => {
    const keeper = keeperOf('val_loss', 'min', { loss: 1, val_loss: 0.5 }, { loss: 0.1 }, { loss: 0.05 })
    expect([keeper.monitor.name, keeper.best?.epoch]).toEqual(['val_loss', 1])
  })

  test('is the one asked for while neither is logged', () => {
    const keeper = keeperOf('val_loss', 'min', { acc: 1 })
    expect([keeper.monitor.name, keeper.best]).toEqual(['val_loss', undefined])
  })
})

describe('the last row may be replaced', () => {
  const amended = (from: number, to: number) => {
    const keeper = keeperOf('loss', 'min', { loss: 0.5 }, { loss: from })
    keeper.amend({ epoch: 2, seconds: 21, metrics: { loss: to } })
    return keeper
  }

  test.each([
    [0.25, 0.75, 1],
    [0.75, 0.25, 2],
    [0.25, NaN, 1],
  ])('from %p to %p: the best is epoch %i, and nothing of the old value is left', (from, to, best) => {
    const keeper = amended(from, to)
    expect(keeper.best?.epoch).toBe(best)
    expect(keeper.scores(none)).toEqual(keeperOf('loss', 'min', { loss: 0.5 }, { loss: to }).scores(none))
  })

  test('and is settled by the next one', () => {
    const keeper = amended(0.25, 0.75)
    keeper.add({ epoch: 3, seconds: 31.5, metrics: { loss: 0.6 } })
    const straight = keeperOf('loss', 'min', { loss: 0.5 }, { loss: 0.75 }, { loss: 0.6 })
    expect(keeper.scores(none)).toEqual(straight.scores(none))
  })
})

test('a row costs the same at whatever epoch: of the rows before it only the best is looked at', () => {
  let looks = 0
  const counted = (epoch: number): EpochRow => ({
    epoch,
    seconds: epoch,
    get metrics() {
      looks += 1
      return { loss: 1 / epoch }
    },
  })
  const keeper = new ScoreKeeper('loss', 'min')
  const costs = Array.from({ length: 200 }, (_, index) => {
    looks = 0
    keeper.add(counted(index + 1))
    keeper.scores(none)
    return looks
  })
  expect(new Set(costs.slice(2)).size).toBe(1)
})
