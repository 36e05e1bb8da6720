import type { Metrics } from './metrics'
import { isBetter, resolveMode, type Mode } from './monitor'
import type { EpochRow } from './training-log'

/** The metrics of one epoch in performances.json; `checkpoint` is its folder's name, or null when none was kept. */
export type ScoredEpoch = { epoch: number; checkpoint: string | null } & Record<string, number>

/** What is known of one metric over all epochs. Values that are not finite count for `last` only. */
export interface MetricSummary {
  /** The smallest value; null while none was finite. */
  min: number | null
  /** The epoch of the smallest value. */
  minEpoch: number | null
  /** The largest value; null while none was finite. */
  max: number | null
  /** The epoch of the largest value. */
  maxEpoch: number | null
  /** The value logged last. */
  last: number
  /** The mean; null while no value was finite. */
  mean: number | null
}

/** The content of performances.json. Epochs are 1-based. */
export interface Scores {
  /** The number of the file format. */
  format: 1
  /** The monitored metric in force. */
  monitor: string
  /** Which way it gets better. */
  mode: Mode
  /** The metric asked for, while `monitor` stands in for it because it was never logged. */
  fallbackFor?: string
  /** The epochs completed. */
  epochs: number
  /** Seconds from the beginning of the first epoch to the end of the last, pauses taken out. */
  elapsedSeconds: number
  /** The best epoch; null while no finite value of the monitored metric was seen. */
  best: ScoredEpoch | null
  /** The last epoch. */
  last: ScoredEpoch | null
  /** A summary of each metric, by name. */
  metrics: Record<string, MetricSummary>
}

interface Tally extends MetricSummary {
  sum: number
  finite: number
}

/** The metric that falls in for a monitored one that is not logged. */
const FALLBACK_MONITOR = 'loss'

/**
 * Keeps best, last and a summary per metric, row by row, at a cost that does not grow with the epochs. The last row
 * may still be replaced; earlier ones are settled.
 */
export class ScoreKeeper {
  readonly #monitors: { name: string; mode: Mode; best: EpochRow | undefined }[]
  readonly #settled = new Map<string, Tally>()
  #last: EpochRow | undefined

  constructor(monitor: string, mode: Mode | 'auto') {
    this.#monitors = [...new Set([monitor, FALLBACK_MONITOR])].map((name) => ({
      name,
      mode: resolveMode(name === monitor ? mode : 'auto', name),
      best: undefined,
    }))
  }

  /** Takes the row of the next epoch. */
  add(row: EpochRow): void {
    if (this.#last !== undefined) this.#settle(this.#last)
    this.#last = row
  }

  /** Replaces the row of the last epoch. */
  amend(row: EpochRow): void {
    this.#last = row
  }

  /** The monitored metric in force: the one asked for as soon as it was logged once, until then `loss` if that was. */
  get monitor(): { name: string; mode: Mode } {
    const seen = this.#monitors.find(({ name }) => this.#isLogged(name))
    const { name, mode } = seen ?? this.#monitors[0]!
    return { name, mode }
  }

  /** The last row taken. */
  get last(): EpochRow | undefined {
    return this.#last
  }

  /** The best row by the monitored metric in force; the earliest of equals. */
  get best(): EpochRow | undefined {
    const { name, mode } = this.monitor
    const settled = this.#monitors.find((monitor) => monitor.name === name)?.best
    return isBetter(this.#last?.metrics[name], settled?.metrics[name], mode) ? this.#last : settled
  }

  /** performances.json as data. */
  scores(checkpointOf: (epoch: number) => string | null): Scores {
    const { name, mode } = this.monitor
    const asked = this.#monitors[0]!.name
    // No metric is named `checkpoint`, which the type cannot say of an object that is made.
    const scored = (row: EpochRow | undefined): ScoredEpoch | null =>
      row === undefined
        ? null
        : ({ epoch: row.epoch, ...row.metrics, checkpoint: checkpointOf(row.epoch) } as object as ScoredEpoch)
    return {
      format: 1,
      monitor: name,
      mode,
      ...(name === asked ? {} : { fallbackFor: asked }),
      epochs: this.#last?.epoch ?? 0,
      elapsedSeconds: this.#last?.seconds ?? 0,
      best: scored(this.best),
      last: scored(this.#last),
      metrics: this.#summaries(),
    }
  }

  #isLogged(name: string): boolean {
    return this.#settled.has(name) || this.#last?.metrics[name] !== undefined
  }

  #settle(row: EpochRow): void {
    for (const [name, value] of Object.entries(row.metrics)) {
      this.#settled.set(name, tally(this.#settled.get(name), value, row.epoch))
    }
    for (const monitor of this.#monitors) {
      const { name, mode, best } = monitor
      if (isBetter(row.metrics[name], best?.metrics[name], mode)) monitor.best = row
    }
  }

  #summaries(): Record<string, MetricSummary> {
    const last: Metrics = this.#last?.metrics ?? {}
    const names = new Set([...Object.keys(last), ...this.#settled.keys()])
    const summaries: Record<string, MetricSummary> = {}
    for (const name of names) {
      const value = last[name]
      const settled = this.#settled.get(name)
      const whole = value === undefined ? settled! : tally(settled, value, this.#last!.epoch)
      const { min, minEpoch, max, maxEpoch, last: latest, mean } = whole
      summaries[name] = { min, minEpoch, max, maxEpoch, last: latest, mean }
    }
    return summaries
  }
}

function tally(before: Tally | undefined, value: number, epoch: number): Tally {
  const start: Tally = {
    min: null,
    minEpoch: null,
    max: null,
    maxEpoch: null,
    last: value,
    mean: null,
    sum: 0,
    finite: 0,
  }
  const next = { ...(before ?? start), last: value }
  if (!Number.isFinite(value)) return next
  if (next.min === null || value < next.min) Object.assign(next, { min: value, minEpoch: epoch })
  if (next.max === null || value > next.max) Object.assign(next, { max: value, maxEpoch: epoch })
  next.sum += value
  next.finite += 1
  next.mean = next.sum / next.finite
  return next
}
