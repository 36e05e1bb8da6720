/** `run.fit`, and the arguments it takes. */
import { writeFileSync } from 'node:fs'
import { OptionError, type RunFitDatasetArgs } from '../../src'
import { checkFitArgs } from '../../src/training/fit'
import { thrown } from '../faults/thrown'
import { adam, begin, goOn } from './sessions'
import {
  checkpointsOf,
  compiled,
  dataset,
  prepare,
  rejection,
  rowsOf,
  tf,
  TWO_EPOCHS,
  untrained,
  weightsOf,
  x,
  y,
} from './tiny'

const SHUFFLED = { ...TWO_EPOCHS, shuffle: true }

describe('run.fit', () => {
  test('trains a new run, for one epoch if none is asked for', async () => {
    const { run } = begin()
    const { epoch } = await run.fit(adam(), x, y, { verbose: 0 })
    expect([epoch, rowsOf(run).length, run.status]).toEqual([[0], 1, 'done'])
  })

  test('goes on where the run stands, in the same process and in another', async () => {
    const straight = adam()
    await begin().run.fit(straight, x, y, { ...SHUFFLED, epochs: 5 })
    const first = begin()
    const model = adam()
    await first.run.fit(model, x, y, { ...SHUFFLED, epochs: 2 })
    await first.run.fit(model, x, y, { ...SHUFFLED, epochs: 3 })
    expect(first.run.status).toBe('done')
    const again = adam()
    const { run } = goOn(first)
    await run.fit(again, x, y, { ...SHUFFLED, epochs: 5 })
    expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5])
    expect(weightsOf(again)).toEqual(weightsOf(straight))
  })

  test.each([2, 1, 0])('returns at once when the run has %d epochs or more', async (epochs) => {
    const before = begin()
    await before.run.fit(adam(), x, y, SHUFFLED)
    writeFileSync(
      before.run.path('run.json'),
      JSON.stringify({ ...before.run.record, status: 'interrupted' }),
    )
    const { run } = goOn(before)
    expect(run.status).toBe('interrupted')
    const model = adam()
    const onEpochBegin = jest.fn(() => undefined)
    const history = await run.fit(model, x, y, { ...SHUFFLED, epochs, callbacks: { onEpochBegin } })
    expect(onEpochBegin).not.toHaveBeenCalled()
    expect(history.epoch).toEqual([0, 1])
    expect([rowsOf(run).length, run.status]).toEqual([2, 'done'])
    // The model is that of the run all the same.
    expect(weightsOf(model)).toEqual(weightsOf(await run.loadModel('last')))
  })

  test('goes on in the same process without any checkpoint', async () => {
    const { run } = begin({ checkpoint: false })
    const model = adam()
    const begun: number[] = []
    const callbacks = { onEpochBegin: (index: number) => void begun.push(index) }
    for (const epochs of [2, 3]) await run.fit(model, x, y, { ...SHUFFLED, epochs, callbacks })
    expect([begun, rowsOf(run).length]).toEqual([[0, 1, 2], 3])
  })

  test('of a run that a callback has stopped trains no more', async () => {
    const stopping = () => tf.callbacks.earlyStopping({ monitor: 'loss', minDelta: 100, patience: 1 })
    const before = begin()
    await before.run.fit(adam(), x, y, { ...SHUFFLED, epochs: 9, callbacks: stopping() })
    const { run } = goOn(before)
    const { epoch } = await run.fit(adam(), x, y, { ...SHUFFLED, epochs: 9, callbacks: stopping() })
    expect([epoch, run.status]).toEqual([[0, 1], 'done'])
  })

  test('draws a seed and records it, when none was given', async () => {
    const { run } = prepare({ monitor: 'loss' })
    expect(run.record.seed).toBeNull()
    const model = adam()
    await run.fit(model, x, y, SHUFFLED)
    const { seed } = run.record
    expect(Number.isSafeInteger(seed)).toBe(true)
    const again = adam()
    await begin({ seed: seed! }).run.fit(again, x, y, SHUFFLED)
    expect(weightsOf(again)).toEqual(weightsOf(model))
  })

  test('takes callbacks of any mix, or one alone', async () => {
    const heard: string[] = []
    class Listening extends tf.Callback {
      override async onEpochEnd(): Promise<void> {
        return Promise.resolve(void heard.push('instance'))
      }
    }
    const plain = { onEpochEnd: () => void heard.push('plain') }
    const stopping = tf.callbacks.earlyStopping({ monitor: 'loss', patience: 9 })
    for (const callbacks of [
      plain,
      [plain, new Listening(), stopping],
      [new Listening(), plain],
      [],
      undefined,
    ]) {
      const { run } = begin()
      await run.fit(adam(), x, y, {
        ...SHUFFLED,
        epochs: 1,
        ...(callbacks === undefined ? {} : { callbacks }),
      })
      expect(rowsOf(run)).toHaveLength(1)
    }
    expect(heard).toEqual(['plain', 'plain', 'instance', 'instance', 'plain'])
  })

  test.each<[string, (run: ReturnType<typeof begin>['run']) => Promise<unknown>, RegExp]>([
    [
      'in tfjs, before it begins',
      (run) => run.fit(adam(), x, tf.zeros([11, 2]), SHUFFLED),
      /same number of samples|11/,
    ],
    [
      'in a loss',
      (run) =>
        run.fit(
          compiled({
            loss: () => {
              throw new Error('no loss')
            },
          }),
          x,
          y,
          SHUFFLED,
        ),
      /^no loss$/,
    ],
    [
      'in a callback',
      (run) =>
        run.fit(adam(), x, y, {
          ...SHUFFLED,
          callbacks: { onBatchEnd: () => Promise.reject(new Error('no batch')) },
        }),
      /^no batch$/,
    ],
    [
      'in a dataset',
      (run) =>
        run.fitDataset(
          adam(),
          dataset().mapAsync(() => Promise.reject(new Error('no row'))),
          { epochs: 1, verbose: 0 },
        ),
      /^no row$/,
    ],
  ])('that throws has failed, with the error: %s', async (_, fit, message) => {
    const { run } = begin()
    const error = await rejection(fit(run))
    expect(error.message).toMatch(message)
    expect(run.record).toMatchObject({ status: 'failed', error: { message: error.message } })
    expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(0)
  })

  test('that has failed goes on when it is named', async () => {
    const before = begin()
    const onEpochBegin = (index: number) => {
      if (index === 2) throw new Error('no third')
    }
    await rejection(before.run.fit(adam(), x, y, { ...SHUFFLED, epochs: 4, callbacks: { onEpochBegin } }))
    const { run } = goOn(before)
    const { epoch } = await run.fit(adam(), x, y, { ...SHUFFLED, epochs: 4 })
    expect([epoch, run.status]).toEqual([[0, 1, 2, 3], 'done'])
    expect(run.record.problems).toMatchObject([{ message: 'no third' }])
  })

  test('of a model that is none, or not compiled, changes nothing', async () => {
    const { run } = begin()
    expect(await rejection(run.fit({} as never, x, y))).toMatchObject({ code: 'EXMAN_MODEL_INVALID' })
    expect(run.status).toBe('created')
    expect((await rejection(run.fit(untrained(), x, y))).message).toContain('compile')
    expect(checkpointsOf(run)).toEqual([])
  })
})

