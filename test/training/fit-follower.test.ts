import { EpochError, openRun, RunError } from '../../src'
import type { Run, RunCallbacks, RunOptions } from '../../src'
import { backendHere } from '../backends'
import { expectWarnings } from '../warnings'
import {
  checkpointsOf,
  compiled,
  dataset,
  jsonOf,
  prepare,
  rejection,
  rowsOf,
  textOf,
  tf,
  TWO_EPOCHS,
  untrained,
  x,
  y,
} from './tiny'

const columns = (run: Run): string => textOf(run, 'training-logs.csv').split('\n')[0]!
const epochsOf = (run: Run): number[] => run.readLog().map(({ epoch }) => epoch)

/** A compiled model whose loss is a plan: its n-th step (counted over training and validation) gives the n-th number. */
function planned(steps: readonly number[]): tf.Sequential {
  let step = 0
  const loss = (_: tf.Tensor, given: tf.Tensor) =>
    given
      .sum()
      .mul(0)
      .add(steps[step++ % steps.length]!)
  const model = untrained()
  model.compile({ optimizer: tf.train.sgd(0.01), loss })
  return model
}

/** A fit of one batch an epoch, so that a planned loss is the epoch's. */
const ONE_BATCH = { batchSize: 12, verbose: 0, shuffle: false } as const

describe('several fits with one list are one run', () => {
  test('a fit from the start goes on counting', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const model = compiled()
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(callbacks.run.status).toBe('done')
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(epochsOf(callbacks.run)).toEqual([1, 2, 3, 4])
    expect(callbacks.run.record).toMatchObject({ status: 'done', epochs: 4 })
  })

  test('a fit with initialEpoch at the epochs completed goes on counting', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const model = compiled()
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
    await model.fit(x, y, { ...TWO_EPOCHS, epochs: 5, initialEpoch: 2, callbacks })
    expect(epochsOf(callbacks.run)).toEqual([1, 2, 3, 4, 5])
  })

  test('a fitDataset, which tells callbacks no initialEpoch, does too', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const model = compiled()
    await model.fitDataset(dataset(), { epochs: 2, verbose: 0, callbacks })
    await model.fitDataset(dataset(), { epochs: 3, initialEpoch: 2, verbose: 0, callbacks })
    expect(epochsOf(callbacks.run)).toEqual([1, 2, 3])
  })

  test('another model may take its turn', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(epochsOf(callbacks.run)).toEqual([1, 2, 3, 4])
  })

  test.each([
    [0, 1, 'This fit begins at epoch 2, but 0 epochs of'],
    [2, 1, 'This fit begins at epoch 2, but 2 epochs of'],
    [2, 3, 'This fit begins at epoch 4, but 2 epochs of'],
  ])(
    'after %d epochs, initialEpoch %d is an error and the run has failed',
    async (done, initialEpoch, message) => {
      const callbacks = prepare({ monitor: 'loss' })
      const { run } = callbacks
      const model = compiled()
      if (done > 0) await model.fit(x, y, { ...TWO_EPOCHS, epochs: done, callbacks })
      const error = await rejection(model.fit(x, y, { ...TWO_EPOCHS, epochs: 9, initialEpoch, callbacks }))
      expect(error).toBeInstanceOf(EpochError)
      expect(error).toMatchObject({
        code: 'EXMAN_EPOCH_MISMATCH',
        epoch: initialEpoch + 1,
        expected: done + 1,
      })
      expect(error.message).toContain(message)
      expect(error.message).toContain(`initialEpoch: ${done}`)
      expect(run.record).toMatchObject({
        status: 'failed',
        epochs: done,
        error: { code: 'EXMAN_EPOCH_MISMATCH' },
      })
    },
  )

  test('the scores of an earlier fit keep naming their checkpoint', async () => {
    const callbacks = prepare({ monitor: 'loss', checkpoint: { saveEvery: 2 } })
    const model = planned([1, 2, 3])
    await model.fit(x, y, { ...ONE_BATCH, epochs: 2, callbacks })
    const seen: unknown[] = []
    const watch = {
      onEpochEnd: () => void seen.push(jsonOf<{ last: object }>(callbacks.run, 'performances.json').last),
    }
    await model.fit(x, y, { ...ONE_BATCH, epochs: 1, callbacks: callbacks.run.callbacks(watch) })
    callbacks.run.finish({ fine: true })
    expect(seen).toMatchObject([{ epoch: 2, checkpoint: 'model.02-2.0000' }])
    expect(jsonOf(callbacks.run, 'performances.json')).toMatchObject({
      last: { epoch: 3, checkpoint: 'model.03-3.0000' },
    })
  })

  test('a result after the fit leaves the checkpoints in the scores', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    await planned([1]).fit(x, y, { ...ONE_BATCH, epochs: 1, callbacks })
    callbacks.run.finish({ fine: true })
    expect(jsonOf(callbacks.run, 'performances.json')).toMatchObject({
      best: { epoch: 1, checkpoint: 'model.01-1.0000' },
    })
  })
})

