import { runInNewContext } from 'node:vm'
import * as namespace from '../../src/layout/names'
import { isDataArray, isDataObject } from '../../src/params/data-object'

class Model {}

test.each([
  ['a literal', {}, true],
  ['an object without a prototype', Object.create(null), true],
  ['an object of another realm', runInNewContext('({ a: 1 })'), true],
  ['what a module exports', namespace, true],
  ['an array', [], false],
  ['null', null, false],
  ['a text', 'a', false],
  ['an instance', new Model(), false],
  ['an instance of a class that extends null', Object.create(Object.create(null) as object), false],
  ['an object with another object as prototype', Object.create({ inherited: 1 }), false],
  ['a Map', new Map(), false],
  ['the arguments of a function', runInNewContext('(function () { return arguments })(1)'), false],
])('isDataObject of %s', (_, value, expected) => {
  expect(isDataObject(value)).toBe(expected)
})

test.each([
  ['a literal', [1], true],
  ['an array of another realm', runInNewContext('[1]'), true],
  ['an array of a subclass', new (class extends Array {})(), false],
  ['an array with another array as prototype', Object.setPrototypeOf([], []), false],
  [
    'an array below an array without a prototype',
    Object.setPrototypeOf([], Object.setPrototypeOf([], null) as []),
    false,
  ],
  ['an array without a prototype', Object.setPrototypeOf([], null), false],
  ['an object', { length: 0 }, false],
])('isDataArray of %s', (_, value, expected) => {
  expect(isDataArray(value)).toBe(expected)
})
