// What it takes to put a model back from a checkpoint of 100 MB, its optimizer and the run's records included, against
// reading and hashing the same bytes and setting the same tensors by hand.
import * as tf from '@tensorflow/tfjs'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ExperimentManager, openRun } from 'exman'
import { compare } from './measure'
import { inNewFolder } from './place'
import { count } from './quick'
import { remark, tellRatio } from './result'

/** As many weights as make 100 MB, with the two moments that Adam keeps of each. */
const WIDTH = count(2885, 8)

function newModel(): tf.LayersModel {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: WIDTH, inputShape: [WIDTH] })] })
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
  return model
}

/** Trains one epoch, and gives the run's folder. */
async function trained(): Promise<string> {
  const expm = new ExperimentManager({ tf, monitor: 'loss' })
  const { run } = expm.prepare({ model: { WIDTH }, training: {} }, { seed: 7 })
  const model = newModel()
  const [x, y] = [tf.ones([1, WIDTH]), tf.ones([1, WIDTH])]
  await run.fit(model, x, y, { epochs: 1, verbose: 0 })
  tf.dispose([x, y])
  model.dispose()
  return run.dir
}

interface Place {
  offset: number
  shape: number[]
}

/** Where tensors of the model and of its optimizer stand in their files. */
function placesIn(dir: string): Record<'weights.bin' | 'training-state.bin', Place[]> {
  const state = JSON.parse(readFileSync(join(dir, 'training-state.json'), 'utf8')) as {
    optimizer: { tensors: Place[] }
  }
  return {
    'weights.bin': [
      { offset: 0, shape: [WIDTH, WIDTH] },
      { offset: 4 * WIDTH ** 2, shape: [WIDTH] },
    ],
    'training-state.bin': state.optimizer.tensors,
  }
}

/** Reads, hashes and sets what is in a checkpoint, with nothing around it. */
function byHand(dir: string): () => Promise<void> {
  const hashes = (
    JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as {
      files: Record<string, { sha256: string }>
    }
  ).files
  const variables = Object.entries(placesIn(dir)).map(([name, places]) => ({
    name,
    places: places.map((place) => ({ ...place, variable: tf.variable(tf.zeros(place.shape)) })),
  }))
  return async () => {
    for (const { name, places } of variables) {
      const bytes = await readFile(join(dir, name))
      if (createHash('sha256').update(bytes).digest('hex') !== hashes[name]!.sha256)
        throw new Error(`${name} has other content than was saved`)
      for (const { offset, shape, variable } of places) {
        const size = shape.reduce((product, each) => product * each, 1)
        const values = new Float32Array(bytes.buffer, bytes.byteOffset + offset, size)
        tf.tidy(() => variable.assign(tf.tensor(values, shape)))
      }
    }
  }
}

void inNewFolder(async () => {
  tf.enableProdMode()
  const dir = await trained()
  const models = join(dir, 'models')
  const checkpoint = join(
    models,
    readdirSync(models).find((name) => name.startsWith('model.'))!,
  )
  const model = newModel()
  const restore = async () => void (await (await openRun(dir, { tf })).restore(model))
  const times = await compare({ run: byHand(checkpoint) }, { run: restore }, 5)
  const size = readFileSync(join(checkpoint, 'manifest.json'), 'utf8').matchAll(/"bytes": (\d+)/g)
  const megabytes = [...size].reduce((sum, [, bytes]) => sum + Number(bytes), 0) / 1e6
  remark(`A run is resumed from a checkpoint of ${megabytes.toFixed(1)} MB.`)
  tellRatio('`run.restore` of 100 MB / reading, hashing and setting the same by hand', times, 1.5)
})