describe('arguments', () => {
  test.each<[object, string]>([
    [
      { epochs: 2, initialEpoch: 1 },
      'The "initialEpoch" option of run.fit is not given: the run goes on where it stands, got 1.',
    ],
    [{ epochs: 2, initialEpoch: 0 }, 'The "initialEpoch" option of run.fit is not given'],
    [{ epochs: 1.5 }, 'The "epochs" option of run.fit must be an integer, 0 or more, got 1.5.'],
    [{ epochs: -1 }, 'must be an integer, 0 or more, got -1.'],
    [{ epochs: '3' }, 'must be an integer, 0 or more, got "3".'],
    [{ epochs: NaN }, 'must be an integer, 0 or more, got NaN.'],
    [{ epochs: Infinity }, 'must be an integer, 0 or more, got Infinity.'],
    [[], 'The "args" option of run.fit must be a plain object, got'],
    [null as never, 'The "args" option of run.fit must be a plain object, got null.'],
  ])('%j are refused before anything is done', async (args, message) => {
    const { run } = begin()
    const error = await rejection(run.fit(adam(), x, y, args))
    expect(error).toBeInstanceOf(OptionError)
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID' })
    expect(error.message).toContain(message)
    expect(run.status).toBe('created')
  })

  test('of run.fitDataset, too', async () => {
    const args = { epochs: 1, initialEpoch: 1 } as RunFitDatasetArgs<tf.TensorContainer>
    expect(await rejection(begin().run.fitDataset(adam(), dataset(), args))).toMatchObject({
      option: 'initialEpoch',
    })
  })

  test.each([{}, { epochs: 0 }, { epochs: 12, batchSize: 4 }])('%j are fine', (args) => {
    expect(thrown(() => checkFitArgs('run.fit', args))).toBeUndefined()
  })
})
