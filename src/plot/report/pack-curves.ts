import { eachBucket, mostOfEach, spanOf, stepFor, type CurvePoints } from './curve-points'
import type { ReportCurves } from './payload'

/** How many codes all curves may have together, and a single one, which is more than a screen has columns. */
const CODES = { together: 600_000, each: 4_000 }

/** The code of the largest value; the one above is that of a gap. */
const TOP = 65_534

/** From this ratio of the largest to the smallest value on, the codes stand for logarithms. */
const LOG_FROM = 100

/** Packs the curves for the page; those that are too long for all to have room keep the extremes of every few epochs. */
export function packCurves(
  curves: ReadonlyMap<string, readonly CurvePoints[]>,
  codes = CODES,
): ReportCurves[] {
  const most = mostOfEach([...curves.values()].flat(), codes.together, codes.each)
  return [...curves].map(([metric, list]) => packed(metric, list, most))
}

function packed(metric: string, curves: readonly CurvePoints[], most: number): ReportCurves {
  const { low, high } = rangeOf(curves)
  const isLog = low > 0 && high / low >= LOG_FROM
  const codeOf = coder(isLog, low, high)
  const steps = curves.map((curve) => stepFor(curve, most))
  const counts = curves.map((curve, at) => countOf(curve, steps[at]!))
  const bytes = Buffer.alloc(2 * counts.reduce((sum, count) => sum + count, 0), 0xff)
  let start = 0
  curves.forEach((curve, at) => {
    writeCodes(curve, steps[at]!, codeOf, (place, code) => bytes.writeUInt16LE(code, 2 * (start + place)))
    start += counts[at]!
  })
  return {
    ...{ metric, isLog, low, high },
    runs: curves.map(({ run }) => run),
    firsts: curves.map(({ first }) => first),
    ...{ counts, steps, codes: bytes.toString('base64') },
    ...(steps.some((step) => step > 1) && { lasts: curves.map(({ last }) => last) }),
  }
}

function rangeOf(curves: readonly CurvePoints[]): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity]
  for (const { values } of curves)
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  return { low, high }
}

function coder(isLog: boolean, low: number, high: number): (value: number) => number {
  // Halves, for the difference of two numbers may be more than the largest one.
  const placed = isLog ? Math.log : (value: number) => value / 2
  const [start, size] = [placed(low), placed(high) - placed(low)]
  return size > 0 ? (value) => Math.round(((placed(value) - start) / size) * TOP) : () => 0
}

function countOf(curve: CurvePoints, step: number): number {
  return step === 1 ? spanOf(curve) : 2 * Math.ceil(spanOf(curve) / step)
}

/** Hands on each code with its place in the curve; places without one are gaps. */
function writeCodes(
  curve: CurvePoints,
  step: number,
  codeOf: (value: number) => number,
  write: (place: number, code: number) => void,
): void {
  const { first, epochs, values } = curve
  if (step === 1) values.forEach((value, at) => write(epochs[at]! - first, codeOf(value)))
  else
    eachBucket(curve, step, (bucket, smallest, largest) => {
      write(2 * bucket, codeOf(values[Math.min(smallest, largest)]!))
      write(2 * bucket + 1, codeOf(values[Math.max(smallest, largest)]!))
    })
}
