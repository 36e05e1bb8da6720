import { scaleOf, tickTexts } from '../../src/text/scale'

test.each([
  ['three decades are linear', [1, 1000], false],
  ['more are logarithmic', [1, 1001], true],
  ['zero is linear', [0, 1e9], false],
  ['negative values are linear', [-1, 1e9], false],
])('%s', (_, values, isLog) => {
  expect(scaleOf(values).isLog).toBe(isLog)
})

test.each([
  [[0, 10], 2.5, 0.25],
  [[1, 10_000], 100, 0.5],
  [[-1e308, 1e308], 0, 0.5],
  [[5e-324, 1e308], 1e308, 1],
  [[3, 3], 3, 0.5],
])('on the scale of %j, %d is %d up', (values, value, share) => {
  expect(scaleOf(values).shareOf(value)).toBeCloseTo(share, 10)
})

test.each([
  [[0, 1], 3, ['1', '', '0']],
  [[0, 1], 5, ['1', '', '0.5', '', '0']],
  [[0, 1], 9, ['1', '', '0.75', '', '0.5', '', '0.25', '', '0']],
  [[1e-8, 1], 5, ['1', '', '0.0001', '', '1e-8']],
  [[0.69314, 0.69316], 3, ['0.6932', '', '0.6931']],
  [[2, 2, 2], 5, ['', '', '2', '', '']],
  [[], 3, ['', '', '']],
])('the scale of %j on %i rows has the labels %j', (values, rows, labels) => {
  expect(tickTexts(scaleOf(values), rows)).toEqual(labels)
})
