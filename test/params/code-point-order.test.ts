import * as fc from 'fast-check'
import { codePointOrder } from '../../src/params/code-point-order'

test.each([
  ['', '', 0],
  ['a', 'a', 0],
  ['a', 'b', -1],
  ['Z', 'a', -1],
  ['a', 'ab', -1],
  ['10', '9', -1],
  ['2026-11-01', '2026-11-02T00:00:00Z', -1],
  ['\uffff', '😀', -1],
  ['x\uffff', 'x😀', -1],
  ['😀', '😁', -1],
  ['\ud83d\uffff', '😀', -1],
  ['\ud83d', '😀', -1],
])('%j to %j is %i', (a, b, expected) => {
  expect(Math.sign(codePointOrder(a, b))).toBe(expected)
  expect(Math.sign(codePointOrder(b, a))).toBe(expected === 0 ? 0 : -expected)
})

test('is that of the lists of code points', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '\uffff', '\ud83d', '\ude00', '\ude01', '\ue000'), { maxLength: 5 })
    .map((units) => units.join(''))
  const points = (one: string) => Array.from(one, (character) => character.codePointAt(0)!)
  const ofLists = (a: number[], b: number[]): number => {
    const at = a.findIndex((point, index) => point !== b[index])
    return at === -1 ? a.length - b.length : b[at] === undefined ? 1 : a[at]! - b[at]
  }
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(codePointOrder(a, b))).toBe(Math.sign(ofLists(points(a), points(b))))
    }),
    { numRuns: 2000 },
  )
})
