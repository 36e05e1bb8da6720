import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager, FileError, type CheckpointOptions, type Run } from '../../src'
import { useDisk } from '../../src/files/disk'
import { faultyDisk } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { describeWith } from '../faults/tools'
import { expectWarnings } from '../warnings'
import { slowDisk } from './slow-disk'
import {
  checkpointsOf,
  compiled,
  jsonOf,
  PARAMS,
  predicted,
  prepare,
  rejection,
  tf,
  TWO_EPOCHS,
  untrained,
  weightsOf,
  x,
  y,
} from './tiny'

/** A fit of one batch an epoch whose losses are these. */
async function fitWith(run: Run, losses: readonly number[], hooks: object = {}): Promise<tf.Sequential> {
  let step = 0
  const model = untrained()
  const loss = (_: tf.Tensor, given: tf.Tensor) => given.sum().mul(0).add(losses[step++]!)
  model.compile({ optimizer: 'sgd', loss })
  await model.fit(x, y, {
    epochs: losses.length,
    batchSize: 12,
    verbose: 0,
    shuffle: false,
    callbacks: run.callbacks(hooks),
  })
  return model
}

const pointers = (run: Run) =>
  Object.fromEntries(
    ['best', 'last'].map((name) => [
      name,
      existsSync(run.path('models', `${name}.json`)) ? jsonOf(run, 'models', `${name}.json`) : null,
    ]),
  )

describe('what a fit leaves on disk', () => {
  const LOSSES = [5, 3, 4, 2, 6, 7]
  const all = ['01-5', '02-3', '03-4', '04-2', '05-6', '06-7']

  test.each<[string, CheckpointOptions | false | undefined, string[]]>([
    ['by default the best and the last', undefined, ['04-2', '06-7']],
    ['keepBest: 2', { keepBest: 2 }, ['02-3', '04-2', '06-7']],
    ['keepLast: 3', { keepLast: 3 }, ['04-2', '05-6', '06-7']],
    ['keepLast: 0', { keepLast: 0 }, ['04-2']],
    ['keepBest: 0', { keepBest: 0 }, ['06-7']],
    ['keepEvery: 2', { keepEvery: 2 }, ['02-3', '04-2', '06-7']],
    ['keepEvery: 3, nothing else', { keepEvery: 3, keepBest: 0, keepLast: 0 }, ['03-4', '06-7']],
    ['nothing at all', { keepBest: 0, keepLast: 0 }, []],
    ['all', { keepLast: 99 }, all],
    ['saveEvery: 2', { saveEvery: 2, keepLast: 99 }, ['02-3', '04-2', '06-7']],
    ['saveEvery: 4, and the end', { saveEvery: 4, keepLast: 99 }, ['04-2', '06-7']],
    ['saveEvery: 100: the end', { saveEvery: 100 }, ['06-7']],
    ['false: none', false, []],
  ])('%s', async (_, checkpoint, names) => {
    const { run } = prepare({ monitor: 'loss', ...(checkpoint === undefined ? {} : { checkpoint }) })
    await fitWith(run, LOSSES)
    expect(checkpointsOf(run)).toEqual(names.map((name) => `model.${name}.0000`))
    const hidden = existsSync(run.path('models'))
      ? readdirSync(run.path('models')).filter((name) => name.startsWith('.'))
      : []
    expect(hidden).toEqual([])
  })

  test('a checkpoint folder, with its pointers', async () => {
    const { run } = prepare({ monitor: 'loss' })
    await fitWith(run, [2, 1, 3])
    const models = run.path('models')
    expect(readdirSync(models).sort()).toEqual([
      'best',
      'best.json',
      'last',
      'last.json',
      'model.02-1.0000',
      'model.03-3.0000',
    ])
    expect(readdirSync(join(models, 'model.02-1.0000')).sort()).toEqual([
      'manifest.json',
      'model.json',
      'training-state.bin',
      'training-state.json',
      'weights.bin',
    ])
    expect(pointers(run)).toEqual({
      best: { format: 1, checkpoint: 'model.02-1.0000', epoch: 2 },
      last: { format: 1, checkpoint: 'model.03-3.0000', epoch: 3 },
    })
    expect([readlinkSync(join(models, 'best')), readlinkSync(join(models, 'last'))]).toEqual([
      'model.02-1.0000',
      'model.03-3.0000',
    ])
    expect(jsonOf(run, 'models', 'best', 'manifest.json')).toMatchObject({
      format: 1,
      epoch: 2,
      metrics: { loss: 1 },
      monitor: 'loss',
      logRows: 2,
      files: {
        'model.json': {},
        'weights.bin': { bytes: 32 },
        'training-state.json': {},
        'training-state.bin': { bytes: 4 },
      },
    })
    expect(jsonOf(run, 'models', 'best', 'training-state.json')).toMatchObject({
      epoch: 2,
      samples: 12,
      optimizer: { class: 'SGD', iterations: 2 },
    })
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      best: { epoch: 2, checkpoint: 'model.02-1.0000' },
      last: { epoch: 3, checkpoint: 'model.03-3.0000' },
    })
  })

  test('what would not stay is not even written', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 0 } })
    const disk = faultyDisk({ failAt: Infinity, kind: 'fail' })
    const undo = useDisk(disk)
    await fitWith(run, [3, 4, 2, 5])
    undo()
    const renamed = disk.log.filter(({ name, path }) => name === 'rename' && path.includes('.staging-'))
    expect(renamed).toHaveLength(2)
    expect(checkpointsOf(run)).toEqual(['model.03-2.0000'])
  })

  test('two fits are judged together', async () => {
    const { run } = prepare({ monitor: 'loss' })
    await fitWith(run, [2, 1])
    await fitWith(run, [5, 4])
    expect(checkpointsOf(run)).toEqual(['model.02-1.0000', 'model.04-4.0000'])
  })

  test('the same fit again, in a run of its own, has checkpoints of its own', async () => {
    const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss' })
    const runs = [expm.prepare(PARAMS).run, expm.prepare(PARAMS).run]
    for (const run of runs) await fitWith(run, [1])
    expect(runs.map(checkpointsOf)).toEqual(Array(2).fill(['model.01-1.0000']))
  })
})

