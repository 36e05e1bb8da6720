// What exman's callbacks add to a batch: a fit of batches of about 1 ms with them, in one process, against the same fit
// without, in another that knows nothing of exman (it puts an observer in front of every fit), turn by turn. And,
// since a few microseconds drown in a fit, the hooks by themselves as a fit calls them.
import * as tf from '@tensorflow/tfjs'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { ExperimentManager } from 'exman'
import { compare, REPETITIONS, spreadOf, type Pair } from './measure'
import { inNewFolder } from './place'
import { count, isQuick } from './quick'
import { inUnit, tell, tellRatio } from './result'

const BATCHES = count(100, 10)
const SLICES = count(12, 1)
const MOST_MICROSECONDS = 20

/** A fit of one epoch, over and over; gives the milliseconds of each batch. */
function oneEpoch(): (callbacks?: tf.CustomCallback[]) => Promise<number[]> {
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 16, inputShape: [16] }), tf.layers.dense({ units: 1 })],
  })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  const x = tf.randomUniform([BATCHES * 16, 16])
  const y = tf.randomUniform([BATCHES * 16, 1])
  const { optimizer } = model
  const minimize = optimizer.minimize.bind(optimizer)
  let stamps: number[] = []
  // No callback, since those are what is measured: from each step to the next.
  optimizer.minimize = (...args) => {
    stamps.push(performance.now())
    return minimize(...args)
  }
  return async (callbacks) => {
    stamps = []
    await model.fit(x, y, { epochs: 1, batchSize: 16, verbose: 0, callbacks })
    return stamps.slice(1).map((stamp, at) => stamp - stamps[at]!)
  }
}

/** The child: one fit for each message, all with one list, as one run. */
function serve(withExman: boolean): void {
  const fit = oneEpoch()
  const callbacks = withExman
    ? new ExperimentManager({ tf, monitor: 'loss', checkpoint: false }).prepare({ model: {}, training: {} })
    : undefined
  process.on('message', () => void fit(callbacks).then((times) => process.send!(times)))
  process.on('disconnect', () => callbacks?.run.finish())
}

async function ask(child: ChildProcess): Promise<number[]> {
  const ended = new AbortController()
  const end = () => ended.abort()
  child.once('exit', end)
  try {
    child.send('fit')
    const [times] = (await once(child, 'message', ended)) as [number[]]
    return times
  } catch (error) {
    const { exitCode, signalCode } = child
    throw new Error(`the child that trains ended with ${signalCode ?? exitCode}`, { cause: error })
  } finally {
    child.off('exit', end)
  }
}

async function fitsInTurn(): Promise<Pair> {
  const flags = isQuick ? ['--quick'] : []
  const [without, withExman] = ['without', 'with'].map((name) => fork(__filename, [name, ...flags])) as [
    ChildProcess,
    ChildProcess,
  ]
  const pair: Pair = { floor: [], subject: [] }
  for (let warmUp = 0; warmUp < count(5, 1); warmUp++) await Promise.all([ask(without), ask(withExman)])
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const times: Pair = { floor: [], subject: [] }
    for (let slice = 0; slice < SLICES; slice++) {
      times.floor.push(...(await ask(without)))
      times.subject.push(...(await ask(withExman)))
    }
    // The median batch: what a noisy machine does to some of them does not count.
    pair.floor.push(spreadOf(times.floor).median)
    pair.subject.push(spreadOf(times.subject).median)
  }
  for (const child of [without, withExman]) {
    child.disconnect()
    await once(child, 'exit')
  }
  return pair
}

/** The hooks of a batch, as tfjs calls them, in the midst of a fit. */
async function hooksAlone(): Promise<Pair> {
  const fit = oneEpoch()
  const { run } = new ExperimentManager({ tf, monitor: 'loss', checkpoint: false }).prepare({
    model: {},
    training: {},
  })
  let pair: Pair | undefined
  const callbacks = run.callbacks({
    onEpochBegin: async () => {
      const [, ours] = callbacks
      const logs = { batch: 0, size: 16, loss: tf.scalar(1) }
      const batchOf = (list: tf.CallbackList) => async (batch: number) => {
        await list.onBatchBegin(batch, logs)
        await list.onBatchEnd(batch, logs)
      }
      // tfjs itself puts an empty one into a fit that has none; exman's stands in its place, and its observer beside it.
      const none = batchOf(new tf.CallbackList([new tf.CustomCallback({})]))
      const observer = new tf.CustomCallback({}, 'never')
      pair = await compare({ run: none }, { run: batchOf(new tf.CallbackList([observer, ours!])) }, 5000)
      logs.loss.dispose()
    },
  })
  await fit(callbacks)
  run.finish()
  return pair!
}

async function main(): Promise<void> {
  // Shown without a limit: two whole fits differ from one another by more than the 2 % that are at stake.
  tellRatio('a batch of a fit with the callbacks / without', await fitsInTurn(), undefined)
  const { floor, subject } = await hooksAlone()
  const microseconds = (times: number[]) => times.map((time) => time * 1000)
  const more = microseconds(subject.map((time, at) => time - floor[at]!))
  tell({
    name: 'the hooks of a batch by themselves / those of a fit without callbacks',
    subject: inUnit(microseconds(subject), 'µs', 2),
    floor: inUnit(microseconds(floor), 'µs', 2),
    outcome: `+ ${inUnit(more, 'µs', 2)}`,
    limit: `+ ${MOST_MICROSECONDS} µs`,
    isHeld: spreadOf(more).median <= MOST_MICROSECONDS,
  })
}

tf.enableProdMode()
const role = process.argv.find((word) => word === 'with' || word === 'without')
if (role === undefined) void inNewFolder(main)
else serve(role === 'with')
