import type { EpochRow } from '../../run/training-log'

/** Where the curves of a metric part in two runs. */
export interface CurveComparison {
  /** The name of the metric. */
  metric: string
  /** How many epochs both runs have logged. */
  epochs: number
  /** The first of these epochs at which the logged values differ, bit for bit; null when they never do. */
  partsAt: number | null
  /** The value of the first run there; undefined where it was not logged. */
  a?: number
  /** The value of the second. */
  b?: number
}

/** Where the curves part, for each metric that both runs have logged. */
export function compareCurves(a: readonly EpochRow[], b: readonly EpochRow[]): CurveComparison[] {
  const others = new Map(b.map((row) => [row.epoch, row]))
  const pairs = a.flatMap((row) => {
    const other = others.get(row.epoch)
    return other === undefined ? [] : [[row, other] as const]
  })
  const inB = metricsIn(b)
  return [...metricsIn(a)]
    .filter((metric) => inB.has(metric))
    .map((metric) => {
      // NaN equals NaN here, and -0 is not 0.
      const parted = pairs.find(([row, other]) => !Object.is(valueIn(row, metric), valueIn(other, metric)))
      const common = { metric, epochs: pairs.length }
      if (parted === undefined) return { ...common, partsAt: null }
      const [left, right] = parted.map((row) => valueIn(row, metric))
      return {
        ...common,
        partsAt: parted[0].epoch,
        ...(left === undefined ? {} : { a: left }),
        ...(right === undefined ? {} : { b: right }),
      }
    })
}

function valueIn({ metrics }: EpochRow, metric: string): number | undefined {
  return Object.hasOwn(metrics, metric) ? metrics[metric] : undefined
}

function metricsIn(rows: readonly EpochRow[]): Set<string> {
  return new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))
}