describe('one list in two fits at a time', () => {
  test.each<[string, (callbacks: RunCallbacks) => unknown]>([
    ['as it is', (callbacks) => callbacks],
    ['behind a plain object', (callbacks) => [{}, ...callbacks]],
  ])('started in one breath, the second is refused and the first unharmed (%s)', async (_, listOf) => {
    const callbacks = prepare({ monitor: 'loss' })
    const [a, b] = [compiled(), compiled()]
    const args = { ...TWO_EPOCHS, callbacks: listOf(callbacks) as tf.CustomCallback[] }
    const fits = await Promise.allSettled([a.fit(x, y, args), b.fit(x, y, args)])
    expect(fits.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const error = (fits[1] as PromiseRejectedResult).reason as Error
    expect(error).toBeInstanceOf(RunError)
    expect(error).toMatchObject({ code: 'EXMAN_FIT_BUSY', run: callbacks.run.id })
    const history = (fits[0] as PromiseFulfilledResult<tf.History>).value
    expect(rowsOf(callbacks.run)).toEqual(history.history.loss!.map((loss, at) => ({ epoch: at + 1, loss })))
    expect(callbacks.run.record).toMatchObject({ status: 'done', error: null, problems: [] })
  })

  test.each([0, 1])(
    'started in epoch %d of the first, the second is refused and the first unharmed',
    async (epoch) => {
      const callbacks = prepare({ monitor: 'loss' })
      let error: unknown
      const start = async (index: number) => {
        if (index === epoch) error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks }))
      }
      const list = callbacks.run.callbacks({ onEpochBegin: start })
      await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: list })
      expect(error).toMatchObject({ code: 'EXMAN_FIT_BUSY' })
      expect(callbacks.run.record).toMatchObject({ status: 'done', epochs: 2, error: null })
    },
  )

  test('the second of a dataset is refused, too', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const args = { epochs: 2, verbose: 0 as const, callbacks }
    const fits = await Promise.allSettled([
      compiled().fitDataset(dataset(), args),
      compiled().fitDataset(dataset(), args),
    ])
    expect(fits).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'EXMAN_FIT_BUSY' } },
    ])
    expect(epochsOf(callbacks.run)).toEqual([1, 2])
  })

  test('two lists in two fits at a time are two runs', async () => {
    const lists = [prepare({ monitor: 'loss' }), prepare({ monitor: 'loss' })]
    await Promise.all(lists.map((callbacks) => compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })))
    expect(lists.map(({ run }) => [run.status, epochsOf(run)])).toEqual(Array(2).fill(['done', [1, 2]]))
  })

  test('two runs may record one fit', async () => {
    const [one, other] = [prepare({ monitor: 'loss' }), prepare({ monitor: 'loss' })]
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: one.run.callbacks([...other]) })
    expect([one.run.status, other.run.status]).toEqual(['done', 'done'])
    expect(rowsOf(one.run)).toEqual(rowsOf(other.run))
  })
})

