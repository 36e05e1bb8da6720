/** Fits whose checkpoints meet a limit in bytes. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager, FileError, type CheckpointOptions, type Run } from '../../src'
import { realDisk, useDisk } from '../../src/files/disk'
import { scratch } from '../faults/scratch'
import { describeWith } from '../faults/tools'
import { expectWarnings } from '../warnings'
import { checkpointsOf, jsonOf, PARAMS, predicted, prepare, rejection, tf, untrained, x, y } from './tiny'

const KB = 1024
const code = 'EXMAN_CHECKPOINT_SKIPPED'

/** A fit of one batch an epoch whose losses are these. */
async function fitWith(run: Run, losses: readonly number[], hooks: object = {}): Promise<tf.Sequential> {
  let step = 0
  const model = untrained()
  const loss = (_: tf.Tensor, given: tf.Tensor) => given.sum().mul(0).add(losses[step++]!)
  model.compile({ optimizer: 'sgd', loss })
  const epochs = losses.length
  const callbacks = run.callbacks(hooks)
  await model.fit(x, y, { epochs, batchSize: 12, verbose: 0, shuffle: false, callbacks })
  return model
}

const prepared = (checkpoint: CheckpointOptions, more: object = {}): Run =>
  prepare({ monitor: 'loss', checkpoint, ...more }).run

/** The bytes of a checkpoint's files, by its manifest. */
function bytesOf(run: Run, name: string): number {
  const { files } = jsonOf<{ files: Record<string, { bytes: number }> }>(run, 'models', name, 'manifest.json')
  return Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0)
}

const problemsOf = (run: Run) => jsonOf<{ problems: object[] }>(run, 'run.json').problems

/** About the size of one checkpoint: tfjs counts its layers, and a name with more digits adds some bytes. */
let one: number
beforeAll(async () => {
  const { run } = prepare({ monitor: 'loss' })
  await fitWith(run, [1])
  one = bytesOf(run, 'model.01-1.0000')
})

describe('maxBytes', () => {
  const LOSSES = [5, 3, 4, 2, 6, 7]

  test('skips what would not fit beside what stays, and saves what does', async () => {
    const warnings = expectWarnings()
    const run = prepared({ maxBytes: Math.floor(1.5 * one) })
    const recorded: number[] = []
    const hooks = { onEpochBegin: () => void recorded.push(problemsOf(run).length) }
    await fitWith(run, LOSSES, hooks)
    // That of epoch 3 is on disk at once: at the latest when the next save begins, long before the run ends.
    expect([recorded[2], recorded[4]]).toEqual([0, 1])
    // A new best one is both best and last, so there is one only.
    expect(run.record).toMatchObject({ status: 'done', epochs: 6 })
    expect(checkpointsOf(run)).toEqual(['model.04-2.0000'])
    const size = bytesOf(run, 'model.04-2.0000')
    const text =
      `The checkpoint of epoch 3 was not saved: those that stay would take ${2 * size} bytes together, and "maxBytes" ` +
      `allows ${Math.floor(1.5 * one)}. Raise it, or keep fewer with keepBest, keepLast and keepEvery. ` +
      'Training goes on, and saves those that fit.'
    expect(warnings).toEqual([{ code, text: `${run.id}: ${text}` }])
    expect(problemsOf(run)).toEqual([{ at: expect.any(String) as string, code, message: text }])
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      best: { epoch: 4, checkpoint: 'model.04-2.0000' },
      last: { epoch: 6, checkpoint: null },
    })
    expect(jsonOf(run, 'models', 'last.json')).toMatchObject({ epoch: 4 })
    expect(predicted(await run.loadModel('last'))).toHaveLength(1)
  })

  test('with room for all that stay is silent', async () => {
    const run = prepared({ keepLast: 2, maxBytes: Math.floor(3.5 * one) })
    await fitWith(run, LOSSES)
    expect(checkpointsOf(run)).toEqual(['model.04-2.0000', 'model.05-6.0000', 'model.06-7.0000'])
    expect(problemsOf(run)).toEqual([])
  })

  test('never takes one away that the rule keeps', async () => {
    expectWarnings()
    const run = prepared({ keepBest: 0, keepLast: 5, maxBytes: Math.floor(3.5 * one) })
    await fitWith(run, LOSSES)
    expect(checkpointsOf(run)).toEqual(['model.01-5.0000', 'model.02-3.0000', 'model.03-4.0000'])
    for (const epoch of [1, 2, 3]) expect(predicted(await run.loadModel(epoch))).toHaveLength(1)
  })

  test('holds for the save at the end of a fit', async () => {
    const warnings = expectWarnings()
    const run = prepared({ saveEvery: 100, maxBytes: one - 50 })
    await fitWith(run, [2, 1])
    expect(existsSync(run.path('models'))).toBe(false)
    expect(warnings).toMatchObject([{ code }])
    expect(problemsOf(run)).toMatchObject([{ code }])
    expect(run.status).toBe('done')
  })

  test('is told once in a run, however many fits it has', async () => {
    const warnings = expectWarnings()
    const run = prepared({ maxBytes: 1 })
    for (let fit = 1; fit <= 3; fit += 1) await fitWith(run, [2, 1])
    expect(warnings).toHaveLength(1)
    expect(problemsOf(run)).toHaveLength(1)
    await fitWith(prepared({ maxBytes: 1 }), [1])
    expect(warnings).toHaveLength(2)
  })

  test('does not hold for what the user asks for', async () => {
    const run = prepared({ maxBytes: 1, saveEvery: 100 })
    run.log({ loss: 1 })
    await run.saveModel(untrained())
    expect(checkpointsOf(run)).toEqual(['model.01-1.0000'])
    run.finish()
    expect(problemsOf(run)).toEqual([])
  })
})

