import {
  checkOptions,
  isBoolean,
  isCount,
  isListOfText,
  isPositiveCount,
  isText,
  oneOf,
} from '../params/check-options'
import { isDataObject } from '../params/data-object'
import type { RecordingOptions } from '../run/recording'
import type { CheckpointRule } from './checkpoint-saver'
import type { Tensorflow } from './tensorflow'

/** Which checkpoints a fit saves, and which of them stay. */
export interface CheckpointOptions {
  /** Save every so many epochs, and at the end of a fit. Default 1. */
  saveEvery?: number
  /** How many of the best by the monitored metric stay. Default 1. */
  keepBest?: number
  /** How many of the last stay. Default 1. */
  keepLast?: number
  /** Checkpoints at multiples of this many epochs stay for good. Default: none. */
  keepEvery?: number
  /**
   * The most bytes that the checkpoints of the run may take together, as they stand after a save. A fit skips a save that
   * would make them more: with one warning, recorded in the run. `run.saveModel` saves in any case. Default: no limit.
   */
  maxBytes?: number
  /**
   * How many bytes must stay free on the disk while a checkpoint is saved. A fit skips a save that would leave fewer, in
   * the same way. `run.saveModel` saves in any case. Default: no limit.
   */
  minFreeBytes?: number
}

/** How a run is recorded. */
export interface RunOptions {
  /** The metric that decides what is best. Default `val_loss`; where it is not logged, `loss`, with a warning. */
  monitor?: string
  /** Which way it gets better. Default `auto`: `max` for accuracy, AUC, precision, recall and F1, if the name does not say loss or error. */
  mode?: 'auto' | 'min' | 'max'
  /** Which checkpoints are saved and kept; `false` for none. Default `{ saveEvery: 1, keepBest: 1, keepLast: 1 }`. */
  checkpoint?: CheckpointOptions | false
  /** When the monitored metric is NaN or infinite: end the fit as `diverged`, or go on. Default `stop`. */
  onDivergence?: 'stop' | 'continue'
  /** When a file cannot be written: throw out of `fit`, or warn, record it and go on. Default `throw`. */
  onWriteError?: 'throw' | 'warn'
  /**
   * Whether the first Ctrl-C or SIGTERM during a fit ends it in good order: the batch is finished, what was trained
   * is saved, the run marked `interrupted`; the second ends the process at once. Always so in `run.fit` and `expm.run`.
   * Default false.
   */
  gracefulStop?: boolean
  /**
   * Files and folders that the training reads: a hash of their content is recorded, so that it can be seen later whether two runs had
   * the same. Relative to the working folder. A link in a folder is not followed. Default `[]`.
   */
  data?: readonly string[]
  /** The TensorFlow.js to use. Default: the one that is loaded, or can be found from the main script. */
  tf?: Tensorflow
}

/** Options with their defaults filled in. */
export interface ResolvedRunOptions {
  recording: RecordingOptions
  checkpoint: CheckpointRule | false
  gracefulStop: boolean
  data: readonly string[]
  tf: Tensorflow | undefined
}

const CHECKPOINT_OPTION_RULES = {
  saveEvery: isPositiveCount,
  keepBest: isCount,
  keepLast: isCount,
  keepEvery: isPositiveCount,
  maxBytes: isPositiveCount,
  minFreeBytes: isCount,
}

/** One rule for each option of a run, for `checkOptions`. */
export const RUN_OPTION_RULES = {
  monitor: isText,
  mode: oneOf('auto', 'min', 'max'),
  checkpoint: (value: unknown) => {
    if (value === false) return undefined
    if (!isDataObject(value)) return 'must be an object or false'
    checkOptions('the checkpoint option', value, CHECKPOINT_OPTION_RULES)
    return undefined
  },
  onDivergence: oneOf('stop', 'continue'),
  onWriteError: oneOf('throw', 'warn'),
  gracefulStop: isBoolean,
  data: isListOfText,
  tf: (value: unknown) =>
    isTensorflow(value) ? undefined : 'must be the namespace of TensorFlow.js (import * as tf)',
}

/** Fills in defaults; the later of two objects wins, `checkpoint` option by option. The options are checked before. */
export function resolveRunOptions(...given: (RunOptions & { takeover?: boolean })[]): ResolvedRunOptions {
  const {
    monitor = 'val_loss',
    mode = 'auto',
    onDivergence = 'stop',
    onWriteError = 'throw',
    takeover = false,
    gracefulStop = false,
    data = [],
    tf,
  } = merged(given)
  return {
    recording: { monitor, mode, onDivergence, onWriteError, takeover },
    checkpoint: resolveCheckpoint(given.map(({ checkpoint }) => checkpoint)),
    gracefulStop,
    data,
    tf,
  }
}

/** Options as one object; the later of two wins, `checkpoint` option by option. */
export function mergeRunOptions(...given: RunOptions[]): RunOptions {
  const checkpoints = given
    .map(({ checkpoint }) => checkpoint)
    .filter((checkpoint) => checkpoint !== undefined)
  return {
    ...merged(given),
    ...(checkpoints.length === 0 ? {} : { checkpoint: resolveCheckpoint(checkpoints) }),
  }
}

function resolveCheckpoint(
  given: readonly (CheckpointOptions | false | undefined)[],
): CheckpointRule | false {
  const last = given.findLast((checkpoint) => checkpoint !== undefined)
  if (last === false) return false
  const {
    saveEvery = 1,
    keepBest = 1,
    keepLast = 1,
    keepEvery,
    maxBytes,
    minFreeBytes,
  } = merged(given.map((checkpoint) => checkpoint || {}))
  return { saveEvery, keepBest, keepLast, keepEvery, maxBytes, minFreeBytes }
}

// An option that is undefined counts as not given, as in a call that passes one on.
function merged<T extends object>(given: readonly T[]): T {
  const entries = given.flatMap((options) =>
    Object.entries(options).filter(([, value]) => value !== undefined),
  )
  return Object.fromEntries(entries) as T
}

function isTensorflow(value: unknown): boolean {
  const candidate = value as Partial<Tensorflow> | null
  return (
    typeof value === 'object' &&
    typeof candidate?.CustomCallback === 'function' &&
    typeof candidate.CallbackList === 'function'
  )
}