test('a run that is finished in onTrainEnd of a callback of mine is done', async () => {
  const { run } = prepare({ monitor: 'loss' })
  const hooks = { onTrainEnd: () => run.finish({ accuracy: 1 }) }
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) })
  expect(run.record).toMatchObject({ status: 'done', result: { accuracy: 1 }, epochs: 2 })
})

test('an error of another run, thrown by a callback of mine, fails this one', async () => {
  const [{ run }, other] = [prepare({ monitor: 'loss' }), prepare({ monitor: 'loss' })]
  other.run.finish()
  const hooks = { onEpochEnd: () => other.run.log({ loss: 1 }) }
  await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) }))
  expect(run.record).toMatchObject({ status: 'failed', error: { code: 'EXMAN_RUN_ENDED' } })
})

describe('a fit that another callback ends by a throw', () => {
  test.each<[string, object, number[]]>([
    ['onTrainBegin', { onTrainBegin: () => fault() }, []],
    ['onEpochBegin', { onEpochBegin: () => fault() }, []],
    ['onBatchEnd', { onBatchEnd: () => fault() }, []],
    ['onEpochEnd', { onEpochEnd: () => fault() }, []],
    ['onTrainEnd', { onTrainEnd: () => fault() }, [1, 2]],
  ])('in %s fails the run with that error, and leaves the list fit for another', async (_, hooks, rows) => {
    const { run } = prepare({ monitor: 'loss' })
    await expect(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) })).rejects.toThrow(
      'not mine',
    )
    expect(run.record).toMatchObject({ status: 'failed', error: { message: 'not mine' } })
    expect(epochsOf(run)).toEqual(rows)
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
    expect(run.status).toBe('done')
    expect(epochsOf(run)).toEqual([...rows, rows.length + 1, rows.length + 2])
  })

  test('fails the run when it is told', async () => {
    const { run } = prepare()
    const hooks = { onEpochEnd: () => fault() }
    const fit = () => compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) })
    await expect(run.safely(fit)).rejects.toThrow('not mine')
    expect(run.record).toMatchObject({ status: 'failed', error: { message: 'not mine' } })
  })
})

function fault(): never {
  throw new Error('not mine')
}

describe('a fit that is refused because of the run', () => {
  test('is no failure of a run that is finished', async () => {
    const callbacks = prepare()
    callbacks.run.finish({ fine: true })
    const error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_ENDED', run: callbacks.run.id })
    expect(callbacks.run.record).toMatchObject({ status: 'done', error: null, result: { fine: true } })
  })

  test('is no failure of a run that another holds', async () => {
    const { run } = prepare({ monitor: 'loss' })
    const opened = await openRun(run.dir)
    const error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: opened.callbacks() }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_HELD', run: run.id })
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
    expect(run.record).toMatchObject({ status: 'done', error: null, problems: [] })
  })
})

