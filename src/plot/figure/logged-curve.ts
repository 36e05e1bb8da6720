import type { EpochRow } from '../../run/training-log'

/** What a run has logged of a metric. Values that are not finite are NaN. */
export interface LoggedCurve {
  readonly metric: string
  readonly epochs: readonly number[]
  readonly values: readonly number[]
  /** The first of its smallest, and of its largest finite values, which thinning may take away; null without any. */
  readonly lowest: LoggedValue | null
  readonly highest: LoggedValue | null
}

/** A value and its epoch. */
export interface LoggedValue {
  readonly epoch: number
  readonly value: number
}

/** The curve of a metric; undefined when it was not logged. */
export function curveOf(rows: readonly EpochRow[], metric: string): LoggedCurve | undefined {
  const epochs: number[] = []
  const values: number[] = []
  let lowest: LoggedValue | null = null
  let highest: LoggedValue | null = null
  for (const { epoch, metrics } of rows) {
    if (!Object.hasOwn(metrics, metric)) continue
    const value = metrics[metric]!
    epochs.push(epoch)
    values.push(Number.isFinite(value) ? value : NaN)
    if (!Number.isFinite(value)) continue
    if (lowest === null || value < lowest.value) lowest = { epoch, value }
    if (highest === null || value > highest.value) highest = { epoch, value }
  }
  return epochs.length === 0 ? undefined : { metric, epochs, values, lowest, highest }
}

/** A curve with its first epoch and each so many-th one only, which are the same of all runs. */
export function thinned(curve: LoggedCurve, step: number): LoggedCurve {
  if (step === 1) return curve
  const { epochs, values } = curve
  const isKept = (_: number, at: number) => at === 0 || epochs[at]! % step === 0
  return { ...curve, epochs: epochs.filter(isKept), values: values.filter(isKept) }
}
