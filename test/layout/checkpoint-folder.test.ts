import * as fc from 'fast-check'
import { checkpointFolder, parseCheckpointFolder } from '../../src/layout/checkpoint-folder'

test.each([
  [7, 0.0912, 1, 'model.07-0.0912'],
  [12, 0.10333, 1, 'model.12-0.1033'],
  [7, undefined, 1, 'model.07'],
  [7, undefined, 2, 'model.07~2'],
  [7, 0.0912, 2, 'model.07-0.0912~2'],
  [7, 0.0912, 12, 'model.07-0.0912~12'],
  [100, 1, 1, 'model.100-1.0000'],
  [0, 0, 1, 'model.00-0.0000'],
  [1, -0, 1, 'model.01-0.0000'],
  [1, -0.00001, 1, 'model.01-0.0000'],
  [1, 1e-9, 1, 'model.01-0.0000'],
  [1, -0.5, 1, 'model.01--0.5000'],
  [1, 123456.789, 1, 'model.01-123456.7890'],
  [1, NaN, 1, 'model.01-NaN'],
  [1, Infinity, 1, 'model.01-Infinity'],
  [1, -Infinity, 1, 'model.01--Infinity'],
  [1, 1e20, 1, 'model.01-100000000000000000000.0000'],
  [1, 1e21, 1, 'model.01-1e+21'],
  [1, -1.5e300, 1, 'model.01--1.5e+300'],
])('epoch %p with value %p, number %i of its name, is %s, and back', (epoch, value, ordinal, folder) => {
  expect(checkpointFolder(epoch, value, ordinal)).toBe(folder)
  expect(parseCheckpointFolder(folder)).toEqual({ epoch, ordinal })
})

test('the ordinal is 1 unless told', () => {
  expect(checkpointFolder(7, 0.5)).toBe('model.07-0.5000')
})

test('any epoch, value and ordinal give a name that parses back', () => {
  const value = fc.option(fc.double(), { nil: undefined })
  fc.assert(
    fc.property(fc.nat(), value, fc.integer({ min: 1, max: 9999 }), (epoch, value, ordinal) => {
      expect(parseCheckpointFolder(checkpointFolder(epoch, value, ordinal))).toEqual({ epoch, ordinal })
    }),
  )
})

test.each([
  ['', 'nothing'],
  ['model', 'no epoch'],
  ['model.7', 'an epoch of one digit'],
  ['model.007', 'an epoch with a zero too many'],
  ['model.-7', 'a negative epoch'],
  ['model.07-', 'a value that is missing'],
  ['model.07-0.09', 'a value of two decimals'],
  ['model.07-00.0912', 'a value with a zero in front'],
  ['model.07-nan', 'another case'],
  ['model.07-1e21', 'an exponent without a sign'],
  ['model.07~1', 'ordinal 1, which is not written'],
  ['model.07~02', 'an ordinal with a zero in front'],
  ['model.07-0.0912~', 'an ordinal that is missing'],
  ['.model.07-0.0912', 'a dot in front, as staged ones have'],
  ['model.json', 'a file'],
  ['best', 'a pointer'],
  ['model.07-0.0912\n', 'a newline'],
  ['model.07/..', 'a path'],
])('%j is no checkpoint folder: %s', (text) => {
  expect(parseCheckpointFolder(text)).toBeUndefined()
})