describe('odd fits', () => {
  test('a model that is not compiled is told so by tfjs, and the run stays created', async () => {
    const callbacks = prepare()
    await expect(untrained().fit(x, y, { ...TWO_EPOCHS, callbacks })).rejects.toThrow(
      'The model needs to be compiled',
    )
    expect(callbacks.run.record).toMatchObject({ status: 'created', epochs: 0, error: null })
  })

  test.each([
    ['0 epochs', { epochs: 0 }],
    ['initialEpoch at epochs', { epochs: 2, initialEpoch: 2 }],
    ['initialEpoch past epochs', { epochs: 2, initialEpoch: 5 }],
  ])('%s: a run that is done without an epoch', async (_, args) => {
    const callbacks = prepare()
    await compiled().fit(x, y, { ...TWO_EPOCHS, ...args, callbacks })
    expect(callbacks.run.record).toMatchObject({ status: 'done', epochs: 0 })
    expect(callbacks.run.scores).toBeNull()
    expect(checkpointsOf(callbacks.run)).toEqual([])
  })

  test('an epoch that is stopped midway has empty cells for validation, and is never the best', async () => {
    const callbacks = prepare()
    const model = compiled()
    const hooks = {
      onBatchEnd: (batch: number) =>
        void (model.stopTraining ||= epochsOf(callbacks.run).length === 1 && batch === 0),
    }
    const list = callbacks.run.callbacks(hooks)
    await model.fit(x, y, { ...TWO_EPOCHS, epochs: 3, batchSize: 3, validationSplit: 0.25, callbacks: list })
    const { run } = callbacks
    expect(rowsOf(run)).toEqual([
      { epoch: 1, loss: expect.any(Number) as number, val_loss: expect.any(Number) as number },
      { epoch: 2, loss: expect.any(Number) as number },
    ])
    expect(textOf(run, 'training-logs.csv')).toMatch(/\n2,[^,]+,[^,]+,\n$/)
    expect(run.scores).toMatchObject({ monitor: 'val_loss', best: { epoch: 1 }, last: { epoch: 2 } })
    expect(checkpointsOf(run)).toEqual([expect.stringMatching(/^model\.01-/), 'model.02'])
    expect(run.status).toBe('done')
  })

  test('earlyStopping ends the run as done, with the last epoch saved', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const stop = tf.callbacks.earlyStopping({ monitor: 'loss', patience: 1 })
    await planned([3, 2, 5, 6, 1]).fit(x, y, { ...ONE_BATCH, epochs: 5, callbacks: [stop, ...callbacks] })
    expect(callbacks.run.record).toMatchObject({ status: 'done', epochs: 3 })
    expect(checkpointsOf(callbacks.run)).toEqual(['model.02-2.0000', 'model.03-5.0000'])
  })
})

