import type { ReportCurves, ReportData } from '../../plot/report/payload'

/** The code of the largest value; the one above is that of a gap. */
const TOP = 65_534
const GAP = 65_535

/** A metric of a run over its epochs. What stands in one place of the lists belongs together. */
export interface Curve {
  /** The run: its place in the columns. */
  readonly run: number
  /** 1 when each value is that of an epoch; more when every two values are the extremes of so many epochs. */
  readonly step: number
  /** From left to right; those of a pair stand within the epochs that it is of. */
  readonly epochs: Float64Array
  /** NaN is a gap. */
  readonly values: Float64Array
  /** How far a value may be from what was logged, since it was packed. */
  readonly errorOf: (value: number) => number
}

/** The curves of a metric, each unpacked when it is first asked for. */
export interface MetricCurves {
  readonly metric: string
  /** The smallest and the largest value of all. */
  readonly low: number
  readonly high: number
  /** The runs that have a curve. */
  readonly runs: readonly number[]
  /** The curve of a run; undefined when it has none. */
  readonly of: (run: number) => Curve | undefined
}

const unpacked = new WeakMap<object, ReadonlyMap<string, MetricCurves>>()

/** The curves of a report by metric, in their order. What was unpacked once stays so. */
export function curvesOf({
  data,
}: {
  readonly data: Pick<ReportData, 'curves'>
}): ReadonlyMap<string, MetricCurves> {
  const known = unpacked.get(data.curves)
  if (known !== undefined) return known
  const curves = new Map(data.curves.map((packed) => [packed.metric, unpackedLater(packed)]))
  unpacked.set(data.curves, curves)
  return curves
}

function unpackedLater(packed: ReportCurves): MetricCurves {
  const { metric, low, high, runs } = packed
  const places = new Map(runs.map((run, place) => [run, place]))
  const curves = new Map<number, Curve>()
  let unpack: ((place: number) => Curve) | undefined
  const of = (run: number) => {
    const place = places.get(run)
    if (place === undefined) return undefined
    const known = curves.get(run)
    if (known !== undefined) return known
    unpack ??= unpacker(packed)
    const curve = unpack(place)
    curves.set(run, curve)
    return curve
  }
  return { metric, low, high, runs, of }
}

function unpacker(packed: ReportCurves): (place: number) => Curve {
  const { runs, firsts, lasts, counts, steps, codes, ...range } = packed
  const bytes = bytesOf(codes)
  const values = valuesOf(range)
  const starts = startsOf(counts)
  const errorOf = errorIn(range)
  return (place) => {
    const [first, count, step, start] = [firsts[place]!, counts[place]!, steps[place]!, starts[place]!]
    // The last pair may be of fewer epochs than the others.
    const last = lasts?.[place] ?? Infinity
    const curve = {
      run: runs[place]!,
      step,
      errorOf,
      epochs: new Float64Array(count),
      values: new Float64Array(count),
    }
    for (let at = 0; at < count; at++) {
      const byte = 2 * (start + at)
      curve.epochs[at] = Math.min(first + epochsBefore(at, step), last)
      curve.values[at] = values[bytes[byte]! | (bytes[byte + 1]! << 8)]!
    }
    return curve
  }
}

// Where in its epochs an extreme was nobody knows. At their ends they stand rightly where a curve only falls or grows.
function epochsBefore(at: number, step: number): number {
  if (step === 1) return at
  return Math.floor(at / 2) * step + (at % 2) * (step - 1)
}

function bytesOf(codes: string): Uint8Array {
  const letters = atob(codes)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at)
  return bytes
}

/** What each code stands for. */
function valuesOf({ isLog, low, high }: Pick<ReportCurves, 'isLog' | 'low' | 'high'>): Float64Array {
  const values = new Float64Array(GAP + 1).fill(NaN)
  const [start, end] = isLog ? [Math.log(low), Math.log(high)] : [low, high]
  for (let code = 0; code <= TOP; code++) {
    // As a mean of the ends, since their difference may be more than the largest number.
    const mixed = start * (1 - code / TOP) + end * (code / TOP)
    values[code] = isLog ? Math.exp(mixed) : mixed
  }
  ;[values[0], values[TOP]] = low === high ? [low, low] : [low, high]
  return values
}

/** Half of what lies between two codes; the smallest and the largest value are as they were. */
function errorIn({ isLog, low, high }: Pick<ReportCurves, 'isLog' | 'low' | 'high'>): Curve['errorOf'] {
  return (value) => {
    if (value === low || value === high) return 0
    return isLog ? (value * Math.log(high / low)) / TOP / 2 : (high / 2 - low / 2) / TOP
  }
}

function startsOf(counts: readonly number[]): number[] {
  let sum = 0
  return counts.map((count) => (sum += count) - count)
}
