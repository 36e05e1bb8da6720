import * as fc from 'fast-check'
import { PathError } from '../../src/errors'
import { formatPath, getAt, isIndex, parsePath } from '../../src/params/path'
import { anyCharacter } from '../any-character'

test.each([
  ['model', ['model']],
  ['training.learning-rate', ['training', 'learning-rate']],
  ['layers.0.units', ['layers', '0', 'units']],
  ['a\\.b', ['a.b']],
  ['a\\.b.c', ['a.b', 'c']],
  ['a\\\\.b', ['a\\', 'b']],
  ['a\\\\\\.b', ['a\\.b']],
  ['with blank.é', ['with blank', 'é']],
  ['a\nb.😀', ['a\nb', '😀']],
  ['constructor.prototype', ['constructor', 'prototype']],
])('%j names the keys %j, and back', (text, segments) => {
  expect(parsePath(text)).toEqual(segments)
  expect(formatPath(segments)).toBe(text)
})

test.each([
  ['an empty path', '', /it is empty/],
  ['a dot alone', '.', /a key between its dots is empty/],
  ['a dot in front', '.a', /a key between its dots is empty/],
  ['a dot at the end', 'a.', /a key between its dots is empty/],
  ['two dots', 'a..b', /a key between its dots is empty/],
  ['a backslash at the end', 'a\\', /a backslash stands before a dot or another backslash only/],
  ['a backslash before another character', 'a\\b', /Write "\\\\" for a backslash in a key/],
  ['__proto__', '__proto__', /__proto__ cannot be a key/],
  ['__proto__ inside', 'a.__proto__.polluted', /__proto__ cannot be a key/],
])('refuses %s', (_, text, message) => {
  expect(() => parsePath(text)).toThrow(PathError)
  expect(() => parsePath(text)).toThrow(message)
  expect(() => parsePath(text)).toThrow(
    expect.objectContaining({ code: 'EXMAN_PATH_INVALID', path: text }) as Error,
  )
})

test('formatPath takes numbers, and calls no keys at all the root', () => {
  expect(formatPath(['layers', 0, 'units'])).toBe('layers.0.units')
  expect(formatPath([])).toBe('(root)')
})

test('any keys come back from their path', () => {
  const key = fc
    .oneof(fc.string({ minLength: 1, unit: anyCharacter }), fc.stringMatching(/^[\\.a]+$/))
    .filter((text) => text !== '__proto__')
  fc.assert(
    fc.property(fc.array(key, { minLength: 1 }), (segments) => {
      expect(parsePath(formatPath(segments))).toEqual(segments)
    }),
  )
})

describe('getAt', () => {
  const value = { layers: [{ units: 3 }, null], 'a.b': false, '': 1, constructor: 2 }

  test.each([
    [[], value],
    [['layers', '0', 'units'], 3],
    [['layers', '1'], null],
    [['a.b'], false],
    [[''], 1],
    [['constructor'], 2],
    [['layers', '2'], undefined],
    [['layers', '00'], undefined],
    [['layers', '-1'], undefined],
    [['layers', 'length'], undefined],
    [['layers', '1', 'units'], undefined],
    [['a.b', 'valueOf'], undefined],
    [['toString'], undefined],
    [['__proto__'], undefined],
    [['layers', '0', 'units', '0'], undefined],
  ])('at %j finds %j', (path, found) => {
    expect(getAt(value, path)).toEqual(found)
  })

  test('finds no character of a text', () => {
    expect(getAt('text', ['0'])).toBeUndefined()
  })
})

test.each([
  ['0', true],
  ['12', true],
  ['01', false],
  ['-1', false],
  ['1.5', false],
  ['', false],
  ['length', false],
])('isIndex of %j is %j', (segment, expected) => {
  expect(isIndex(segment)).toBe(expected)
})