describe('minFreeBytes', () => {
  let undo = (): void => undefined
  afterEach(() => undo())

  /** A disk with so many bytes free at each question; gives the list of the paths that were asked about. */
  function withFree(...free: number[]): string[] {
    const asked: string[] = []
    undo = useDisk({
      ...realDisk,
      statfsSync: (path) => {
        asked.push(path)
        const bavail = BigInt(free.length > 1 ? free.shift()! : free[0]!)
        return Object.assign(realDisk.statfsSync(path), { bavail, bsize: 1n })
      },
    })
    return asked
  }

  test('skips a save that would leave fewer, and saves again when there is room', async () => {
    const warnings = expectWarnings()
    const run = prepared({ keepLast: 9, minFreeBytes: 1000 })
    const asked = withFree(1050 + one, 950 + one, 999, 1000 + 2 * one)
    await fitWith(run, [4, 3, 2, 1])
    expect(checkpointsOf(run)).toEqual(['model.01-4.0000', 'model.04-1.0000'])
    const size = bytesOf(run, 'model.01-4.0000')
    const text =
      `${run.id}: The checkpoint of epoch 2 was not saved: it would take ${size} of the ${950 + one} bytes that the disk ` +
      'has free, and "minFreeBytes" asks that 1000 stay so. Make room on the disk, or lower it. ' +
      'Training goes on, and saves those that fit.'
    expect(warnings).toEqual([{ code, text }])
    expect(problemsOf(run)).toMatchObject([{ code }])
    expect(run.record).toMatchObject({ status: 'done', epochs: 4 })
    // `models`, which may be a link to another disk, is there after the first save.
    expect(asked).toEqual([run.dir, ...Array<string>(3).fill(run.path('models'))])
  })

  test('and maxBytes are told once each', async () => {
    const warnings = expectWarnings()
    const run = prepared({ keepLast: 9, minFreeBytes: 1000, maxBytes: Math.floor(2.5 * one) })
    withFree(0, 0, 1e9)
    await fitWith(run, [6, 5, 4, 3, 2, 1])
    expect(warnings.map(({ text }) => /"\w+Bytes"/.exec(text)?.[0])).toEqual(['"minFreeBytes"', '"maxBytes"'])
    expect(problemsOf(run)).toHaveLength(2)
    expect(checkpointsOf(run)).toEqual(['model.03-4.0000', 'model.04-3.0000'])
  })

  test('without it the disk is not asked', async () => {
    const asked = withFree(0)
    await fitWith(prepared({ maxBytes: 9 * one }), [1])
    expect(asked).toEqual([])
  })

  test('a disk that cannot be asked ends the fit as any failing disk does', async () => {
    const run = prepared({ minFreeBytes: 1 })
    const failing = () => {
      throw Object.assign(new Error('EIO: i/o error, statfs'), { code: 'EIO' })
    }
    undo = useDisk({ ...realDisk, statfsSync: failing })
    const error = await rejection(fitWith(run, [2, 1]))
    expect(error).toBeInstanceOf(FileError)
    expect(error).toMatchObject({ code: 'EXMAN_WRITE_FAILED', cause: { code: 'EIO' } })
    expect(run.record).toMatchObject({ status: 'failed', error: { code: 'EXMAN_WRITE_FAILED' } })
  })

  describeWith(['mounts'], 'on a real disk of 1 MiB', () => {
    const dir = join(scratch(), 'small')
    beforeAll(() => {
      mkdirSync(dir)
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${KB}k`, 'tmpfs', dir])
    })
    afterAll(() => execFileSync('umount', [dir]))

    test('leaves so much free, and the last one saved still loads', async () => {
      const warnings = expectWarnings()
      const checkpoint = { keepLast: 99, minFreeBytes: 300 * KB }
      const expm = new ExperimentManager({ expBaseDir: dir, monitor: 'loss', checkpoint })
      const { run } = expm.prepare(PARAMS)
      // 54,002 weights: some 211 KiB a checkpoint, of which three leave about 370.
      const model = tf.sequential({
        layers: [tf.layers.dense({ units: 9000, inputShape: [3] }), tf.layers.dense({ units: 2 })],
      })
      model.compile({ optimizer: tf.train.sgd(1e-6), loss: 'meanSquaredError' })
      await model.fit(x, y, { epochs: 6, batchSize: 12, verbose: 0, callbacks: run.callbacks() })
      expect(checkpointsOf(run)).toHaveLength(3)
      const { bavail, bsize } = statfsSync(dir)
      expect(bavail * bsize).toBeGreaterThanOrEqual(300 * KB)
      expect(warnings).toMatchObject([{ code }])
      expect(run.record).toMatchObject({ status: 'done', epochs: 6, problems: [{ code }] })
      expect(predicted(await run.loadModel('last'))).toHaveLength(1)
    })
  })
})
