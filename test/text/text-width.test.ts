import fc from 'fast-check'
import stringWidth from 'string-width'
import type { Column } from '../../src/catalog/sheet'
import { tableText } from '../../src/cli/print/table'
import { cutText, safeText, textWidth } from '../../src/text/text-width'
import { anyCharacter } from '../any-character'

jest.mock('string-width', () => jest.fn(jest.requireActual<(text: string) => number>('string-width')))

test('a table of 100,000 plain rows takes the slow measure for none of them', () => {
  const columns = ['run', 'note'].map((name): Column => ({ name, type: 'text', kinds: {}, missing: 0 }))
  const rows = Array.from({ length: 100_000 }, (_, index) => [`run-${index}`, 'x'.repeat(80)])
  jest.mocked(stringWidth).mockClear()
  expect(tableText({ columns, rows }, { width: 80, color: false }).split('\n')).toHaveLength(100_001)
  expect(stringWidth).not.toHaveBeenCalled()
})

test.each([
  ['', 0],
  ['loss', 4],
  ['lo…', 3],
  ['学习率', 6],
  ['e\u0301', 1],
  ['🙂', 2],
  ['🇩🇪', 2],
])('%j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width)
})

test.each([
  ['what fits stays', 'loss', 4, 'loss'],
  ['the mark counts', 'val_loss', 4, 'val…'],
  ['wide characters are not halved', '学习率', 4, '学…'],
  ['combining marks stay with their letter', 'e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['flags are not halved', '🇩🇪🇫🇷🇮🇹', 5, '🇩🇪🇫🇷…'],
  ['there may be room for the mark only', 'loss', 1, '…'],
  ['or for nothing', 'loss', 0, ''],
])('%s', (_, text, width, cut) => {
  expect(cutText(text, width)).toBe(cut)
})

test.each([
  ['colours', '\u001b[31mred', '\\u001b[31mred'],
  ['a bell', 'a\u0007', 'a\\u0007'],
  ['a newline and a return', 'a\r\nb', 'a\\u000d\\u000ab'],
  ['a tab', 'a\tb', 'a\\u0009b'],
  ['the right-to-left override', 'a\u202egpj', 'a\\u202egpj'],
  ['the single-unit CSI', '\u009b2J', '\\u009b2J'],
  ['a zero-width joiner', '👩\u200d🔬', '👩\\u200d🔬'],
  ['half a character', 'a\ud83d', 'a\\ud83d'],
])('makes %s visible', (_, text, shown) => {
  expect(safeText(text)).toBe(shown)
})

test('says that a text was cut, however narrow its characters', () => {
  expect(safeText('\u0301'.repeat(10_000), 20)).toMatch(/…$/)
  expect(safeText('x'.repeat(10_000), 20)).toBe(`${'x'.repeat(19)}…`)
  expect(safeText('🙂'.repeat(10_000), 20)).toBe(`${'🙂'.repeat(9)}…`)
})

const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)

test('no text is wider than it may be, and none keeps a control character', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 40 }), (text, width) => {
      const shown = safeText(text, width)
      expect(stringWidth(shown)).toBeLessThanOrEqual(width)
      expect(shown).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u)
    }),
    { numRuns: 1000 },
  )
})
