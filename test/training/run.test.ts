import {
  appendFileSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { CheckpointError, openRun, OptionError, RunError, TensorflowError, type Run } from '../../src'
import { backendHere } from '../backends'
import { under, faultyDisk } from '../faults/faulty-disk'
import {
  checkpointsOf,
  compiled,
  jsonOf,
  predicted,
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

/** Loads a checkpoint with tfjs alone. */
function loadPlainly(dir: string): Promise<tf.LayersModel> {
  const { weightsManifest, ...rest } = JSON.parse(
    readFileSync(join(dir, 'model.json'), 'utf8'),
  ) as tf.io.ModelJSON
  const [group] = weightsManifest
  const weightData = new Uint8Array(Buffer.concat(group!.paths.map((path) => readFileSync(join(dir, path)))))
    .buffer
  return tf.loadLayersModel(tf.io.fromMemory({ ...rest, weightSpecs: group!.weights, weightData }))
}

/** Trains for 4 epochs; gives the run, all of whose checkpoints are kept, and the predictions after each epoch. */
async function trained(options = {}) {
  const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 9 }, ...options })
  const model = compiled({ optimizer: tf.train.sgd(0.3) })
  const afterEach: number[][][] = []
  const note = { onEpochEnd: () => void afterEach.push(predicted(model)) }
  await model.fit(x, y, { ...TWO_EPOCHS, epochs: 4, callbacks: run.callbacks(note) })
  return { run, model, afterEach }
}

describe('loadModel', () => {
  let given: Awaited<ReturnType<typeof trained>>
  beforeAll(async () => void (given = await trained()))

  test.each([1, 2, 3, 4])('of epoch %d predicts what the model did then', async (epoch) => {
    expect(predicted(await given.run.loadModel(epoch))).toEqual(given.afterEach[epoch - 1])
  })

  test('the best, the last, and the best by default', async () => {
    const { run, afterEach } = given
    const best = run.scores!.best!.epoch
    expect(predicted(await run.loadModel('best'))).toEqual(afterEach[best - 1])
    expect(predicted(await run.loadModel())).toEqual(afterEach[best - 1])
    expect(predicted(await run.loadModel('last'))).toEqual(afterEach[3])
  })

  test('without the pointers, too', async () => {
    const { run, afterEach } = await trained()
    for (const name of ['best.json', 'last.json', 'best', 'last']) rmSync(run.path('models', name))
    const best = run.scores!.best!.epoch
    expect(predicted(await run.loadModel('best'))).toEqual(afterEach[best - 1])
    expect(predicted(await run.loadModel('last'))).toEqual(afterEach[3])
  })

  test('tfjs alone reads the same from the files', async () => {
    const { run, afterEach } = given
    expect(predicted(await loadPlainly(run.path('models', 'last')))).toEqual(afterEach[3])
  })

  test('gives a model that is not compiled, and can be', async () => {
    const model = await given.run.loadModel('last')
    await expect(model.fit(x, y, TWO_EPOCHS)).rejects.toThrow('You must compile a model')
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
    await model.fit(x, y, TWO_EPOCHS)
  })

  test('reads from an opened run, and locks nothing', async () => {
    const opened = await openRun(given.run.dir)
    expect(predicted(await opened.loadModel('last'))).toEqual(given.afterEach[3])
    expect(opened.recorder.held).toBeUndefined()
  })

  test('waits for the save in flight', async () => {
    const { run } = prepare({ monitor: 'loss' })
    const loaded: number[][][] = []
    const model = compiled()
    const [ours] = run.callbacks()
    const after = new tf.CustomCallback({
      // Of the epoch before: an epoch is saved after all callbacks have heard of its end.
      onEpochBegin: async (index) => {
        if (index > 0) loaded.push(weightsOf(await run.loadModel('last')), weightsOf(model))
      },
    })
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks: [ours!, after] })
    expect(loaded).toHaveLength(2)
    expect(loaded[0]).toEqual(loaded[1])
  })

  test.each<[unknown, string]>([
    [5, 'of epoch 5: there are those of the epochs 1, 2, 3, 4.'],
    [0, 'of epoch 0: there are those of the epochs 1, 2, 3, 4.'],
    [1.5, 'of epoch 1.5: there are those of the epochs 1, 2, 3, 4.'],
    ['worst', '"worst": there are those of the epochs 1, 2, 3, 4.'],
  ])('%j is not there', async (choice, message) => {
    const error = await rejection(given.run.loadModel(choice as 'best'))
    expect(error).toBeInstanceOf(CheckpointError)
    expect(error).toMatchObject({ code: 'EXMAN_CHECKPOINT_NOT_FOUND' })
    expect(error.message).toContain(message)
  })

  test('of a run without checkpoints says that there are none', async () => {
    const { run } = prepare()
    expect((await rejection(run.loadModel('last'))).message).toContain(
      'has no checkpoint "last": there are none.',
    )
  })
})

