import type * as Tensorflow from '@tensorflow/tfjs'
import { ExperimentManager } from 'exman'
import { everything } from './everything'
import { REPETITIONS } from './measure'
import { count } from './quick'

/** The tfjs that trains. */
export type Tf = typeof Tensorflow

/** What saves cost a fit, in milliseconds a save; one value a repetition. */
export interface SavingCosts {
  /** The wall time of the fit with exman's callbacks minus that of the same fit without, over its saves. */
  save: number[]
  /** The part of it in which the fit stands still between two epochs. */
  pause: number[]
  /** The wait for the last save at the end of the fit, once a fit. */
  tail: number[]
  /** The floor that was asked for. */
  floor: number[]
  /** An epoch of the fit without. */
  epoch: number[]
}

/** Numbers in the frozen layer: 25 MB, together with what else is saved. */
const [WORDS, WIDTH] = [count(48_400, 100), 128]
const BATCH = 32
// The last save is waited for at the end; spread over more epochs that weighs as little as it does in a real fit.
const EPOCHS = count(16, 2)

/**
 * A text classifier on word vectors that are not trained any more: it has 25 MB to save, and a batch takes a few
 * milliseconds, so that what is measured does not drown in the noise of long epochs.
 */
export function modelToSave(tf: Tf): Tensorflow.LayersModel {
  const { layers } = tf
  const model = tf.sequential({
    layers: [
      layers.embedding({ inputDim: WORDS, outputDim: WIDTH, inputLength: 16, trainable: false }),
      layers.globalAveragePooling1d(),
      layers.dense({ units: 128, activation: 'relu' }),
      layers.dense({ units: 10, activation: 'softmax' }),
    ],
  })
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })
  return model
}

/**
 * Trains the same fit with and without a checkpoint each epoch, in turn, and times `floor` in between. The one with has
 * everything switched on that makes a run resume exactly.
 */
export async function fitsThatSave(
  tf: Tf,
  model: Tensorflow.LayersModel,
  floor: () => void | Promise<void>,
): Promise<SavingCosts> {
  const expm = new ExperimentManager({ tf, monitor: 'loss' })
  let batches = 4
  const plain = async (epochs: number): Promise<number> => (await fit(tf, model, batches, epochs)).wall
  const saving = async (): Promise<Fit> => {
    const { run } = expm.prepare({ model: {}, training: {} }, everything.options)
    const timed = await fit(tf, model, batches, EPOCHS, run.callbacks(everything.callbacks(tf)))
    run.finish()
    return timed
  }
  // Warms up, and makes an epoch so long that a save is written beside it, also when the disk is slow now and then.
  await plain(2)
  await saving()
  const longest = Math.max(...(await saveTimes(expm, model)))
  batches = Math.ceil((batches * 2 * longest) / ((await plain(10)) / 10))
  const costs: SavingCosts = { save: [], pause: [], tail: [], floor: [], epoch: [] }
  let before = await plain(EPOCHS)
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const floors = [await timeOf(floor), await timeOf(floor)]
    const { wall, pauses, tail } = await saving()
    floors.push(await timeOf(floor), await timeOf(floor))
    const after = await plain(EPOCHS)
    // One without on each side: a machine that gets slower or faster meanwhile is no cost and no gain.
    const without = (before + after) / 2
    before = after
    costs.save.push((wall - without) / EPOCHS)
    costs.pause.push(pauses / EPOCHS)
    costs.tail.push(tail)
    costs.floor.push(floors.reduce((sum, each) => sum + each) / floors.length)
    costs.epoch.push(without / EPOCHS)
  }
  return costs
}

/** From the call to the disk, with nothing beside it. */
async function saveTimes(expm: ExperimentManager, model: Tensorflow.LayersModel): Promise<number[]> {
  const { run } = expm.prepare({ model: {}, training: {} })
  const times: number[] = []
  for (let save = 1; save <= count(5, 1); save++)
    times.push(await timeOf(async () => void (await run.saveModel(model, { epoch: save }))))
  run.finish()
  return times
}

interface Fit {
  wall: number
  pauses: number
  tail: number
}

async function fit(
  tf: Tf,
  model: Tensorflow.LayersModel,
  batches: number,
  epochs: number,
  callbacks: Tensorflow.CustomCallback[] = [],
): Promise<Fit> {
  const x = tf.randomUniform([batches * BATCH, 16], 0, WORDS, 'int32')
  const labels = tf.randomUniform([batches * BATCH], 0, 10, 'int32')
  const y = tf.oneHot(labels, 10)
  let pauses = 0
  let ended = 0
  let lastEnded = 0
  const probe = new tf.CustomCallback({
    onEpochBegin: () => {
      if (ended > 0) pauses += performance.now() - ended
    },
    onEpochEnd: () => {
      ended = performance.now()
    },
    onTrainEnd: () => {
      lastEnded = performance.now()
      pauses += lastEnded - ended
    },
  })
  const start = performance.now()
  await model.fit(x, y, { epochs, batchSize: BATCH, verbose: 0, callbacks: [probe, ...callbacks] })
  const end = performance.now()
  tf.dispose([x, labels, y])
  return { wall: end - start, pauses, tail: end - lastEnded }
}

async function timeOf(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
