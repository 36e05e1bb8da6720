import { OptionError } from '../../../src'
import { joinCallbacks, type UserCallback } from '../../../src/training/callbacks/join-callbacks'
import { backendHere } from '../../backends'
import { runScript } from '../children'
import { compiled, prepare, rowsOf, tf, TWO_EPOCHS, x, y } from '../tiny'

class Counting extends tf.Callback {
  epochs = 0
  hasModel = false
  override setModel(model: tf.LayersModel) {
    super.setModel(model)
    this.hasModel = true
  }
  override async onEpochEnd() {
    return Promise.resolve(void (this.epochs += 1))
  }
}

class PlainCounting {
  epochs = 0
  onEpochEnd() {
    this.epochs += 1
  }
}

/** One of each kind, each counting epochs. */
function oneOfEach() {
  const custom = { epochs: 0 }
  const counting = {
    subclass: new Counting(),
    custom,
    plain: {
      epochs: 0,
      onEpochEnd: function (this: { epochs: number }) {
        this.epochs += 1
      },
    },
    plainOfAClass: new PlainCounting(),
  }
  const list: UserCallback[] = [
    counting.plain,
    tf.callbacks.earlyStopping({ monitor: 'loss', patience: 9 }),
    counting.subclass,
    counting.plainOfAClass,
    new tf.CustomCallback({ onEpochEnd: () => void (custom.epochs += 1) }),
    {},
  ]
  return { counting, list }
}

test.each(['as given', 'reversed'])(
  'any mix of callbacks is called, each with its own this (%s)',
  async (order) => {
    const { run } = prepare({ monitor: 'loss' })
    const { counting, list } = oneOfEach()
    const mine = order === 'reversed' ? list.toReversed() : list
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(mine) })
    expect(Object.entries(counting).map(([name, { epochs }]) => [name, epochs])).toEqual(
      Object.keys(counting).map((name) => [name, 2]),
    )
    expect(counting.subclass.hasModel).toBe(true)
    expect(rowsOf(run)).toHaveLength(2)
    expect(run.status).toBe('done')
  },
)

test('all hooks of a plain object are called, with plain numbers', async () => {
  const { run } = prepare()
  const calls: [string, unknown][] = []
  const hook =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, args.at(-1)])
  const names = ['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd']
  const plain = Object.fromEntries(names.map((name) => [name, hook(name)]))
  const args = {
    ...TWO_EPOCHS,
    epochs: 1,
    batchSize: 9,
    validationSplit: 0.25,
    callbacks: run.callbacks(plain),
  }
  await compiled().fit(x, y, args)
  const number = expect.any(Number) as number
  expect(calls).toEqual([
    ['onTrainBegin', {}],
    ['onEpochBegin', {}],
    ['onBatchBegin', { batch: 0, size: 9, loss: number }],
    ['onBatchEnd', { batch: 0, size: 9, loss: number }],
    ['onEpochEnd', { loss: number, val_loss: number }],
    ['onTrainEnd', {}],
  ])
})

test('ours comes last, and once', () => {
  const callbacks = prepare()
  const { run } = callbacks
  const mine = { onEpochEnd: () => undefined }
  const list = run.callbacks([...callbacks, mine, ...run.callbacks()])
  expect(list).toHaveLength(2)
  expect(list[1]).toBe(callbacks[0])
  expect(list.run).toBe(run)
})

test('one callback needs no list, and none gives ours alone', () => {
  const { run } = prepare()
  expect(run.callbacks({ onEpochEnd: () => undefined })).toHaveLength(2)
  expect(run.callbacks()).toHaveLength(1)
  expect(run.callbacks([])).toHaveLength(1)
})

test('what ours saves is what the others leave behind', async () => {
  const { run } = prepare({ monitor: 'loss' })
  const model = compiled()
  const zero = {
    onEpochEnd: () => model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight))),
  }
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(zero) })
  const saved = await run.loadModel('last')
  expect(saved.getWeights().map((weight) => [...weight.dataSync()])).toEqual([
    [0, 0, 0, 0, 0, 0],
    [0, 0],
  ])
})

test.each<[string, unknown]>([
  ['a lambda', () => undefined],
  ['a class', PlainCounting],
  ['a list in a list', [[{}]]],
  ['null', [null]],
  ['undefined', [undefined]],
  ['false', [false]],
  ['a text', 'onEpochEnd'],
])('%s is refused', (_, mine) => {
  const { run } = prepare()
  const work = () => run.callbacks(mine as UserCallback)
  expect(work).toThrow(OptionError)
  expect(work).toThrow(
    expect.objectContaining({ code: 'EXMAN_OPTION_INVALID', option: 'callbacks' }) as Error,
  )
  expect(work).toThrow(/^A callback is an instance or an object with hooks, got /)
})

test('a callback of another copy of tfjs is refused', () => {
  const stranger = { setModel: () => undefined, setParams: () => undefined, onEpochEnd: () => undefined }
  expect(() => joinCallbacks(tf, [stranger], new tf.CustomCallback({}), () => undefined)).toThrow(
    expect.objectContaining({ code: 'EXMAN_TF_TWO_COPIES' }) as Error,
  )
})

test('run.callbacks trains with every mix in little memory; what tfjs makes of raw ones is known', async () => {
  const { output, code } = await runScript('training-mixed-callbacks', {
    flags: ['--max-old-space-size=200'],
  })
  expect({ code, output }).toEqual({
    code: 0,
    output: [
      backendHere,
      'run.callbacks([class, plain]): 2 epochs',
      'run.callbacks([plain, class]): 2 epochs',
      'run.callbacks([plain, earlyStopping]): 2 epochs',
      'run.callbacks([earlyStopping, plain]): 2 epochs',
      'run.callbacks([plain, custom, class, plain]): 2 epochs',
      '[...ours, plain]: callback.setParams is not a function',
      '[plain, earlyStopping]: this.getMonitorValue is not a function',
      '',
    ].join('\n'),
  })
})
