/**
 * Everything exman can throw, record or warn about. One base class, one table of codes; `docs/errors.md` explains
 * each code, and a test compares the two in both directions.
 */

import type { ErrorCode, WarningCode } from './codes'

export { ERROR_CODES, WARNING_CODES, type ErrorCode, type WarningCode } from './codes'

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

/** A run is missing, not clearly named, held, ended or busy. `run` is its id or folder. */
export class RunError extends ExmanError {
  readonly run: string

  constructor(
    code:
      | 'EXMAN_RUN_NOT_FOUND'
      | 'EXMAN_RUN_AMBIGUOUS'
      | 'EXMAN_PLACE_OCCUPIED'
      | 'EXMAN_RUN_HELD'
      | 'EXMAN_RUN_ENDED'
      | 'EXMAN_RUN_DONE'
      | 'EXMAN_RUN_MISMATCH'
      | 'EXMAN_RERUN_IMPOSSIBLE'
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

/**
 * A question to the table of runs, or a formula, cannot be read or answered. `query` is what was given; `position` is the
 * 0-based place in its text where the trouble begins, where it is a text.
 */
export class QueryError extends ExmanError {
  readonly query: string
  readonly position: number | undefined

  constructor(
    code: 'EXMAN_QUERY_INVALID' | 'EXMAN_COLUMN_UNKNOWN',
    message: string,
    subject: { query: string; position?: number },
  ) {
    super(code, message)
    this.query = subject.query
    this.position = subject.position
  }
}

/** A package is needed that is not installed with exman. `package` names it. */
export class PackageError extends ExmanError {
  readonly package: string

  constructor(message: string, subject: { package: string; cause?: unknown }) {
    super('EXMAN_PACKAGE_MISSING', message, 'cause' in subject ? { cause: subject.cause } : undefined)
    this.package = subject.package
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
