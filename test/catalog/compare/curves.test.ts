import { compareCurves } from '../../../src/catalog/compare/curves'
import type { EpochRow } from '../../../src/run/training-log'

/** A log of these values of `loss`, or of several metrics, from epoch 1 on. */
const logOf = (values: (number | Record<string, number>)[], first = 1): EpochRow[] =>
  values.map((value, index) => ({
    epoch: first + index,
    seconds: index,
    metrics: typeof value === 'number' ? { loss: value } : value,
  }))

const LESS = 0.1 + Number.EPSILON / 16

test.each<[title: string, a: EpochRow[], b: EpochRow[], expected: object[]]>([
  ['equal for all epochs', logOf([1, 2]), logOf([1, 2]), [{ epochs: 2, partsAt: null }]],
  ['equal for those that both have', logOf([1, 2, 3]), logOf([1, 2]), [{ epochs: 2, partsAt: null }]],
  [
    'the first that differs counts',
    logOf([1, 2, 3]),
    logOf([1, 5, 6]),
    [{ epochs: 3, partsAt: 2, a: 2, b: 5 }],
  ],
  ['in the last digit', logOf([0.1]), logOf([LESS]), [{ epochs: 1, partsAt: 1, a: 0.1, b: LESS }]],
  ['NaN is equal to NaN', logOf([NaN]), logOf([NaN]), [{ epochs: 1, partsAt: null }]],
  ['NaN and a number', logOf([NaN]), logOf([1]), [{ epochs: 1, partsAt: 1, a: NaN, b: 1 }]],
  ['0 and -0', logOf([0]), logOf([-0]), [{ epochs: 1, partsAt: 1, a: 0, b: -0 }]],
  ['a value that only one has', logOf([{ loss: 1 }, {}]), logOf([1, 2]), [{ epochs: 2, partsAt: 2, b: 2 }]],
  ['epochs are matched by number', logOf([1, 2, 3]), logOf([2, 3], 2), [{ epochs: 2, partsAt: null }]],
  ['no epoch in common', logOf([1]), logOf([1], 2), [{ epochs: 0, partsAt: null }]],
])('%s', (_title, a, b, expected) => {
  expect(LESS).not.toBe(0.1)
  expect(compareCurves(a, b)).toEqual(expected.map((each) => ({ metric: 'loss', ...each })))
})

test('only metrics that both have logged are compared, in the order of the first', () => {
  const a = logOf([{ val_loss: 1, loss: 1, acc: 1 }])
  const b = logOf([{ loss: 2, val_loss: 1, toString: 4 }])
  expect(compareCurves(a, b)).toEqual([
    { metric: 'val_loss', epochs: 1, partsAt: null },
    { metric: 'loss', epochs: 1, partsAt: 1, a: 1, b: 2 },
  ])
})

test('a metric may be named as what objects inherit', () => {
  const [a, b] = [logOf([{ toString: 1 }, { loss: 1 }]), logOf([{ toString: 1 }, {}])]
  expect(compareCurves(a, b)).toEqual([{ metric: 'toString', epochs: 2, partsAt: null }])
  const c = logOf([{ toString: 1 }, { toString: 2 }])
  expect(compareCurves(a, c)).toEqual([{ metric: 'toString', epochs: 2, partsAt: 2, b: 2 }])
})
