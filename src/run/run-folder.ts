import { isHeld, readText } from '../files'
import { pathInside } from '../layout/inside'
import { FILES } from '../layout/names'
import { normalize } from '../params/normalize'
import type { DeepReadonly, JsonObject } from '../params/types'
import { checkMetrics } from './metrics'
import { moveToFails } from './named/fails'
import { keepOutput } from './named/output'
import { isNamedPlace } from './named/place'
import { readRunRecord, type RunRecord, type RunStatus } from './record'
import type { Recorder } from './recorder'
import type { Scores } from './scores'
import { deriveStatus } from './status'
import { readScores } from './stored-scores'
import { parseLog } from './training-log'

/** A row of training-logs.csv: 1-based `epoch`, `seconds` since the first epoch began, and the metrics by name. */
export type LogRow = { epoch: number; seconds: number } & Record<string, number>

/**
 * One run on disk: parameters, status, log, scores and result. It knows nothing of TensorFlow.js; `Run` adds that.
 * Nothing is locked or written until the first call that writes.
 */
export class RunFolder<P extends object = JsonObject> {
  /** The parameters as they were given, deep-frozen. */
  readonly params: DeepReadonly<P>
  /** @internal */
  readonly recorder: Recorder

  /** @internal */
  constructor(params: DeepReadonly<P>, recorder: Recorder) {
    this.params = params
    this.recorder = recorder
  }

  /** The run's name below the root, such as `exp-52663881-19659650/run--20-03-03--15-52`. */
  get id(): string {
    return this.recorder.init.id
  }

  /** The absolute path of the run's folder. */
  get dir(): string {
    return this.recorder.init.dir
  }

  /**
   * The status, worked out at each call: a run whose process was killed reads `lost`, although nothing could be
   * written. One of `created`, `running`, `done`, `failed`, `interrupted`, `diverged`, `lost`.
   */
  get status(): RunStatus {
    if (this.recorder.held !== undefined) return this.recorder.record.status
    return deriveStatus(readRunRecord(this.dir) ?? this.recorder.record, isHeld(this.dir))
  }

  /** The content of run.json: sessions, versions, git, result, error, problems. A copy; changing it changes nothing. */
  get record(): RunRecord {
    return structuredClone(this.recorder.held?.record ?? readRunRecord(this.dir) ?? this.recorder.record)
  }

  /** The content of performances.json: best and last epoch and a summary per metric; null before the first epoch. */
  get scores(): Scores | null {
    const held = this.recorder.held
    if (held === undefined) return readScores(this.dir) ?? null
    return held.epochs.completed === 0 ? null : held.epochs.scores
  }

  /**
   * An absolute path inside the run's folder, for files of your own: `run.path('plots', 'roc.svg')`. Makes nothing.
   *
   * @throws EXMAN_PATH_OUTSIDE for a path that would leave the folder
   */
  path(...segments: string[]): string {
    return pathInside(this.dir, ...segments)
  }

  /** The rows of training-logs.csv, oldest first; a row cut off by a kill is left out. */
  readLog(): LogRow[] {
    const text = readText(this.path(FILES.log)) ?? ''
    const { rows } = parseLog(text.slice(0, text.lastIndexOf('\n') + 1))
    return rows.map(({ epoch, seconds, metrics }) => ({ epoch, seconds, ...metrics }))
  }

  /**
   * Records metrics, for training loops written by hand. Outside a fit it starts the next epoch; with the last
   * epoch's number it adds to that row; during a fit it adds to the row of the epoch in progress. On return the row
   * is on disk (during a fit: when the epoch ends). A monitored metric that is NaN or infinite makes the run
   * `diverged`: look at `run.status`.
   *
   * @param values numbers by name; NaN and ±Infinity are kept
   * @param epoch the 1-based epoch the values belong to
   * @throws EXMAN_METRIC_INVALID, EXMAN_EPOCH_MISMATCH for any other epoch, EXMAN_RUN_ENDED after `finish` or `fail`,
   *   and the file errors (EXMAN_DISK_FULL and so on)
   * @example
   * ```ts
   * for (let epoch = 1; epoch <= 10; epoch++) run.log({ loss: trainOneEpoch(), val_loss: validate() })
   * run.finish()
   * ```
   */
  log(values: Record<string, number>, epoch?: number): void {
    this.recorder.log(checkMetrics(values), epoch)
  }

  /**
   * Ends the run as `done`, with a result of plain JSON data if you have one. Calling it again is harmless; a result
   * given later replaces the earlier one. A run that failed or diverged stays so.
   *
   * @throws EXMAN_RESULT_INVALID when the result is not JSON data (the run then goes on), and the file errors
   */
  finish(result?: unknown): void {
    this.recorder.finish(result === undefined ? undefined : normalize(result, 'result'))
  }

  /** Ends the run as `failed` with this error. Never throws, so that the error itself is not hidden. */
  fail(error: unknown): void {
    this.recorder.fail(error, { isFinal: true })
  }

  /**
   * Runs `body` and ends the run: `done` when it returns, `failed` when it throws. A run of ExParser also keeps what is
   * printed meanwhile in log.txt, and moves to fails/ when it fails, with traceback.txt; `run.dir` and `run.path` follow.
   *
   * @returns what `body` gives; what it throws is thrown
   * @example
   * ```ts
   * const accuracy = await run.safely(async () => {
   *   await model.fit(x, y, { epochs: 12, callbacks })
   *   return evaluate(model)
   * })
   * ```
   */
  async safely<T>(body: () => T | Promise<T>): Promise<T> {
    const isNamed = isNamedPlace(this.dir)
    const stopKeeping = isNamed ? keepOutput(this.recorder) : undefined
    let value: T
    try {
      this.recorder.beginScript()
      value = await body()
    } catch (error) {
      this.fail(error)
      if (isNamed) await moveToFails(this.recorder, error)
      throw error
    } finally {
      stopKeeping?.()
    }
    this.finish()
    return value
  }
}
