/** What the tests of training work with: tiny models, a little data, and runs in an empty folder. */
import * as tf from '@tensorflow/tfjs'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager, type JsonObject, type Run, type RunCallbacks, type RunOptions } from '../../src'
import { scratch } from '../faults/scratch'

export { tf }

// git is asked about the working folder: an empty one, so that not each run reads this whole repository.
const before = process.cwd()
beforeAll(() => process.chdir(scratch()))
afterAll(() => process.chdir(before))

export const PARAMS: JsonObject = { model: { units: 2 }, training: { lr: 0.1 } }

/** Prepares a run below a new root. */
export function prepare(options: RunOptions = {}): RunCallbacks {
  return new ExperimentManager({ expBaseDir: scratch() }).prepare(PARAMS, options)
}

const ROWS = 12
const values = (count: number): number[] => Array.from({ length: count }, (_, at) => Math.sin(at + 1))

/** 12 rows of 3 numbers, and of 2. */
export const x = tf.tensor2d(values(ROWS * 3), [ROWS, 3])
export const y = tf.tensor2d(values(ROWS * 2).reverse(), [ROWS, 2])

/** The same rows as a dataset of 3 batches. */
export function dataset(): tf.data.Dataset<tf.TensorContainer> {
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    xs: values(ROWS * 3).slice(at * 3, at * 3 + 3),
    ys: values(ROWS * 2).slice(at * 2, at * 2 + 2),
  }))
  return tf.data.array(rows).batch(4)
}

/** A model of 8 weights, 3 numbers in and 2 out, the same each time. */
export function untrained(): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 7 })
  return tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], kernelInitializer })] })
}

/** The same, compiled. */
export function compiled(args: Partial<tf.ModelCompileArgs> = {}): tf.Sequential {
  const model = untrained()
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', ...args })
  return model
}

/** A fit of 2 epochs of 3 batches, silent and without chance. */
export const TWO_EPOCHS = { epochs: 2, batchSize: 4, verbose: 0, shuffle: false } as const

/** The numbers in all weights of a model. */
export function weightsOf(model: tf.LayersModel): number[][] {
  return model.getWeights().map((tensor) => [...tensor.dataSync()])
}

/** What a model makes of its inputs. */
export function predicted(model: tf.LayersModel, inputs: tf.Tensor | tf.Tensor[] = x): number[][] {
  return tf.tidy(() => {
    const outputs = model.predict(inputs)
    return (Array.isArray(outputs) ? outputs : [outputs]).map((tensor) => [...tensor.dataSync()])
  })
}

/** A file of a run, as text. */
export function textOf(run: Pick<Run, 'dir'>, ...names: string[]): string {
  return readFileSync(join(run.dir, ...names), 'utf8')
}

/** A JSON file of a run. */
export function jsonOf<T = Record<string, unknown>>(run: Pick<Run, 'dir'>, ...names: string[]): T {
  return JSON.parse(textOf(run, ...names)) as T
}

/** The rows of a run's log, without the time. */
export function rowsOf(run: Run): Record<string, number>[] {
  return run.readLog().map(({ seconds: _, ...row }) => row)
}

/** The names of a run's checkpoints. */
export function checkpointsOf(run: Pick<Run, 'path'>): string[] {
  try {
    return readdirSync(run.path('models'))
      .filter((name) => name.startsWith('model.'))
      .sort()
  } catch {
    return []
  }
}

/** All that is below a folder, with the time of its last change. */
export function stateOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${lstatSync(join(dir, name)).mtimeMs}`)
    .sort()
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}
