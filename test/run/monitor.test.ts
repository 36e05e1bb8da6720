import { isBetter, resolveMode } from '../../src/run/monitor'

test.each([
  ['loss', 'min'],
  ['val_loss', 'min'],
  ['mse', 'min'],
  ['val_meanAbsoluteError', 'min'],
  ['acc', 'max'],
  ['val_acc', 'max'],
  ['categoricalAccuracy', 'max'],
  ['AUC', 'max'],
  ['precision', 'max'],
  ['val_recall', 'max'],
  ['f1', 'max'],
  ['vaccine_loss', 'min'],
  ['accumulated_loss', 'min'],
  ['val_f1_error', 'min'],
  ['accuracyLoss', 'min'],
  ['acc_err', 'min'],
  ['errRecall', 'min'],
  ['terrain_acc', 'max'],
])('%s is better towards its %s', (monitor, mode) => {
  expect(resolveMode('auto', monitor)).toBe(mode)
})

test('a mode that is given is kept', () => {
  expect([resolveMode('min', 'acc'), resolveMode('max', 'loss')]).toEqual(['min', 'max'])
})

test.each([
  [1, undefined, 'min', true],
  [1, 2, 'min', true],
  [2, 1, 'min', false],
  [2, 1, 'max', true],
  [1, 2, 'max', false],
  [1, 1, 'min', false],
  [1, 1, 'max', false],
  [NaN, undefined, 'min', false],
  [-Infinity, 1, 'min', false],
  [Infinity, 1, 'max', false],
  [undefined, undefined, 'min', false],
] as const)('%p against %p by %s: better is %p', (value, best, mode, expected) => {
  expect(isBetter(value, best, mode)).toBe(expected)
})
