import { whatInstead } from '../../src/params/what-instead'

test.each([
  [new Date(0), 'date.toISOString()'],
  [new Map(), 'Object.fromEntries(map)'],
  [new Set(), '[...set]'],
  [new Float32Array(1), 'Array.from(array)'],
  [Buffer.from('a'), 'Array.from(array)'],
  [new (class Stack extends Array {})(), 'Array.from(array)'],
  [new ArrayBuffer(1), 'Array.from(new Uint8Array(buffer))'],
  [1n, 'a string or a number'],
  [NaN, "null or a string such as 'none'"],
  [-Infinity, "null or a string such as 'none'"],
  [undefined, 'null'],
  [() => 1, 'its name as a string'],
  [Symbol('a'), 'its description as a string'],
  [Object(1), 'value.valueOf()'],
  [/a/, 'regexp.source'],
  [new TypeError('a'), 'error.message'],
  [Promise.resolve(1), 'await promise'],
  [new (class Model {})(), 'the plain values that you need of it'],
  [{ dataSync: () => [] }, 'Array.from(await tensor.data())'],
])('in place of %p: %s', (value, text) => {
  expect(whatInstead(value)).toBe(text)
})
