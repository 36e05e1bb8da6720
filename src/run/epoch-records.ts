import { join } from 'node:path'
import { jsonText, removeFile, replaceFile } from '../files'
import { FILES } from '../layout/names'
import type { Metrics } from './metrics'
import type { Mode } from './monitor'
import { ScoreKeeper, type Scores } from './scores'
import { Stopwatch } from './stopwatch'
import { TrainingLog, type EpochRow } from './training-log'

/** What is written at the end of each epoch: a row of the log, then performances.json. */
export class EpochRecords {
  readonly #dir: string
  readonly #log: TrainingLog
  readonly #monitor: [string, Mode | 'auto']
  #keeper: ScoreKeeper
  #watch: Stopwatch
  readonly #checkpoints: Map<number, string>
  #checkHold: () => void = () => undefined

  /** Takes up the records of a run folder where they stand. `checkpoints`: the names of those on disk, by epoch. */
  constructor(
    dir: string,
    {
      monitor,
      mode,
      checkpoints,
    }: { monitor: string; mode: Mode | 'auto'; checkpoints: Iterable<[number, string]> },
  ) {
    this.#dir = dir
    this.#log = new TrainingLog(dir)
    this.#monitor = [monitor, mode]
    this.#checkpoints = new Map(checkpoints)
    const rows = this.#log.open()
    this.#keeper = this.#keeperOf(rows)
    this.#watch = new Stopwatch(rows.at(-1)?.seconds)
  }

  /** Has `check` called before each write; it throws when this process may not write any more. */
  guard(check: () => void): void {
    this.#checkHold = check
  }

  /** How many epochs are complete: the number of the last row. */
  get completed(): number {
    return this.#keeper.last?.epoch ?? 0
  }

  /** The monitored metric in force and the last and best rows. */
  get keeper(): Pick<ScoreKeeper, 'monitor' | 'last' | 'best'> {
    return this.#keeper
  }

  get scores(): Scores {
    return this.#keeper.scores((epoch) => this.#checkpoints.get(epoch) ?? null)
  }

  /** Announces the columns to come. */
  expect(metrics: readonly string[]): void {
    this.#log.expect(metrics)
  }

  /** Lets the clock of the `seconds` column run. */
  startClock(): void {
    this.#watch.start()
  }

  /** The first epoch begins only now, unless there was one before. */
  restartClock(): void {
    if (this.completed === 0) this.#watch.restart()
  }

  /** Takes a pause out of the `seconds` column. */
  pauseClock(): void {
    this.#watch.pause()
  }

  /** Records the next epoch. */
  add(metrics: Metrics): void {
    this.#checkHold()
    const row: EpochRow = { epoch: this.completed + 1, seconds: this.#watch.seconds, metrics }
    this.#keeper.add(row)
    this.#log.append(row)
    this.writeScores()
  }

  /** Adds metrics to the last epoch. */
  amend(metrics: Metrics): void {
    this.#checkHold()
    const last = this.#keeper.last
    if (last === undefined) return this.add(metrics)
    const row = { ...last, metrics: { ...last.metrics, ...metrics } }
    this.#keeper.amend(row)
    this.#log.amend(row)
    this.writeScores()
  }

  /** Takes away the epochs after this one; where it was never logged itself, it is with these metrics. */
  cutTo(epoch: number, metrics: Metrics): void {
    if (epoch === this.completed) return
    this.#checkHold()
    const before = this.#log.open()
    const rows = before.filter((row) => row.epoch <= epoch)
    const seconds = rows.at(-1)?.seconds ?? 0
    // Also where none of them is on disk: those that could not be written yet must not be written later.
    if (epoch < this.completed) this.#log.cutTo(epoch)
    if (epoch > (rows.at(-1)?.epoch ?? 0)) rows.push({ epoch, seconds, metrics })
    if (rows.length > before.length) this.#log.append(rows.at(-1)!)
    this.#keeper = this.#keeperOf(rows)
    this.#watch = new Stopwatch(seconds)
    if (epoch > 0) this.writeScores()
    else removeFile(join(this.#dir, FILES.scores))
  }

  /** Notes which checkpoints are on disk now, and writes the scores again when that changes them. */
  setCheckpoints(checkpoints: Iterable<[number, string]>): void {
    this.#checkHold()
    const before = jsonText(this.scores)
    this.#checkpoints.clear()
    for (const [epoch, name] of checkpoints) this.#checkpoints.set(epoch, name)
    if (jsonText(this.scores) !== before) this.writeScores()
  }

  /** Writes what an earlier failure left unwritten. */
  flush(): void {
    this.#checkHold()
    this.#log.flush()
    if (this.#keeper.last !== undefined) this.writeScores()
  }

  #keeperOf(rows: readonly EpochRow[]): ScoreKeeper {
    const keeper = new ScoreKeeper(...this.#monitor)
    for (const row of rows) keeper.add(row)
    return keeper
  }

  writeScores(): void {
    replaceFile(join(this.#dir, FILES.scores), jsonText(this.scores))
  }
}