describe('columns', () => {
  test('a metric that is an anonymous function has the empty name', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const metrics = [(_: tf.Tensor, given: tf.Tensor) => given.mean()]
    Object.defineProperty(metrics[0], 'name', { value: '' })
    await compiled({ metrics }).fit(x, y, { ...TWO_EPOCHS, epochs: 1, callbacks })
    expect(columns(callbacks.run)).toBe('epoch,seconds,loss,')
    expect(rowsOf(callbacks.run)).toEqual([
      { epoch: 1, loss: expect.any(Number) as number, '': expect.any(Number) as number },
    ])
  })

  test('the metrics of several outputs have the names that tfjs gives them, in its order', async () => {
    const input = tf.input({ shape: [3] })
    const outputs = ['left', 'right'].map(
      (name) => tf.layers.dense({ units: 2, name }).apply(input) as tf.SymbolicTensor,
    )
    const model = tf.model({ inputs: input, outputs })
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: { left: 'mae', right: 'mae' } })
    const callbacks = prepare()
    const { history } = await model.fit(x, [y, y], { ...TWO_EPOCHS, validationSplit: 0.25, callbacks })
    const own = ['loss', 'left_loss', 'right_loss', 'left_mae', 'right_mae']
    expect(columns(callbacks.run)).toBe(
      ['epoch', 'seconds', ...own, ...own.map((name) => `val_${name}`)].join(','),
    )
    expect(Object.keys(history).sort()).toEqual([...own, ...own.map((name) => `val_${name}`)].sort())
  })

  test('numbers that another callback adds are columns', async () => {
    const { run } = prepare({ monitor: 'loss' })
    const add = (index: number, logs?: tf.Logs) => void (logs!.lr = 0.1 / (index + 1))
    await planned([1, 2]).fit(x, y, {
      ...ONE_BATCH,
      epochs: 2,
      callbacks: run.callbacks({ onEpochEnd: add }),
    })
    expect(columns(run)).toBe('epoch,seconds,loss,lr')
    expect(rowsOf(run)).toEqual([
      { epoch: 1, loss: 1, lr: 0.1 },
      { epoch: 2, loss: 2, lr: 0.05 },
    ])
  })

  test.each(['epoch', 'seconds', 'checkpoint', 'toString'])(
    'a number that another callback adds as %j is refused',
    async (metric) => {
      const { run } = prepare({ monitor: 'loss' })
      const add = (_: number, logs?: tf.Logs) => void (logs![metric] = 1)
      const error = await rejection(
        compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks({ onEpochEnd: add }) }),
      )
      expect(error).toMatchObject({ code: 'EXMAN_METRIC_INVALID', metric })
      expect(run.record).toMatchObject({
        status: 'failed',
        epochs: 0,
        error: { code: 'EXMAN_METRIC_INVALID' },
      })
    },
  )

  // History chokes on it as well, but only when all is trained.
  test.each([['text'], [null], [true], [[1]]])(
    'what is no number (%j) is an error of tfjs, and the run has failed',
    async (junk) => {
      const { run } = prepare({ monitor: 'loss' })
      const add = (_: number, logs?: tf.Logs) => void Object.assign(logs!, { junk })
      const error = await rejection(
        compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks({ onEpochEnd: add }) }),
      )
      expect(error).toBeInstanceOf(TypeError)
      expect(run.record).toMatchObject({
        status: 'failed',
        epochs: 0,
        error: { name: 'TypeError', message: error.message },
      })
    },
  )

  test('numbers that first come in a later epoch are a column that is empty before', async () => {
    const { run } = prepare({ monitor: 'loss' })
    const add = (index: number, logs?: tf.Logs) => void (index === 1 && Object.assign(logs!, { late: 7 }))
    await planned([1, 2]).fit(x, y, {
      ...ONE_BATCH,
      epochs: 2,
      callbacks: run.callbacks({ onEpochEnd: add }),
    })
    expect(textOf(run, 'training-logs.csv')).toMatch(/^epoch,seconds,loss,late\n1,[^,]+,1,\n2,[^,]+,2,7\n$/)
  })

  test('a metric function with a name that exman needs is refused before the first epoch', async () => {
    const callbacks = prepare()
    const metrics = [
      function seconds(_: tf.Tensor, given: tf.Tensor) {
        return given.mean()
      },
    ]
    const error = await rejection(compiled({ metrics }).fit(x, y, { ...TWO_EPOCHS, callbacks }))
    expect(error).toMatchObject({ code: 'EXMAN_METRIC_INVALID', metric: 'seconds' })
    expect(callbacks.run.record).toMatchObject({
      status: 'failed',
      epochs: 0,
      error: { code: 'EXMAN_METRIC_INVALID' },
    })
  })
})

