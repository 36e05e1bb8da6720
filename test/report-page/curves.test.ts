import * as fc from 'fast-check'
import { packCurves } from '../../src/plot/report/pack-curves'
import type { ReportCurves } from '../../src/plot/report/payload'
import { curvesOf, type Curve } from '../../src/report-page/data/curves'
import { times } from '../soak'

const TOP = 65_534
const GAP = 65_535

/** A curve of codes: what a page is given. */
interface Coded {
  first: number
  step: number
  codes: number[]
}

/** Packs curves as src/plot/report/payload.ts says, written from that text alone. Run number i has curve number i, from behind. */
function packed(
  curves: readonly Coded[],
  { isLog, low, high }: { isLog: boolean; low: number; high: number },
): ReportCurves {
  const codes = curves.flatMap((curve) => curve.codes)
  const bytes = Buffer.alloc(2 * codes.length)
  codes.forEach((code, at) => bytes.writeUInt16LE(code, 2 * at))
  return {
    ...{ metric: 'loss', isLog, low, high, codes: bytes.toString('base64') },
    runs: curves.map((_, at) => curves.length - 1 - at),
    firsts: curves.map(({ first }) => first),
    counts: curves.map((curve) => curve.codes.length),
    steps: curves.map(({ step }) => step),
  }
}

const unpacked = (curves: readonly Coded[], range: { isLog: boolean; low: number; high: number }) => {
  const loss = curvesOf({ data: { curves: [packed(curves, range)] } }).get('loss')!
  return curves.map((_, at) => loss.of(curves.length - 1 - at)!)
}

const aCode = fc.oneof(fc.integer({ min: 0, max: GAP }), fc.constantFrom(0, 1, TOP, GAP))
const someCurves = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(aCode, { maxLength: 50 }),
    )
    // Of a down-sampled curve the codes come in pairs.
    .map(([first, step, codes]) => ({ first, step, codes: step === 1 ? codes : [...codes, ...codes] })),
  { maxLength: 6 },
)
// The numbers come as JSON, in which there is no -0.
const anEnd = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((end) => end + 0),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, 0),
)
const aRange = fc.oneof(
  fc.tuple(anEnd, anEnd).map(([a, b]) => ({ isLog: false, low: Math.min(a, b), high: Math.max(a, b) })),
  fc
    .tuple(
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    )
    .map(([a, b]) => ({ isLog: true, low: Math.min(a, b), high: Math.max(a, b) })),
)

test('each code is its value, gaps are NaN, the ends are exact', () => {
  fc.assert(
    fc.property(someCurves, aRange, (given, range) => {
      unpacked(given, range).forEach((curve, at) => {
        const { codes } = given[at]!
        expect(curve.values).toHaveLength(codes.length)
        codes.forEach((code, place) => {
          const value = curve.values[place]!
          if (code === GAP) expect(value).toBeNaN()
          else if (code === 0) expect(value).toBe(range.low)
          else if (code === TOP) expect(value).toBe(range.high)
          else expect(code / TOP).toBeCloseTo(shareOf(value, range) ?? code / TOP, 6)
        })
      })
    }),
    { numRuns: times(60, 5_000) },
  )
})

/** How far up a value is in its range; undefined where the range is too narrow to tell. */
function shareOf(value: number, { isLog, low, high }: { isLog: boolean; low: number; high: number }) {
  const [at, start, end] = isLog
    ? [Math.log(value), Math.log(low), Math.log(high)]
    : [value / 2, low / 2, high / 2]
  const isTold = end - start > 1e-3 * Math.max(Math.abs(start), Math.abs(end), 1e-300)
  return isTold ? (at - start) / (end - start) : undefined
}

test('each value stands at its epoch, and a pair within its epochs', () => {
  fc.assert(
    fc.property(someCurves, (given) => {
      unpacked(given, { isLog: false, low: 0, high: 1 }).forEach(({ epochs, run, step }, at) => {
        const { first, step: given_, codes } = given[at]!
        expect([run, step]).toEqual([given.length - 1 - at, given_])
        codes.forEach((_, place) => {
          const from = step === 1 ? first + place : first + Math.floor(place / 2) * step
          expect(epochs[place]).toBe(step === 1 || place % 2 === 0 ? from : from + step - 1)
        })
      })
    }),
    { numRuns: times(60, 5_000) },
  )
})

test.each([
  ['linear', { isLog: false, low: -3, high: 1000 }],
  ['logarithmic', { isLog: true, low: 1e-6, high: 1000 }],
])('of %s codes it is known how far a value may be off', (_, range) => {
  const [curve] = unpacked([{ first: 1, step: 1, codes: [0, 20_000, 20_001, TOP] }], range)
  const [low, one, next, high] = [...curve!.values] as [number, number, number, number]
  expect([low, high].map(curve!.errorOf)).toEqual([0, 0])
  expect(curve!.errorOf(one) / ((next - one) / 2)).toBeCloseTo(1, 3)
})

test('two codes for every two epochs are the two epochs', () => {
  const [curve] = unpacked([{ first: 5, step: 2, codes: [0, TOP, TOP, 0] }], {
    isLog: false,
    low: 1,
    high: 3,
  })
  expect(told(curve!)).toEqual([
    [5, 1],
    [6, 3],
    [7, 3],
    [8, 1],
  ])
})

const told = ({ epochs, values }: Curve) => [...epochs].map((epoch, at) => [epoch, values[at]])

test('a run without a curve has none, and a metric without runs is there', () => {
  const curves = curvesOf({
    data: { curves: [packed([], { isLog: false, low: Infinity, high: -Infinity })] },
  })
  expect([...curves.keys()]).toEqual(['loss'])
  expect(curves.get('loss')!.of(0)).toBeUndefined()
})

test('a curve is unpacked when it is asked for, and once', () => {
  const data = { curves: [packed([{ first: 1, step: 1, codes: [0] }], { isLog: false, low: 2, high: 2 })] }
  const broken = { curves: [{ ...data.curves[0]!, codes: '%' }] }
  expect(curvesOf({ data: broken }).get('loss')!.runs).toEqual([0])
  expect(() => curvesOf({ data: broken }).get('loss')!.of(0)).toThrow()
  expect(curvesOf({ data }).get('loss')!.of(0)).toBe(curvesOf({ data }).get('loss')!.of(0))
})

test.each([['constructor'], ['__proto__'], ['toString']])('a metric named %s is a metric', (metric) => {
  const one = packed([{ first: 1, step: 1, codes: [0] }], { isLog: false, low: 2, high: 2 })
  expect(curvesOf({ data: { curves: [] } }).get(metric)).toBeUndefined()
  expect(
    curvesOf({ data: { curves: [{ ...one, metric }] } })
      .get(metric)!
      .of(0)!.values[0],
  ).toBe(2)
})

test('no curve that was thinned reaches beyond its last epoch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 99 }), (length, first) => {
      const epochs = Float64Array.from({ length }, (_, at) => first + at)
      const last = first + length - 1
      const whole = { run: 0, first, last, step: 1, epochs, values: epochs.map(Math.sqrt) }
      const curves = packCurves(new Map([['loss', [whole]]]), { together: 20, each: 20 })
      const curve = curvesOf({ data: { curves } }).get('loss')!.of(0)!
      expect([curve.epochs[0], curve.epochs.at(-1)]).toEqual([first, last])
      expect([...curve.epochs]).toEqual([...curve.epochs].sort((a, b) => a - b))
    }),
    { numRuns: times(200, 5_000) },
  )
})
