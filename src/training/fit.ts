import type { data, ModelFitArgs, ModelFitDatasetArgs, Tensor, TensorContainer } from '@tensorflow/tfjs'
import { OptionError } from '../errors'
import { isDataObject } from '../params/data-object'
import { show } from '../params/show'
import type { UserCallback } from './callbacks/join-callbacks'
import type { Tensorflow } from './tensorflow'

/** What `model.fit` takes, but for where it begins, which the run knows. `epochs` counts those of the whole run. Default 1. */
export interface RunFitArgs extends Omit<ModelFitArgs, 'initialEpoch' | 'callbacks'> {
  /** Your own callbacks, in any mix; the run's are added. */
  callbacks?: UserCallback | readonly UserCallback[]
}

/** What `model.fitDataset` takes, but for where it begins. `epochs` counts those of the whole run. */
export interface RunFitDatasetArgs<T> extends Omit<ModelFitDatasetArgs<T>, 'initialEpoch' | 'callbacks'> {
  /** Your own callbacks, in any mix; the run's are added. */
  callbacks?: UserCallback | readonly UserCallback[]
}

/** Tensors as `model.fit` takes them: one, one for each input or output, or by their names. */
export type FitData = Tensor | Tensor[] | { [name: string]: Tensor }

/**
 * A dataset for a fit that goes on after some epochs. tfjs asks a dataset for an iterator once when a fit begins and once
 * more for each epoch, and a seeded shuffle gives another order each time: so it is asked as often as it would have been.
 * With `batchesPerEpoch` tfjs draws the batches of all epochs from one iterator: those of the epochs before are passed over.
 */
export function datasetFrom<T extends TensorContainer>(
  tf: Tensorflow,
  dataset: data.Dataset<T>,
  { epochs, batchesPerEpoch }: { epochs: number; batchesPerEpoch: number | undefined },
): data.Dataset<T> {
  if (epochs === 0) return dataset
  let isFirst = true
  const iterator = async () => {
    if (isFirst && batchesPerEpoch === undefined)
      for (let epoch = 0; epoch < epochs; epoch += 1) await dataset.iterator()
    isFirst = false
    const batches = await dataset.iterator()
    for (let batch = 0; batch < epochs * (batchesPerEpoch ?? 0); batch += 1) {
      const next = (await batches.next()) as IteratorResult<TensorContainer>
      if (next.done === true) break
      tf.dispose(next.value)
    }
    return batches
  }
  return Object.create(dataset, { iterator: { value: iterator } }) as data.Dataset<T>
}

/** Refuses arguments of a fit that would not mean what they say. */
export function checkFitArgs(what: string, args: unknown, { mustHaveEpochs = false } = {}): void {
  if (!isDataObject(args)) throw invalid(what, 'args', 'must be a plain object', args)
  const { epochs, initialEpoch } = args
  if (initialEpoch !== undefined)
    throw invalid(what, 'initialEpoch', 'is not given: the run goes on where it stands', initialEpoch)
  if ((epochs !== undefined || mustHaveEpochs) && !(Number.isSafeInteger(epochs) && (epochs as number) >= 0))
    throw invalid(what, 'epochs', 'must be an integer, 0 or more', epochs)
}

function invalid(what: string, option: string, demand: string, value: unknown): OptionError {
  const text = `The "${option}" option of ${what} ${demand}, got ${show(value)}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option, value })
}
