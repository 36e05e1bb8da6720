import type { CustomCallback, CustomCallbackArgs } from '@tensorflow/tfjs'
import { OptionError } from '../../errors'
import { show } from '../../params/show'
import { twoCopies, type Tensorflow } from '../tensorflow'

/**
 * A callback of the user's: an instance such as `tf.callbacks.earlyStopping()`, or an object with hooks. One that also has
 * `getState()` and `setState(state)` is asked for its state at each checkpoint, and given it back when a run goes on.
 */
export type UserCallback =
  | Pick<CustomCallback, 'setParams' | 'setModel'>
  | (CustomCallbackArgs & { getState?: () => unknown; setState?: (state: never) => unknown })

const originals = new WeakMap<object, object>()

/** The object of the user's that a callback in a list stands for. */
export function originalOf(callback: object): object {
  return originals.get(callback) ?? callback
}

/**
 * Puts callbacks of any kind into one list that tfjs takes as it is: plain objects are wrapped (keeping their own
 * `this`), and the run's callback comes last, so that it saves what the others leave behind. `onError` is told what a
 * hook of a plain object throws, before the fit rejects with it.
 */
export function joinCallbacks(
  tf: Tensorflow,
  mine: readonly UserCallback[],
  ours: CustomCallback,
  onError: (error: unknown) => void,
): CustomCallback[] {
  const wrapped = mine
    .filter((callback) => callback !== ours)
    .map((callback) => instance(tf, callback, onError))
  return [...wrapped, ours]
}

const HOOKS = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onYield',
] as const

function instance(tf: Tensorflow, callback: UserCallback, onError: (error: unknown) => void): CustomCallback {
  if (typeof callback !== 'object' || callback === null || Array.isArray(callback)) {
    throw new OptionError(
      'EXMAN_OPTION_INVALID',
      `A callback is an instance or an object with hooks, got ${show(callback)}.`,
      {
        option: 'callbacks',
        value: callback,
      },
    )
  }
  // All callback classes of one tfjs have the same base; it is not exported, but it is the parent of this one.
  const base = Object.getPrototypeOf(tf.CustomCallback) as new () => CustomCallback
  if (callback instanceof base) return callback
  const candidate = callback as Record<string, unknown>
  if (typeof candidate.setModel === 'function' && typeof candidate.setParams === 'function') throw twoCopies()
  const hooks = HOOKS.flatMap((name) => {
    const hook = candidate[name]
    return typeof hook === 'function' ? [[name, told(hook.bind(callback) as Hook, onError)]] : []
  })
  const wrapped = new tf.CustomCallback(Object.fromEntries(hooks) as CustomCallbackArgs)
  originals.set(wrapped, callback)
  return wrapped
}

type Hook = (...args: unknown[]) => unknown

function told(hook: Hook, onError: (error: unknown) => void): Hook {
  return async (...args) => {
    try {
      await hook(...args)
    } catch (error) {
      onError(error)
      throw error
    }
  }
}
