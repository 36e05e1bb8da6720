import * as fc from 'fast-check'
import { curvesIn, thinned, type CurvePoints } from '../../../src/plot/report/curve-points'
import { packCurves } from '../../../src/plot/report/pack-curves'
import type { EpochRow } from '../../../src/run/training-log'
import { times } from '../../soak'
import { unpacked } from './unpacked'

const rowsOf = (values: readonly number[], first = 1): EpochRow[] =>
  values.map((value, at) => ({ epoch: first + at, seconds: at, metrics: { loss: value } }))

const curveOf = (values: readonly number[], first = 1, run = 0): CurvePoints[] => {
  const curve = curvesIn(rowsOf(values, first), run).get('loss')
  return curve === undefined ? [] : [curve]
}

const packed = (curves: readonly CurvePoints[], together?: number) =>
  packCurves(new Map([['loss', curves]]), {
    together: together ?? 600_000,
    each: together ?? 4_000,
  })[0]!

/** How far a value may be off: half a code, and what a float64 makes of it. */
const isNear = (found: number, value: number, { isLog, low, high }: ReturnType<typeof packed>) =>
  isLog
    ? Math.abs(Math.log(found / value)) <= (0.5001 * (Math.log(high) - Math.log(low))) / 65_534 + 1e-12
    : Math.abs(found / 2 - value / 2) <= (0.5001 * (high / 2 - low / 2)) / 65_534 + 1e-12 * Math.abs(value)

const anyValue = fc.oneof(
  fc.double(),
  fc.double({ min: 1e-9, max: 1e3, noNaN: true }),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324),
)

// In part all positive, which is packed in another way.
const someValues = fc.oneof(
  fc.array(anyValue, { maxLength: 60 }),
  fc.array(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 60 }),
  fc.array(fc.oneof(fc.double({ min: 0.1, max: 2, noNaN: true }), fc.constant(NaN)), { maxLength: 60 }),
)
const someCurves = fc
  .array(fc.tuple(someValues, fc.integer({ min: 1, max: 1000 })), { maxLength: 5 })
  .map((list) =>
    list.flatMap(([values, first], run) =>
      curveOf(values, first, run).map((curve) => ({ values, first, curve })),
    ),
  )

test('unpacked, each epoch has its value, to half a code, or its gap', () => {
  fc.assert(
    fc.property(someCurves, (given) => {
      if (given.length === 0) return
      const data = packed(given.map(({ curve }) => curve))
      unpacked(data).forEach(({ run, places }, at) => {
        const { values, first, curve } = given[at]!
        expect(run).toBe(curve.run)
        const told = new Map(places.map(({ from, values: [value] }) => [from, value]))
        values.forEach((value, index) => {
          const found = told.get(first + index)
          expect(found !== undefined).toBe(Number.isFinite(value))
          if (found !== undefined) expect(isNear(found, value, data)).toBe(true)
        })
        expect(places.filter((place) => place.values.length > 0)).toHaveLength(curve.values.length)
      })
    }),
    { numRuns: times(300, 20_000) },
  )
})

test('thinned, each few epochs keep their smallest and largest value in order, and no more than there is room for', () => {
  fc.assert(
    fc.property(
      someCurves,
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 2, max: 9 }),
      (given, together, before) => {
        if (given.length === 0) return
        // Some were thinned before, as many thousand are while they are read.
        const curves = given.map(({ curve }, at) => (at % 2 === 0 ? curve : thinned(curve, before)))
        const data = packed(curves, together)
        // What was thinned before comes in pairs, so each may take one more.
        const room = Math.max(together, 2 * curves.length) + curves.length
        expect(data.counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(room)
        unpacked(data).forEach(({ places }, at) => {
          const { values, first } = given[at]!
          for (const place of places) {
            const here = values
              .slice(Math.max(0, place.from - first), place.to - first + 1)
              .filter(Number.isFinite)
            expect(place.values.length > 0).toBe(here.length > 0)
            if (here.length === 0) continue
            const [smallest, largest] = [Math.min(...here), Math.max(...here)]
            const inOrder =
              here.indexOf(smallest) <= here.indexOf(largest) ? [smallest, largest] : [largest, smallest]
            if (place.values.length === 1) expect(here).toHaveLength(1)
            place.values.forEach((value, index) => expect(isNear(value, inOrder[index]!, data)).toBe(true))
          }
        })
      },
    ),
    { numRuns: times(300, 20_000) },
  )
})

test.each([
  ['from 0.01 to 1', [0.01, 0.1, 1], true],
  ['from 0.011 to 1', [0.011, 0.1, 1], false],
  ['from 0 to 1', [0, 0.001, 1], false],
  ['negative ones', [-1000, -1], false],
  ['a single one', [3], false],
])('codes of values %s are those of logarithms: %j → %s', (_, values, isLog) => {
  expect(packed(curveOf(values))).toMatchObject({
    isLog,
    low: Math.min(...values),
    high: Math.max(...values),
  })
})

test('codes are 16-bit numbers, little-endian, in base64; a gap is 65,535', () => {
  const data = packed(curveOf([1, NaN, 2, 1.5], 7))
  expect(data).toEqual({
    metric: 'loss',
    isLog: false,
    low: 1,
    high: 2,
    runs: [0],
    firsts: [7],
    counts: [4],
    steps: [1],
    codes: Buffer.from([0, 0, 0xff, 0xff, 0xfe, 0xff, 0xff, 0x7f]).toString('base64'),
  })
})

test('1,000 runs of 100 epochs and 4 metrics keep every epoch; 10,000 are thinned', () => {
  const metrics = ['loss', 'acc', 'val_loss', 'val_acc']
  const packedOf = (runs: number) => {
    const list = Array.from(
      { length: runs },
      (_, run) =>
        curveOf(
          Array.from({ length: 100 }, (_, at) => run + at),
          1,
          run,
        )[0]!,
    )
    return packCurves(new Map(metrics.map((metric) => [metric, list])))
  }
  for (const { steps } of packedOf(1000)) expect(new Set(steps)).toEqual(new Set([1]))
  const many = packedOf(10_000)
  expect(many.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0)).toBe(560_000)
  expect(new Set(many.flatMap(({ steps }) => steps))).toEqual(new Set([15]))
})

test('a run of many epochs keeps as many places as a screen can show', () => {
  const values = Array.from({ length: 100_000 }, (_, at) => (at === 77_777 ? 1000 : Math.sin(at)))
  const data = packed(curveOf(values))
  expect(data).toMatchObject({ high: 1000, counts: [4000], steps: [50], lasts: [100_000] })
  expect(unpacked(data)[0]!.places.find(({ values }) => values.includes(1000))).toMatchObject({
    from: 77_751,
    to: 77_800,
  })
})