describe('run.log during a fit', () => {
  type Hooks = Record<string, (index: number) => void>
  const logIn = (run: () => Run, hook: string): Hooks => ({ [hook]: (index) => run().log({ [hook]: index }) })

  test.each([
    ['onTrainBegin', [{ epoch: 1 }, { epoch: 2 }]],
    [
      'onEpochBegin',
      [
        { epoch: 1, onEpochBegin: 0 },
        { epoch: 2, onEpochBegin: 1 },
      ],
    ],
    [
      'onBatchBegin',
      [
        { epoch: 1, onBatchBegin: 2 },
        { epoch: 2, onBatchBegin: 2 },
      ],
    ],
    [
      'onBatchEnd',
      [
        { epoch: 1, onBatchEnd: 2 },
        { epoch: 2, onBatchEnd: 2 },
      ],
    ],
    [
      'onEpochEnd',
      [
        { epoch: 1, onEpochEnd: 0 },
        { epoch: 2, onEpochEnd: 1 },
      ],
    ],
  ])('in %s adds to the row of the epoch in progress, before and after ours', async (hook, rows) => {
    for (const order of ['before', 'after']) {
      const callbacks = prepare({ monitor: 'loss' })
      const mine = new tf.CustomCallback(logIn(() => callbacks.run, hook))
      if (hook === 'onTrainBegin')
        Object.assign(mine, { onTrainBegin: async () => Promise.resolve(callbacks.run.log({ begun: 1 })) })
      const list = order === 'before' ? [mine, ...callbacks] : [...callbacks, mine]
      await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: list })
      const begun = hook === 'onTrainBegin' ? { begun: 1 } : {}
      expect([order, rowsOf(callbacks.run)]).toEqual([
        order,
        rows.map((row, at) => ({ ...row, ...(at === 0 ? begun : {}), loss: expect.any(Number) as number })),
      ])
    }
  })

  test('behind a plain object too', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const list = [logIn(() => callbacks.run, 'onEpochBegin'), ...callbacks] as tf.CustomCallback[]
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: list })
    expect(rowsOf(callbacks.run)).toMatchObject([
      { epoch: 1, onEpochBegin: 0 },
      { epoch: 2, onEpochBegin: 1 },
    ])
  })

  test('in onTrainEnd after ours adds to the last row', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const list = [...callbacks, new tf.CustomCallback({ onTrainEnd: () => callbacks.run.log({ end: 1 }, 2) })]
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: list })
    expect(rowsOf(callbacks.run)).toMatchObject([{ epoch: 1 }, { epoch: 2, end: 1 }])
  })

  test('a metric logged so may be the monitored one', async () => {
    const { run } = prepare({ monitor: 'score', mode: 'max' })
    const hooks = { onEpochEnd: (index: number) => run.log({ score: [1, 3, 2][index]! }) }
    await planned([1, 2, 3]).fit(x, y, { ...ONE_BATCH, epochs: 3, callbacks: run.callbacks(hooks) })
    expect(run.scores).toMatchObject({ monitor: 'score', mode: 'max', best: { epoch: 2, score: 3 } })
    expect(checkpointsOf(run)).toEqual(['model.02-3.0000', 'model.03-2.0000'])
  })
})

describe('divergence', () => {
  const fit = async (options: RunOptions, steps: readonly number[], epochs = 4) => {
    const { run } = prepare({ monitor: 'loss', ...options })
    await planned(steps).fit(x, y, { ...ONE_BATCH, epochs, callbacks: run.callbacks() })
    return run
  }

  test.each([NaN, Infinity, -Infinity])('a monitored metric of %d ends the fit', async (value) => {
    const run = await fit({}, [2, 1, value, 0])
    expect(run.record).toMatchObject({
      status: 'diverged',
      epochs: 3,
      error: {
        name: 'RunError',
        code: 'EXMAN_DIVERGED',
        message: `The monitored metric loss was ${value} at epoch 3.`,
      },
    })
    expect(jsonOf(run, 'run.json')).toMatchObject({
      status: 'diverged',
      sessions: [{ end: 'diverged', toEpoch: 3 }],
    })
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      best: { epoch: 2 },
      last: { epoch: 3, loss: String(value) },
    })
    expect(rowsOf(run).at(-1)).toEqual({ epoch: 3, loss: value })
  })

  test('the healthy checkpoints stay, and the sick model is not saved', async () => {
    const run = await fit({ checkpoint: { keepLast: 2 } }, [2, 1, 3, NaN])
    expect(checkpointsOf(run)).toEqual(['model.02-1.0000', 'model.03-3.0000'])
  })

  test('an epoch that was not saved is not saved after the model is sick', async () => {
    const run = await fit({ checkpoint: { saveEvery: 2 } }, [2, 1, 3, NaN])
    expect(checkpointsOf(run)).toEqual(['model.02-1.0000'])
  })

  test('a metric that is not monitored may be NaN', async () => {
    const run = prepare({ monitor: 'loss' }).run
    const hooks = { onEpochEnd: () => run.log({ other: NaN }) }
    await planned([2, 1]).fit(x, y, { ...ONE_BATCH, epochs: 2, callbacks: run.callbacks(hooks) })
    expect(run.record).toMatchObject({ status: 'done', epochs: 2, error: null })
  })

  test("onDivergence: 'continue' goes on, and such an epoch is never the best", async () => {
    const run = await fit({ onDivergence: 'continue', checkpoint: { keepLast: 9 } }, [2, NaN, Infinity, 3])
    expect(run.record).toMatchObject({ status: 'done', epochs: 4, error: null })
    expect(run.scores).toMatchObject({ best: { epoch: 1, loss: 2 } })
    expect(checkpointsOf(run)).toEqual([
      'model.01-2.0000',
      'model.02-NaN',
      'model.03-Infinity',
      'model.04-3.0000',
    ])
  })

  test('a run whose first epoch is NaN has no best', async () => {
    const run = await fit({}, [NaN])
    expect(run.scores).toMatchObject({
      epochs: 1,
      best: null,
      last: { epoch: 1, loss: NaN, checkpoint: null },
    })
    expect(checkpointsOf(run)).toEqual([])
  })
})