describe('in the background', () => {
  test('training goes on while a save is written, one is in flight at most, and the end waits for it', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 9 } })
    const disk = slowDisk()
    const events: string[] = []
    const hooks = {
      onBatchBegin: async () => {
        const epoch = run.readLog().length + 1
        // The save of the epoch before stands at its first file all the while.
        if (epoch > 1) await disk.waiting()
        events.push(
          `epoch ${epoch} trains, ${disk.opened.length} saves begun, ${checkpointsOf(run).length} done`,
        )
      },
      onBatchEnd: () => {
        // Without this the end of the epoch would wait for it.
        disk.letOn()
      },
      onTrainEnd: async () => {
        await disk.waiting()
        events.push(`the end waits, ${disk.opened.length} saves begun, ${checkpointsOf(run).length} done`)
        disk.letOn()
      },
    }
    await fitWith(run, [3, 2, 1], hooks)
    expect(events).toEqual([
      'epoch 1 trains, 0 saves begun, 0 done',
      'epoch 2 trains, 1 saves begun, 0 done',
      'epoch 3 trains, 2 saves begun, 1 done',
      'the end waits, 3 saves begun, 2 done',
    ])
    expect(checkpointsOf(run)).toEqual(['model.01-3.0000', 'model.02-2.0000', 'model.03-1.0000'])
  })

  test('an epoch ends only when the save before it is done', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 9 } })
    const disk = slowDisk()
    const events: string[] = []
    const [ours] = run.callbacks()
    // The save of an epoch begins after all callbacks have heard of its end.
    const after = new tf.CustomCallback({
      onEpochBegin: (index) => void events.push(`epoch ${index + 1}, ${checkpointsOf(run).length} done`),
      onTrainEnd: () => void events.push(`over, ${checkpointsOf(run).length} done`),
    })
    const fit = compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: [ours!, after] })
    await disk.waiting()
    // Enough turns for the second epoch to end, if it did not wait.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
    events.push('let on')
    disk.letOn()
    await disk.waiting()
    disk.letOn()
    await fit
    expect(events).toEqual(['epoch 1, 0 done', 'epoch 2, 0 done', 'let on', 'over, 2 done'])
  })

  test('what is saved is the model at the end of the epoch, however far training has gone on', async () => {
    const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 9 } })
    const disk = slowDisk()
    const model = compiled()
    const atEnd: number[][][] = []
    const hooks = {
      onBatchEnd: async (batch: number) => {
        if (batch !== 2) return
        atEnd.push(weightsOf(model))
        if (atEnd.length > 1) await disk.waiting()
        disk.letOn()
      },
      onTrainEnd: async () => {
        await disk.waiting()
        disk.letOn()
      },
    }
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) })
    expect([await run.loadModel(1), await run.loadModel(2)].map(weightsOf)).toEqual(atEnd)
    expect(atEnd[0]).not.toEqual(atEnd[1])
  })
})

/** A disk that has no room for the weights of the n-th save. */
function full(n: number): () => void {
  let saves = 0
  const real = faultyDisk({ failAt: Infinity, kind: 'fail' })
  const failing = faultyDisk({ failAt: 1, failFor: Infinity, kind: 'fail', code: 'ENOSPC' })
  return useDisk({
    ...real,
    open: (path, flags) => {
      const isDue = flags === 'wx' && path.endsWith('weights.bin') && (saves += 1) === n
      return isDue ? failing.open(path, flags) : real.open(path, flags)
    },
  })
}

