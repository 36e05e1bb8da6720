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
 * A dataset from which a fit with `batchesPerEpoch` goes on: tfjs draws the batches of all its epochs from one iterator, so
 * those of the epochs before are passed over.
 */
export function datasetFrom<T extends TensorContainer>(
  tf: Tensorflow,
  dataset: data.Dataset<T>,
  passedOver: number,
): data.Dataset<T> {
  if (passedOver === 0) return dataset
  const iterator = async () => {
    const batches = await dataset.iterator()
    for (let batch = 0; batch < passedOver; batch += 1) {
      const next = (await batches.next()) as IteratorResult<TensorContainer>
      if (next.done === true) break
      tf.dispose(next.value)
    }
    return batches
  }
  return Object.create(dataset, { iterator: { value: iterator } }) as data.Dataset<T>
}

/** Refuses arguments of a fit that would not mean what they say. */
export function checkFitArgs(what: string, args: unknown): void {
  if (!isDataObject(args)) throw invalid(what, 'args', 'must be a plain object', args)
  const { epochs, initialEpoch } = args
  if (initialEpoch !== undefined)
    throw invalid(what, 'initialEpoch', 'is not given: the run goes on where it stands', initialEpoch)
  if (epochs !== undefined && !(Number.isSafeInteger(epochs) && (epochs as number) >= 0))
    throw invalid(what, 'epochs', 'must be an integer, 0 or more', epochs)
}

function invalid(what: string, option: string, demand: string, value: unknown): OptionError {
  const text = `The "${option}" option of ${what} ${demand}, got ${show(value)}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option, value })
}