describe('the monitored metric', () => {
  test('is val_loss', async () => {
    const { run } = prepare()
    await planned([1, 9, 2, 8]).fit(x, y, {
      ...ONE_BATCH,
      epochs: 2,
      validationSplit: 0.25,
      callbacks: run.callbacks(),
    })
    expect(Object.keys(run.scores!.best!)).toEqual(['epoch', 'loss', 'val_loss', 'checkpoint'])
    expect(run.scores).toMatchObject({ monitor: 'val_loss', mode: 'min', best: { epoch: 2, val_loss: 8 } })
  })

  test('without validation data is loss, with one warning', async () => {
    const { run } = prepare()
    const warnings = expectWarnings()
    await planned([2, 1, 3]).fit(x, y, { ...ONE_BATCH, epochs: 3, callbacks: run.callbacks() })
    run.finish()
    expect(warnings).toEqual([
      {
        code: 'EXMAN_MONITOR_MISSING',
        text: `${run.id}: "val_loss" is not logged, so "loss" is monitored instead. Logged are loss.`,
      },
    ])
    expect(run.scores).toMatchObject({ monitor: 'loss', mode: 'min', best: { epoch: 2 } })
    expect(checkpointsOf(run)).toEqual(['model.02-1.0000', 'model.03-3.0000'])
  })

  test('is better when greater if its name says so', async () => {
    const { run } = prepare({ monitor: 'val_acc' })
    const hooks = {
      onEpochEnd: (index: number, logs?: tf.Logs) => void (logs!.val_acc = [0.5, 0.9, 0.7][index]!),
    }
    await planned([1]).fit(x, y, { ...ONE_BATCH, epochs: 3, callbacks: run.callbacks(hooks) })
    expect(run.scores).toMatchObject({ monitor: 'val_acc', mode: 'max', best: { epoch: 2 } })
  })

  test('is better as mode says, whatever its name', async () => {
    const { run } = prepare({ monitor: 'loss', mode: 'max' })
    await planned([1, 3, 2]).fit(x, y, { ...ONE_BATCH, epochs: 3, callbacks: run.callbacks() })
    expect(run.scores).toMatchObject({ monitor: 'loss', mode: 'max', best: { epoch: 2 } })
  })
})

test('a session tells the versions of tfjs and its backend', async () => {
  const { run } = prepare({ monitor: 'loss' })
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
  expect(run.record.sessions).toMatchObject([
    { versions: { tfjs: tf.version.tfjs, backend: backendHere }, fromEpoch: 0, toEpoch: 2 },
  ])
})