describe('a damaged checkpoint', () => {
  const DAMAGES: [string, (dir: string, other: string) => void, RegExp][] = [
    [
      'weights cut short',
      (dir) => truncateSync(join(dir, 'weights.bin'), 10),
      /weights\.bin has 10 bytes, not 32/,
    ],
    [
      'weights filled with zeros',
      (dir) => writeFileSync(join(dir, 'weights.bin'), Buffer.alloc(32)),
      /weights\.bin has other content/,
    ],
    [
      'weights with a tail',
      (dir) => appendFileSync(join(dir, 'weights.bin'), 'x'),
      /weights\.bin has 33 bytes, not 32/,
    ],
    [
      'weights of another epoch',
      (dir, other) => cpSync(join(other, 'weights.bin'), join(dir, 'weights.bin')),
      /weights\.bin has other content/,
    ],
    ['weights missing', (dir) => rmSync(join(dir, 'weights.bin')), /weights\.bin cannot be read/],
    ['model.json missing', (dir) => rmSync(join(dir, 'model.json')), /model\.json cannot be read/],
    [
      'training state cut',
      (dir) => truncateSync(join(dir, 'training-state.json'), 3),
      /training-state\.json has 3 bytes/,
    ],
    [
      'the manifest gone',
      (dir) => rmSync(join(dir, 'manifest.json')),
      /manifest\.json is missing or unreadable/,
    ],
    [
      'the manifest cut',
      (dir) => truncateSync(join(dir, 'manifest.json'), 20),
      /manifest\.json is missing or unreadable/,
    ],
    [
      'a manifest that leads out',
      (dir) => edit(dir, (files) => ({ ...files, '../../run.json': files['model.json'] })),
      /names "\.\.\/\.\.\/run\.json", which is no plain file name/,
    ],
    [
      'a manifest without weights',
      (dir) => edit(dir, ({ 'weights.bin': _, ...files }) => files),
      /does not name weights\.bin/,
    ],
  ]

  function edit(dir: string, change: (files: Record<string, unknown>) => object): void {
    const path = join(dir, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown> }
    writeFileSync(path, JSON.stringify({ ...manifest, files: change(manifest.files) }))
  }

  test.each(DAMAGES)(
    '(%s) is refused with the reason, and the next older whole one is offered',
    async (_, damage, reason) => {
      const { run, afterEach } = await trained()
      const names = checkpointsOf(run)
      damage(run.path('models', names[3]!), run.path('models', names[2]!))
      const error = await rejection(run.loadModel('last'))
      expect(error).toBeInstanceOf(CheckpointError)
      expect(error).toMatchObject({
        code: 'EXMAN_CHECKPOINT_INVALID',
        reason: expect.stringMatching(reason) as string,
      })
      expect(error.message).toContain('The newest whole one is that of epoch 3.')
      expect(predicted(await run.loadModel(3))).toEqual(afterEach[2])
    },
  )

  test('without another says so', async () => {
    const { run } = prepare({ monitor: 'loss' })
    run.log({ loss: 1 })
    const dir = await run.saveModel(untrained())
    truncateSync(join(dir, 'weights.bin'), 1)
    expect((await rejection(run.loadModel('last'))).message).toContain('No other whole checkpoint is left.')
  })

  test('a file too many does no harm', async () => {
    const { run, afterEach } = await trained()
    writeFileSync(run.path('models', 'last', 'notes.txt'), 'mine')
    expect(predicted(await run.loadModel('last'))).toEqual(afterEach[3])
  })

  test('a checkpoint folder can be copied and moved', async () => {
    const { run, afterEach } = await trained()
    const [first, , , last] = checkpointsOf(run)
    rmSync(run.path('models', first!), { recursive: true })
    renameSync(run.path('models', last!), run.path('models', 'model.09'))
    cpSync(run.path('models', 'model.09'), run.path('models', 'model.01'), { recursive: true })
    expect(predicted(await run.loadModel(9))).toEqual(afterEach[3])
    expect(predicted(await run.loadModel(1))).toEqual(afterEach[3])
  })
})

