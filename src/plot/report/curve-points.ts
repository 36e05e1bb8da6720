import type { EpochRow } from '../../run/training-log'

/** A curve without its gaps: what stands in one place of the lists belongs together. All values are finite. */
export interface CurvePoints {
  /** The place of its run in the columns. */
  readonly run: number
  /** The first and the last epoch that has a value, also where these have been thinned out. */
  readonly first: number
  readonly last: number
  readonly epochs: Float64Array
  readonly values: Float64Array
  /** 1 for a whole curve; more when of each so many epochs only the smallest and the largest value are left. */
  readonly step: number
}

/** The curves of a run by metric. Of an epoch that stands there twice, the later row counts. */
export function curvesIn(rows: readonly EpochRow[], run: number): Map<string, CurvePoints> {
  const found = new Map<string, { epochs: number[]; values: number[] }>()
  for (const { epoch, metrics } of inOrder(rows)) {
    for (const metric in metrics) {
      const value = metrics[metric]!
      if (!Number.isFinite(value)) continue
      let curve = found.get(metric)
      if (curve === undefined) found.set(metric, (curve = { epochs: [], values: [] }))
      if (curve.epochs.at(-1) === epoch) curve.values.pop()
      else curve.epochs.push(epoch)
      curve.values.push(value)
    }
  }
  return new Map(
    [...found].map(([metric, { epochs, values }]) => [
      metric,
      {
        ...{ run, first: epochs[0]!, last: epochs.at(-1)!, step: 1 },
        ...{ epochs: Float64Array.from(epochs), values: Float64Array.from(values) },
      },
    ]),
  )
}

// A log that was put together by hand may go back.
function inOrder(rows: readonly EpochRow[]): readonly EpochRow[] {
  const known = rows.every(({ epoch }) => Number.isSafeInteger(epoch))
    ? rows
    : rows.filter(({ epoch }) => Number.isSafeInteger(epoch))
  const isSorted = known.every(({ epoch }, at) => at === 0 || known[at - 1]!.epoch <= epoch)
  return isSorted ? known : known.toSorted((a, b) => a.epoch - b.epoch)
}

/** How many epochs a curve goes over, from its first to its last value. */
export function spanOf({ first, last }: CurvePoints): number {
  return last - first + 1
}

/** Over how many epochs the smallest and the largest value are taken, so that at most `most` values are left; 1 when all can stay. */
export function stepFor(curve: CurvePoints, most: number): number {
  const span = spanOf(curve)
  if (curve.step === 1 && span <= most) return 1
  // What was thinned already can only be thinned by whole steps: within one nobody knows the extremes of a part.
  const buckets = Math.max(1, Math.floor(most / 2))
  return curve.step * Math.max(1, Math.ceil(Math.ceil(span / curve.step) / buckets))
}

/** Calls `take` for each `step` epochs that have a value, with the places of the smallest and the largest one. */
export function eachBucket(
  { first, epochs, values }: CurvePoints,
  step: number,
  take: (bucket: number, smallest: number, largest: number) => void,
): void {
  const bucketOf = (at: number) => Math.floor((epochs[at]! - first) / step)
  for (let at = 0; at < epochs.length;) {
    const bucket = bucketOf(at)
    let [smallest, largest] = [at, at]
    for (at++; at < epochs.length && bucketOf(at) === bucket; at++) {
      if (values[at]! < values[smallest]!) smallest = at
      if (values[at]! > values[largest]!) largest = at
    }
    take(bucket, smallest, largest)
  }
}

/** The curve with only the smallest and the largest value of each `step` epochs, where they stood. */
export function thinned(curve: CurvePoints, step: number): CurvePoints {
  if (step === curve.step) return curve
  const kept: number[] = []
  eachBucket(curve, step, (_, smallest, largest) => {
    kept.push(Math.min(smallest, largest))
    if (smallest !== largest) kept.push(Math.max(smallest, largest))
  })
  const at = (list: Float64Array) => Float64Array.from(kept, (place) => list[place]!)
  return { ...curve, epochs: at(curve.epochs), values: at(curve.values), step }
}

/** The largest number of values a curve may keep so that all together have at most `budget`; at least 2. */
export function mostOfEach(curves: readonly CurvePoints[], budget: number, largest: number): number {
  const spans = curves.map(spanOf)
  const needed = (most: number) => spans.reduce((sum, span) => sum + Math.min(span, most), 0)
  let [fits, tooMany] = [2, largest + 1]
  while (tooMany - fits > 1) {
    const most = Math.floor((fits + tooMany) / 2)
    if (needed(most) <= budget) fits = most
    else tooMany = most
  }
  return fits
}
