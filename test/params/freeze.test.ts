import { deepFreeze } from '../../src/params/freeze'
import type { DeepReadonly } from '../../src/params/types'

test('freezes every object and array, and gives the same value', () => {
  const value = { a: { b: [{ c: 1 }] }, d: 'text', e: null }
  const frozen = deepFreeze(value)
  expect(frozen).toBe(value)
  for (const part of [value, value.a, value.a.b, value.a.b[0]]) expect(Object.isFrozen(part)).toBe(true)
})

test('freezes what stands inside a frozen object', () => {
  const value = Object.freeze({ a: { b: 1 } })
  expect(Object.isFrozen(deepFreeze(value).a)).toBe(true)
})

test.each([1, 'text', null, true])('leaves %p as it is', (value) => {
  expect(deepFreeze(value)).toBe(value)
})

test('is read-only to the compiler too', () => {
  interface Params {
    model: { units: number[] }
  }
  const params: DeepReadonly<Params> = deepFreeze<Params>({ model: { units: [1] } })
  expect(() => {
    // @ts-expect-error a nested array cannot change
    params.model.units[0] = 2
  }).toThrow(TypeError)
  expect(() => {
    // @ts-expect-error a nested key cannot change
    params.model.units = []
  }).toThrow(TypeError)
})
