// One epoch of records (a row of the log and the scores, durable), against one synced append and one synced replace: by
// `run.log`, and in a fit with everything switched on that makes a run resume exactly, less the same fit without exman.
import * as tf from '@tensorflow/tfjs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager } from 'exman'
import { everything } from './everything'
import { appendSynced, replaceSynced } from './floor'
import { compare, REPETITIONS, spreadOf, type Pair } from './measure'
import { metricsOf } from './metrics'
import { inNewFolder } from './place'
import { count } from './quick'
import { tellRatio } from './result'

const FIT_EPOCHS = count(50, 5)
const SLICES = count(4, 1)

type Floor = (call: number) => void

void inNewFolder(async (folder) => {
  tf.enableProdMode()
  const { run } = new ExperimentManager({ tf }).prepare({ model: {}, training: {} })
  run.log(metricsOf(0))
  // What the floor writes is as long as what exman writes.
  const row = `${Object.values({ epoch: 1, seconds: 0.001, ...metricsOf(0) }).join(',')}\n`
  const scores = JSON.stringify(run.scores, null, 2)
  const [log, json] = [join(folder, 'log.csv'), join(folder, 'scores.json')]
  writeFileSync(log, '')
  const floor: Floor = (call) => (appendSynced(log, row), replaceSynced(json, scores, call))
  const times = await compare({ run: floor }, { run: (call) => run.log(metricsOf(call)) }, 100)
  run.finish()
  tellRatio('records of an epoch / a synced append and a synced replace', times, 1.5)
  tellRatio(
    'records of an epoch in a fit that can be resumed exactly / the same two in a fit',
    await inFits(floor),
    1.5,
  )
})

/** What the records of an epoch, and what the floor, add to the median epoch of a fit; in turn. */
async function inFits(floor: Floor): Promise<Pair> {
  const expm = new ExperimentManager({ tf, checkpoint: false })
  const { run } = expm.prepare({ model: {}, training: { in: 'fits' } }, everything.options)
  const fit = epochsOf()
  const pair: Pair = { floor: [], subject: [] }
  let serial = 0
  const bare = new tf.CustomCallback({ onEpochEnd: () => floor((serial -= 1)) })
  for (let repetition = -1; repetition < REPETITIONS; repetition++) {
    const times: Record<'without' | 'floor' | 'with', number[]> = { without: [], floor: [], with: [] }
    for (let slice = 0; slice < SLICES; slice++) {
      times.without.push(...(await fit([])))
      times.floor.push(...(await fit([bare])))
      times.with.push(...(await fit(run.callbacks(everything.callbacks(tf)), run.scores?.epochs)))
    }
    // The one before the first warms up.
    if (repetition < 0) continue
    const more = (which: keyof typeof times): number =>
      spreadOf(times[which]).median - spreadOf(times.without).median
    pair.floor.push(more('floor'))
    pair.subject.push(more('with'))
  }
  run.finish()
  return pair
}

/** Fits of a model and on data as small as can be; each gives the milliseconds of its epochs. */
function epochsOf(): (callbacks: tf.CustomCallback[], initialEpoch?: number) => Promise<number[]> {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['mse'] })
  const x = tf.ones([4, 1])
  return async (callbacks, initialEpoch = 0) => {
    const stamps: number[] = []
    const clock = new tf.CustomCallback({ onEpochEnd: () => void stamps.push(performance.now()) })
    const epochs = initialEpoch + FIT_EPOCHS
    const validationData: [tf.Tensor, tf.Tensor] = [x, x]
    const options = { initialEpoch, epochs, validationData, verbose: 0 }
    await model.fit(x, x, { ...options, callbacks: [clock, ...callbacks] })
    return stamps.slice(1).map((stamp, at) => stamp - stamps[at]!)
  }
}
