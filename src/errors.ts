/**
 * Everything exman can throw, record or warn about. One base class, one table of codes; `docs/errors.md` explains
 * each code, and a test compares the two in both directions.
 */

/** Each error code with the one sentence that says what happened. */
export const ERROR_CODES = {
  EXMAN_OPTION_UNKNOWN: 'An option has a name that does not exist.',
  EXMAN_OPTION_INVALID: 'An option has a value it cannot take.',
  EXMAN_PARAMS_INVALID: 'A parameter is not plain JSON data.',
  EXMAN_PARAMS_MISSING: 'A monitored group or a parameter that is named is not among the parameters.',
  EXMAN_RESULT_INVALID: 'The result of a run is not plain JSON data.',
  EXMAN_PATH_INVALID: 'A dotted path into the parameters cannot be read.',
  EXMAN_PATH_OUTSIDE: 'A path would leave the folder it has to stay in.',
  EXMAN_METRIC_INVALID: 'A metric has a name or a value that cannot be logged.',
  EXMAN_EPOCH_MISMATCH: 'An epoch number does not follow from the epochs already logged.',
  EXMAN_ROOT_INVALID: 'The experiment folder cannot be used.',
  EXMAN_DISK_FULL: 'The disk or the quota is full.',
  EXMAN_NO_PERMISSION: 'The operating system refuses access to a file or folder.',
  EXMAN_FOLDER_GONE: 'A folder was removed while it was in use.',
  EXMAN_WRITE_FAILED: 'A file could not be written.',
  EXMAN_NOT_DURABLE: 'A file was written but may not survive a power loss.',
  EXMAN_READ_FAILED: 'A file could not be read.',
  EXMAN_FILE_INVALID: 'A file on disk does not hold what it should.',
  EXMAN_FORMAT_NEWER: 'A file was written by a newer exman.',
  EXMAN_RUN_NOT_FOUND: 'There is no run at that place.',
  EXMAN_RUN_HELD: 'Another process holds the run.',
  EXMAN_RUN_ENDED: 'The run has been finished, so nothing can be added to it.',
  EXMAN_FIT_LOST: 'A fit ended without saying so, because something in it threw (recorded, not thrown).',
  EXMAN_FIT_BUSY: 'The callbacks of a run are already in use by another fit.',
  EXMAN_RUN_DONE: 'The experiment was done before, and may not be done again.',
  EXMAN_RUN_MISMATCH: 'A run that is named to go on with is not of these parameters, or not of this seed.',
  EXMAN_RUN_NOT_RESTORED: 'A run that goes on was trained before its model was restored.',
  EXMAN_RESUME_MISMATCH: 'A fit that goes on with a run has other data or shuffles them otherwise.',
  EXMAN_RANDOM_BUSY: 'Two seeded trainings at once in one process.',
  EXMAN_INTERRUPTED: 'A signal has stopped the training, and its state is saved.',
  EXMAN_CHECKPOINT_NOT_FOUND: 'The run has no such checkpoint.',
  EXMAN_CHECKPOINT_INVALID: 'A checkpoint does not match its manifest.',
  EXMAN_MODEL_INVALID: 'A value is not a model that can be saved or restored.',
  EXMAN_MODEL_MISMATCH: 'A model has other layers, shapes or another optimizer than the checkpoint.',
  EXMAN_CALLBACK_INVALID: 'A callback gives a state that is not plain JSON data.',
  EXMAN_TF_MISSING: 'TensorFlow.js cannot be found.',
  EXMAN_TF_TWO_COPIES: 'Two copies of TensorFlow.js are loaded.',
  EXMAN_BACKEND_MISSING: 'No TensorFlow.js backend could be loaded.',
  EXMAN_DIVERGED: 'The monitored metric became NaN or infinite (recorded, not thrown).',
  EXMAN_PROCESS_EXITED: 'The process ended before the run did (recorded, not thrown).',
} as const

/** Each warning code with the one sentence that says what happened. */
export const WARNING_CODES = {
  EXMAN_EXPERIMENT_COLLISION: 'Two different experiments have the same short name.',
  EXMAN_MONITOR_MISSING: 'The monitored metric is not logged; loss is used instead.',
  EXMAN_RUN_UNREADABLE: 'A folder in an experiment cannot be read as a run and is left out.',
  EXMAN_CHECKPOINT_SKIPPED: 'A checkpoint was not saved because of a limit in bytes, and training went on.',
  EXMAN_CHECKPOINT_DAMAGED: 'A damaged checkpoint is passed over, and an older one taken.',
  EXMAN_RESUME_INEXACT: 'A run goes on, but its result may differ from that of a run that was never stopped.',
  EXMAN_RUN_DIFFERS: 'Only runs with other parameters are there to go on with, so a new one begins.',
  EXMAN_RUN_PASSED_OVER: 'A run of the same parameters has failed or has no result, so a new one begins.',
  EXMAN_RUN_AWAITED: 'Another process works on the experiment, and this one waits for it.',
  EXMAN_WRITE_SKIPPED: "A write failed and training went on, as `onWriteError: 'warn'` asks.",
} as const

/** A stable code of an error, as in `error.code`. */
export type ErrorCode = keyof typeof ERROR_CODES

/** A stable code of a warning, as in `warning.code`. */
export type WarningCode = keyof typeof WARNING_CODES

/**
 * The base of all errors that exman throws: `error instanceof ExmanError` tells them from all others, `error.code`
 * tells them apart, `error.cause` keeps the original error.
 *
 * @example
 * ```ts
 * import { ExmanError } from 'exman'
 * try {
 *   expm.prepare(params)
 * } catch (error) {
 *   if (error instanceof ExmanError && error.code === 'EXMAN_PARAMS_MISSING') console.error(error.message)
 *   else throw error
 * }
 * ```
 */
