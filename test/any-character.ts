import * as fc from 'fast-check'

const SURROGATES = { first: 0xd800, count: 0x800 }

/**
 * Any character but half of a surrogate pair, as the unit of `fc.string`: often plain, seldom from anywhere. That is fast-check's
 * `binary`, of which the first in each process takes a second.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: characterBelow(0x80), weight: 5 },
  { arbitrary: characterBelow(0x3000), weight: 2 },
  { arbitrary: characterBelow(0x110000), weight: 3 },
)

function characterBelow(end: number): fc.Arbitrary<string> {
  const { first, count } = SURROGATES
  const above = end > first ? count : 0
  return fc.integer({ min: 0, max: end - above - 1 }).map(
    (place) => String.fromCodePoint(place < first ? place : place + count),
    (character) => {
      const code = typeof character === 'string' ? (character.codePointAt(0) ?? end) : end
      const isHalf = code >= first && code < first + count
      if (code >= end || isHalf || character !== String.fromCodePoint(code))
        throw new Error('not one of these')
      return code < first ? code : code - count
    },
  )
}
