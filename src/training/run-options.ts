import { OptionError } from '../errors'
import { checkOptions, isCount, isPositiveCount, isText, oneOf } from '../params/check-options'
import { show } from '../params/show'
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
}

/** How a run is recorded. */
export interface RunOptions {
  /** The metric that decides what is best. Default `val_loss`; where it is not logged, `loss`, with a warning. */
  monitor?: string
  /** Which way it gets better. Default `auto`: `max` when the name says accuracy, AUC, precision, recall or F1. */
  mode?: 'auto' | 'min' | 'max'
  /** Which checkpoints are saved and kept; `false` for none. Default `{ saveEvery: 1, keepBest: 1, keepLast: 1 }`. */
  checkpoint?: CheckpointOptions | false
  /** When the monitored metric is NaN or infinite: end the fit as `diverged`, or go on. Default `stop`. */
  onDivergence?: 'stop' | 'continue'
  /** When a file cannot be written: throw out of `fit`, or warn, record it and go on. Default `throw`. */
  onWriteError?: 'throw' | 'warn'
  /** The TensorFlow.js to use. Default: the one that is loaded, or can be found from the main script. */
  tf?: Tensorflow
}

/** Options with their defaults filled in. */
export interface ResolvedRunOptions {
  recording: RecordingOptions
  checkpoint: CheckpointRule | false
  tf: Tensorflow | undefined
}

/** One rule for each option of a run, for `checkOptions`. */
export const RUN_OPTION_RULES = {
  monitor: isText,
  mode: oneOf('auto', 'min', 'max'),
  checkpoint: (value: unknown) =>
    value === false || typeof value === 'object' ? undefined : 'must be an object or false',
  onDivergence: oneOf('stop', 'continue'),
  onWriteError: oneOf('throw', 'warn'),
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
    tf,
  } = merged(given)
  return {
    recording: { monitor, mode, onDivergence, onWriteError, takeover },
    checkpoint: resolveCheckpoint(given.map(({ checkpoint }) => checkpoint)),
    tf,
  }
}

/** Checks what stands inside the `checkpoint` option. */
export function checkCheckpointOption(what: string, checkpoint: unknown): void {
  if (checkpoint === undefined || checkpoint === false) return
  if (checkpoint === null) {
    const text = `The "checkpoint" option of ${what} must be an object or false, got ${show(checkpoint)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'checkpoint', value: checkpoint })
  }
  checkOptions(`the checkpoint option of ${what}`, checkpoint, {
    saveEvery: isPositiveCount,
    keepBest: isCount,
    keepLast: isCount,
    keepEvery: isPositiveCount,
  })
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
  } = merged(given.map((checkpoint) => checkpoint || {}))
  return { saveEvery, keepBest, keepLast, keepEvery }
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
    typeof candidate.registerCallbackConstructor === 'function'
  )
}
