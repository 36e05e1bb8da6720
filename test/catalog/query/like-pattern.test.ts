import * as fc from 'fast-check'
import { likePattern } from '../../../src/catalog/query/like-pattern'

test.each([
  ['adam', 'adam', true],
  ['adam', 'adamw', false],
  ['adam', 'Adam', false],
  ['adam*', 'adam', true],
  ['adam*', 'adamw', true],
  ['*adam', 'nadam', true],
  ['*a*a*', 'aba', true],
  ['*a*a*', 'ba', false],
  ['a**b', 'ab', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a?c', 'a😀c', true],
  ['a??c', 'a😀c', false],
  ['?', '😀', true],
  ['*?', '😀', true],
  ['?*?', '😀', false],
  ['😀', '😀', true],
  ['\ud83d?', '😀', false],
  ['*\ude00', '😀', false],
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['?', '', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['\\?', '?', true],
  ['\\?', 'a', false],
  ['\\\\', '\\', true],
  ['\\\\*', '\\x', true],
  ['C:\\dir', 'C:\\dir', true],
  ['a\\', 'a\\', true],
  ['a.c', 'abc', false],
  ['[a-z]+(', '[a-z]+(', true],
  ['a*c', 'a\nb\r\nc', true],
])('%j fits %j: %p', (pattern, text, expected) => {
  expect(likePattern(pattern)(text)).toBe(expected)
})

/** The same by the definition alone. */
function fitsPlainly(pattern: string[], text: string[]): boolean {
  const [part, ...parts] = pattern
  if (part === undefined) return text.length === 0
  if (part === '*')
    return fitsPlainly(parts, text) || (text.length > 0 && fitsPlainly(pattern, text.slice(1)))
  return (
    text.length > 0 && (part === '?' || [...part].at(-1) === text[0]) && fitsPlainly(parts, text.slice(1))
  )
}

test('says what the definition does', () => {
  const part = fc.constantFrom('*', '?', 'a', 'b', '😀', '\\*', '\\?', '\\\\')
  const character = fc.constantFrom('a', 'b', '😀', '*', '?', '\\')
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 7 }),
      fc.array(character, { maxLength: 8 }),
      (parts, characters) => {
        expect(likePattern(parts.join(''))(characters.join(''))).toBe(fitsPlainly(parts, characters))
      },
    ),
    { numRuns: 3000 },
  )
})

// Tried in all ways, the first of them would take longer than the universe has stood.
test.each([
  ['*a'.repeat(30) + '*b', 'a'.repeat(100_000)],
  ['*a?'.repeat(30) + '*b', 'a'.repeat(100_000)],
  ['*' + 'a'.repeat(50) + 'b', 'a'.repeat(100_000)],
  ['*'.repeat(10_000) + 'b', 'a'.repeat(100_000)],
])('W10: a hostile pattern comes to an end (%#)', (pattern, text) => {
  const fits = likePattern(pattern)
  expect(fits(text)).toBe(false)
  expect(fits(`${text}b`)).toBe(true)
})
