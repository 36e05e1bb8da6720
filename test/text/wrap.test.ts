import fc from 'fast-check'
import stringWidth from 'string-width'
import { wrappedText } from '../../src/text/wrap'

test.each<[string, string, number, string[]]>([
  ['nothing', '', 10, []],
  ['what fits', 'one two', 10, ['one two']],
  ['words', 'one two three', 8, ['one two', '- three']],
  ['a long word', 'one abcdefghij', 5, ['one', '- abc', '- def', '- ghi', '- j']],
  ['a long word at the start', 'abcdefg', 4, ['abcd', '- ef', '- g']],
  ['wide characters', '学習率と精度', 5, ['学習', '- 率', '- と', '- 精', '- 度']],
])('%s', (_, text, width, lines) => {
  expect(wrappedText(text, width, '- ')).toEqual(lines)
})

test('no line is too wide, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 30 }), (text, width) => {
      const lines = wrappedText(text, width, '  ')
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
  )
})