export class ExmanError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true })
  }
}

/** An option is unknown or has a value it cannot take. `option` names it; `value` is what was given. */
export class OptionError extends ExmanError {
  readonly option: string
  readonly value: unknown

  constructor(
    code: 'EXMAN_OPTION_UNKNOWN' | 'EXMAN_OPTION_INVALID',
    message: string,
    subject: { option: string; value?: unknown },
  ) {
    super(code, message)
    this.option = subject.option
    this.value = subject.value
  }
}

/** Parameters (or a result, or the state of a callback) are not plain JSON data, or lack a group. `path` is the dotted path to the place; `value` is what stands there. */
export class ParamsError extends ExmanError {
  readonly path: string
  readonly value: unknown

  constructor(
    code: 'EXMAN_PARAMS_INVALID' | 'EXMAN_PARAMS_MISSING' | 'EXMAN_RESULT_INVALID' | 'EXMAN_CALLBACK_INVALID',
    message: string,
    subject: { path: string; value?: unknown },
  ) {
    super(code, message)
    this.path = subject.path
    this.value = subject.value
  }
}

/** A path cannot be read, or would leave its folder. `path` is the path as given. */
export class PathError extends ExmanError {
  readonly path: string

  constructor(code: 'EXMAN_PATH_INVALID' | 'EXMAN_PATH_OUTSIDE', message: string, subject: { path: string }) {
    super(code, message)
    this.path = subject.path
  }
}

/** A metric cannot be logged. `metric` names it; `value` is what was given. */
export class MetricError extends ExmanError {
  readonly metric: string
  readonly value: unknown

  constructor(message: string, subject: { metric: string; value?: unknown }) {
    super('EXMAN_METRIC_INVALID', message)
    this.metric = subject.metric
    this.value = subject.value
  }
}

/** An epoch number does not fit. `epoch` is the 1-based epoch given, `expected` the one that would follow. */
export class EpochError extends ExmanError {
  readonly epoch: number
  readonly expected: number

  constructor(message: string, subject: { epoch: number; expected: number }) {
    super('EXMAN_EPOCH_MISMATCH', message)
    this.epoch = subject.epoch
    this.expected = subject.expected
  }
}

/** The codes of a failed file operation. */
export type FileErrorCode =
  | 'EXMAN_ROOT_INVALID'
  | 'EXMAN_DISK_FULL'
  | 'EXMAN_NO_PERMISSION'
  | 'EXMAN_FOLDER_GONE'
  | 'EXMAN_WRITE_FAILED'
  | 'EXMAN_NOT_DURABLE'
  | 'EXMAN_READ_FAILED'
  | 'EXMAN_FILE_INVALID'
  | 'EXMAN_FORMAT_NEWER'

/** Reading or writing a file failed. `path` is the absolute path; `cause` is the operating system's error. */
export class FileError extends ExmanError {
  readonly path: string

  constructor(code: FileErrorCode, message: string, subject: { path: string; cause?: unknown }) {
    super(code, message, 'cause' in subject ? { cause: subject.cause } : undefined)
    this.path = subject.path
  }
}

/** A run is missing, held, ended or busy. `run` is its id or folder. */
export class RunError extends ExmanError {
  readonly run: string

  constructor(
    code:
      | 'EXMAN_RUN_NOT_FOUND'
      | 'EXMAN_RUN_HELD'
      | 'EXMAN_RUN_ENDED'
      | 'EXMAN_RUN_DONE'
      | 'EXMAN_RUN_MISMATCH'
      | 'EXMAN_RUN_NOT_RESTORED'
      | 'EXMAN_RESUME_MISMATCH'
      | 'EXMAN_RANDOM_BUSY'
      | 'EXMAN_INTERRUPTED'
      | 'EXMAN_FIT_BUSY'
      | 'EXMAN_PROCESS_EXITED'
      | 'EXMAN_DIVERGED',
    message: string,
    subject: { run: string; cause?: unknown },
  ) {
    super(code, message, 'cause' in subject ? { cause: subject.cause } : undefined)
    this.run = subject.run
  }
}

/** A checkpoint is missing or not whole. `checkpoint` is its folder; `reason` says what does not match. */
export class CheckpointError extends ExmanError {
  readonly checkpoint: string
  readonly reason: string

  constructor(
    code: 'EXMAN_CHECKPOINT_NOT_FOUND' | 'EXMAN_CHECKPOINT_INVALID',
    message: string,
    subject: { checkpoint: string; reason: string },
  ) {
    super(code, message)
    this.checkpoint = subject.checkpoint
    this.reason = subject.reason
  }
}

/** TensorFlow.js is missing, loaded twice, or was given something it cannot save or restore. `paths` lists where it was looked for or found. */
export class TensorflowError extends ExmanError {
  readonly paths: readonly string[]

  constructor(
    code:
      | 'EXMAN_TF_MISSING'
      | 'EXMAN_TF_TWO_COPIES'
      | 'EXMAN_MODEL_INVALID'
      | 'EXMAN_MODEL_MISMATCH'
      | 'EXMAN_BACKEND_MISSING',
    message: string,
    subject: { paths?: readonly string[]; cause?: unknown } = {},
  ) {
    super(code, message, 'cause' in subject ? { cause: subject.cause } : undefined)
    this.paths = subject.paths ?? []
  }
}

/** Emits an `ExmanWarning`. Library code never prints: `node --trace-warnings` and `process.on('warning')` work as ever. */
export function warn(code: WarningCode, text: string): void {
  process.emitWarning(text, { type: 'ExmanWarning', code })
}