describe('saveModel', () => {
  test('in a loop written by hand', async () => {
    const { run } = prepare()
    const model = compiled()
    const saved: [string, number[][]][] = []
    for (const [at, val_loss] of [0.5, 0.25, 0.75].entries()) {
      await model.trainOnBatch(x, y)
      run.log({ loss: at, val_loss })
      saved.push([await run.saveModel(model), predicted(model)])
    }
    run.finish()
    expect(saved.map(([dir]) => dir)).toEqual(
      ['model.01-0.5000', 'model.02-0.2500', 'model.03-0.7500'].map((name) => run.path('models', name)),
    )
    expect(checkpointsOf(run)).toEqual(['model.02-0.2500', 'model.03-0.7500'])
    expect(predicted(await run.loadModel('best'))).toEqual(saved[1]![1])
    expect(predicted(await run.loadModel('last'))).toEqual(saved[2]![1])
    expect(jsonOf(run, 'models', 'best', 'manifest.json')).toMatchObject({
      epoch: 2,
      metrics: { loss: 1, val_loss: 0.25 },
      monitor: 'val_loss',
      logRows: 2,
    })
    expect(run.scores).toMatchObject({
      best: { checkpoint: 'model.02-0.2500' },
      last: { checkpoint: 'model.03-0.7500' },
    })
    expect(run.record).toMatchObject({ status: 'done', sessions: [{ end: 'done' }] })
  })

  test('with an epoch and metrics of its own', async () => {
    const { run } = prepare()
    run.log({ val_loss: 3 })
    expect(await run.saveModel(untrained(), { epoch: 12, metrics: { val_loss: 1 } })).toBe(
      run.path('models', 'model.12-1.0000'),
    )
    expect(await run.saveModel(untrained(), { epoch: 12, metrics: { val_loss: 1 } })).toBe(
      run.path('models', 'model.12-1.0000~2'),
    )
    expect(await run.saveModel(untrained(), { epoch: 13 })).toBe(run.path('models', 'model.13'))
  })

  test('before the first epoch', async () => {
    const { run } = prepare()
    const model = untrained()
    expect(await run.saveModel(model)).toBe(run.path('models', 'model.00'))
    expect(run.status).toBe('created')
    expect(predicted(await run.loadModel('last'))).toEqual(predicted(model))
  })

  test('keeps what it saves, however bad it is', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { keepBest: 1, keepLast: 0 } })
    const model = untrained()
    run.log({ loss: 1 })
    await run.saveModel(model)
    run.log({ loss: 2 })
    await run.saveModel(model)
    expect(checkpointsOf(run)).toEqual(['model.01-1.0000', 'model.02-2.0000'])
  })

  test('with checkpoint: false is kept like the others', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: false })
    for (const loss of [1, 2, 3]) {
      run.log({ loss })
      await run.saveModel(untrained())
    }
    expect(checkpointsOf(run)).toHaveLength(3)
  })

  test('takes the model as it is at the call', async () => {
    const { run } = prepare()
    const model = compiled()
    const before = weightsOf(model)
    const saving = run.saveModel(model)
    for (let step = 0; step < 3; step += 1) await model.trainOnBatch(x, y)
    await saving
    expect(weightsOf(model)).not.toEqual(before)
    expect(weightsOf(await run.loadModel('last'))).toEqual(before)
  })

  test('several at a time are written one after the other', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: false })
    const names = await Promise.all(
      [1, 2, 3].map((epoch) => run.saveModel(untrained(), { epoch, metrics: { loss: epoch } })),
    )
    expect(names.map((name) => name.slice(-15))).toEqual([
      'model.01-1.0000',
      'model.02-2.0000',
      'model.03-3.0000',
    ])
    expect(jsonOf(run, 'models', 'last.json')).toMatchObject({ epoch: 3 })
  })

  test.each([
    ['onEpochBegin is of the epoch before', 'onEpochBegin', ['model.00', 'model.01']],
    ['onEpochEnd is of the epoch that ends', 'onEpochEnd', ['model.01', 'model.02']],
  ])('in %s', async (_, hook, names) => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { saveEvery: 9, keepLast: 9 } })
    const model = compiled()
    const saved: string[] = []
    const hooks = { [hook]: async () => void saved.push(basename(await run.saveModel(model))) }
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) })
    expect(saved.map((name) => name.slice(0, 8))).toEqual(names)
  })

  test('during a fit goes between its checkpoints', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { saveEvery: 9, keepLast: 9 } })
    const model = compiled()
    const hooks = {
      onEpochBegin: async (index: number) => void (index === 1 && (await run.saveModel(model))),
    }
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) })
    expect(checkpointsOf(run).map((name) => name.slice(0, 8))).toEqual(['model.01', 'model.02'])
    expect(run.status).toBe('done')
  })

  describe('on a run that is over', () => {
    const lockOf = (run: Run) => run.recorder.held

    test('in the same process: the lock is given back, and the end stays as it was', async () => {
      const { run, model } = await trained()
      const before = run.record
      const dir = await run.saveModel(model)
      expect(dir).toMatch(/~2$/)
      expect(lockOf(run)).toBeUndefined()
      expect(run.record).toMatchObject({ status: 'done', epochs: 4 })
      expect(run.record.sessions.map(({ end }) => end)).toEqual(before.sessions.map(({ end }) => end))
    })

    test('by an opened run', async () => {
      const { run, model } = await trained()
      const opened = await openRun(run.dir)
      await opened.saveModel(model, { epoch: 9 })
      expect(lockOf(opened)).toBeUndefined()
      expect(opened.status).toBe('done')
      expect(predicted(await run.loadModel(9))).toEqual(predicted(model))
    })

    test('also when it fails', async () => {
      const { run, model } = await trained()
      const failing = faultyDisk({
        failAt: 1,
        failFor: Infinity,
        kind: 'fail',
        code: 'ENOSPC',
        only: ['write'],
      })
      expect(await under(failing, () => run.saveModel(model))).toMatchObject({ code: 'EXMAN_DISK_FULL' })
      expect(lockOf(run)).toBeUndefined()
      expect(run.status).toBe('done')
      expect(await run.saveModel(model)).toMatch(/~2$/)
    })
  })

  test('on a run that another holds is refused', async () => {
    const { run } = prepare()
    const opened = await openRun(run.dir)
    const error = await rejection(opened.saveModel(untrained()))
    expect(error).toBeInstanceOf(RunError)
    expect(error).toMatchObject({ code: 'EXMAN_RUN_HELD' })
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a layer', tf.layers.flatten()],
    ['an object', { weights: {} }],
  ])('%s is no model, and nothing is written', async (_, model) => {
    const { run } = prepare()
    const error = await rejection(run.saveModel(model as tf.LayersModel))
    expect(error).toBeInstanceOf(TensorflowError)
    expect(error).toMatchObject({ code: 'EXMAN_MODEL_INVALID' })
    expect(checkpointsOf(run)).toEqual([])
  })

  test.each<[object, string, string]>([
    [{ epochs: 3 }, 'EXMAN_OPTION_UNKNOWN', 'saveModel has no option "epochs". Did you mean "epoch"?'],
    [
      { epoch: -1 },
      'EXMAN_OPTION_INVALID',
      'The "epoch" option of saveModel must be an integer, 0 or more, got -1.',
    ],
    [
      { epoch: 1.5 },
      'EXMAN_OPTION_INVALID',
      'The "epoch" option of saveModel must be an integer, 0 or more, got 1.5.',
    ],
    [
      { epoch: '3' },
      'EXMAN_OPTION_INVALID',
      'The "epoch" option of saveModel must be an integer, 0 or more, got "3".',
    ],
  ])('%j is refused', async (options, code, message) => {
    const error = await rejection(prepare().run.saveModel(untrained(), options))
    expect(error).toBeInstanceOf(OptionError)
    expect(error).toMatchObject({ code, message })
  })

  test('metrics that are no numbers are refused', async () => {
    const { run } = prepare()
    const error = await rejection(run.saveModel(untrained(), { metrics: { loss: 'low' } as never }))
    expect(error).toMatchObject({ code: 'EXMAN_METRIC_INVALID', metric: 'loss' })
    expect(checkpointsOf(run)).toEqual([])
  })
})

test('a loop by hand and a fit may share a run', async () => {
  const { run } = prepare({ monitor: 'loss' })
  run.log({ loss: 9 })
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
  run.log({ loss: 0.5 })
  expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
  expect(run.status).toBe('running')
  run.finish()
  expect(run.record).toMatchObject({ status: 'done', epochs: 4 })
})

test('a fit is recorded with its backend, saved and loaded', async () => {
  const { run, afterEach } = await trained()
  expect(run.record).toMatchObject({
    status: 'done',
    epochs: 4,
    sessions: [{ versions: { backend: backendHere } }],
  })
  for (const epoch of [1, 4]) expect(predicted(await run.loadModel(epoch))).toEqual(afterEach[epoch - 1])
})