describe('a save that fails', () => {
  let undo = (): void => undefined
  afterEach(() => undo())

  test('in the background ends the fit with a typed error at the next epoch, and fails the run', async () => {
    const { run } = prepare({ monitor: 'loss' })
    undo = full(2)
    const error = await rejection(fitWith(run, [4, 3, 2, 1]))
    expect(error).toBeInstanceOf(FileError)
    expect(error).toMatchObject({ code: 'EXMAN_DISK_FULL', cause: { code: 'ENOSPC' } })
    expect(run.record).toMatchObject({ status: 'failed', epochs: 3, error: { code: 'EXMAN_DISK_FULL' } })
    expect(jsonOf(run, 'run.json')).toMatchObject({ status: 'failed', sessions: [{ end: 'failed' }] })
    expect(checkpointsOf(run)).toEqual(['model.01-4.0000'])
    expect(predicted(await run.loadModel('last'))).toHaveLength(1)
  })

  test('at the end of the fit ends it with the same error', async () => {
    const { run } = prepare({ monitor: 'loss' })
    undo = full(2)
    expect(await rejection(fitWith(run, [2, 1]))).toMatchObject({ code: 'EXMAN_DISK_FULL' })
    expect(run.record).toMatchObject({ status: 'failed', epochs: 2 })
    expect(checkpointsOf(run)).toEqual(['model.01-2.0000'])
  })

  test('asked for elsewhere still ends the fit', async () => {
    const { run } = prepare({ monitor: 'loss' })
    undo = full(1)
    const hooks = {
      onEpochBegin: async (index: number) =>
        void (index === 1 && (await run.loadModel('last').catch(() => undefined))),
    }
    expect(await rejection(fitWith(run, [2, 1], hooks))).toMatchObject({ code: 'EXMAN_DISK_FULL' })
    expect(run.status).toBe('failed')
  })

  test("with onWriteError: 'warn' is told once, recorded, and training goes on", async () => {
    const { run } = prepare({ monitor: 'loss', onWriteError: 'warn' })
    const warnings = expectWarnings()
    undo = full(2)
    await fitWith(run, [4, 3, 5, 2])
    expect(warnings).toEqual([
      { code: 'EXMAN_WRITE_SKIPPED', text: expect.stringContaining('the disk is full') as string },
    ])
    expect(run.record).toMatchObject({ status: 'done', epochs: 4, problems: [{ code: 'EXMAN_DISK_FULL' }] })
    expect(jsonOf(run, 'run.json')).toMatchObject({ problems: [{ code: 'EXMAN_DISK_FULL' }] })
    expect(checkpointsOf(run)).toEqual(['model.04-2.0000'])
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      best: { epoch: 4, checkpoint: 'model.04-2.0000' },
    })
  })

  test('leaves the list fit for another fit', async () => {
    const { run } = prepare({ monitor: 'loss' })
    undo = full(1)
    await rejection(fitWith(run, [3, 2]))
    await fitWith(run, [1])
    expect(run.record).toMatchObject({ status: 'done', problems: [{ code: 'EXMAN_DISK_FULL' }] })
    expect(checkpointsOf(run)).toEqual([`model.0${run.record.epochs}-1.0000`])
  })
})

describeWith(['mounts'], 'on a disk that is really full', () => {
  const dir = join(scratch(), 'full')
  beforeEach(() => {
    mkdirSync(dir, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir])
  })
  afterEach(() => execFileSync('umount', [dir]))

  const big = () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 9000, inputShape: [3] }), tf.layers.dense({ units: 2 })],
    })
    model.compile({ optimizer: tf.train.sgd(0.001), loss: 'meanSquaredError' })
    return model
  }

  test('the older checkpoint still loads, and the run has failed', async () => {
    const { run } = new ExperimentManager({ expBaseDir: dir, monitor: 'loss' }).prepare(PARAMS)
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
    const error = await rejection(big().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() }))
    expect(error).toMatchObject({ code: 'EXMAN_DISK_FULL', cause: { code: 'ENOSPC' } })
    expect(run.status).toBe('failed')
    expect(predicted(await run.loadModel('last'))).toHaveLength(1)
  })

  test("with onWriteError: 'warn' the fit ends, and the older checkpoint still loads", async () => {
    const warnings = expectWarnings()
    const { run } = new ExperimentManager({ expBaseDir: dir, monitor: 'loss', onWriteError: 'warn' }).prepare(
      PARAMS,
    )
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
    await big().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
    expect(warnings).toMatchObject([{ code: 'EXMAN_WRITE_SKIPPED' }])
    // Two epochs, and once more at the end of the fit.
    const problems = Array(3).fill({ code: 'EXMAN_DISK_FULL' }) as object[]
    expect(run.record).toMatchObject({ status: 'done', epochs: 4, problems })
    expect(predicted(await run.loadModel('last'))).toHaveLength(1)
  })
})

test('a file that stands where the models go is told, and the fit fails', async () => {
  const { run } = prepare({ monitor: 'loss' })
  writeFileSync(run.path('models'), 'mine')
  const error = await rejection(fitWith(run, [1]))
  expect(error).toBeInstanceOf(FileError)
  expect(run.status).toBe('failed')
  expect(readFileSync(run.path('models'), 'utf8')).toBe('mine')
})
