import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { safeName, whyNoPlainName } from '../../src/layout/plain-name'
import { scratch } from '../faults/scratch'
import { anyCharacter } from '../any-character'

const names = ['baseline', 'lr=0.1', '100%', 'été', '日本', 'a b', '.hidden', '..a', 'a..b', '~', 'con', '😀']

test.each([...names, 'x'.repeat(180), 'é'.repeat(90)])('%j can be part of a folder name', (name) => {
  expect(whyNoPlainName(name)).toBeUndefined()
})

test.each([
  ['', 'is empty'],
  ['.', 'is "."'],
  ['..', 'is ".."'],
  ['/', 'contains "/"'],
  ['../up', 'contains "/"'],
  ['/etc/passwd', 'contains "/"'],
  ['a\\b', 'contains "\\\\"'],
  ['C:x', 'contains ":"'],
  ['a\0', 'contains "\\u0000"'],
  ['a\nb', 'contains "\\n"'],
  ['\u001b[2J', 'contains "\\u001b"'],
  ['a\u0085', 'contains "\\u0085"'],
  ['a\u200bb', 'contains "\\u200b"'],
  ['a\u202eb', 'contains "\\u202e"'],
  ['\ufeffa', 'contains "\\ufeff"'],
  ['a\ud800', 'contains "\\ud800"'],
  ['\udc00a', 'contains "\\udc00"'],
  ['a<b', 'contains "<"'],
  ['a>b', 'contains ">"'],
  ['a"b', 'contains "\\""'],
  ['a|b', 'contains "|"'],
  ['a?', 'contains "?"'],
  ['*', 'contains "*"'],
  [' a', 'begins with a blank'],
  ['\u00a0a', 'begins with a blank'],
  ['a ', 'ends with a blank'],
  ['a\u3000', 'ends with a blank'],
  [' ', 'begins with a blank'],
  ['a.', 'ends with a dot'],
  ['...', 'ends with a dot'],
  ['x'.repeat(181), 'has 181 bytes, more than 180'],
  ['é'.repeat(91), 'has 182 bytes, more than 180'],
])('%j cannot: it %s', (name, why) => {
  expect(whyNoPlainName(name)).toBe(why)
})

// Changing one of these names is a breaking change: what is on disk by it would not be found.
test.each([
  ['0.001', '0.001'],
  ['sgd, adam', 'sgd, adam'],
  ['été 😀', 'été 😀'],
  ['', '%empty'],
  ['%empty', '%25empty'],
  ['a/b', 'a%2Fb'],
  ['a%2Fb', 'a%252Fb'],
  ['.', '%2E'],
  ['..', '%2E%2E'],
  ['.hidden', '%2Ehidden'],
  ['a.b.', 'a.b%2E'],
  [' a b ', '%20a b%20'],
  [' ', '%20'],
  ['C:\\x', 'C%3A%5Cx'],
  ['a\nb', 'a%0Ab'],
  ['\u202e', '%E2%80%AE'],
  ['\ud800', '%uD800'],
  ['con', '%63on'],
  ['NUL.txt', '%4EUL.txt'],
  ['com1 .x', '%63om1 .x'],
  ['lpt²', '%6Cpt²'],
  ['console', 'console'],
  ['com10', 'com10'],
  ['caf\u00e9', 'caf\u00e9'],
  ['cafe\u0301', 'cafe%CC%81'],
  ['.\u0301', '%2E%CC%81'],
  ['x'.repeat(120), 'x'.repeat(120)],
])('%j is safe as %j', (value, name) => {
  expect(safeName(value)).toBe(name)
})

test('a long text is cut at a whole character, with a hash of all of it', () => {
  expect(safeName('é'.repeat(61))).toMatch(/^é{43}%~[0-9a-f]{32}$/)
  expect(safeName('/'.repeat(61))).toMatch(/^(%2F){28}%~[0-9a-f]{32}$/)
  expect(safeName('x'.repeat(121))).not.toBe(safeName('x'.repeat(122)))
})

const pieces = [
  'a',
  'A',
  '%',
  '%2E',
  '%25',
  '.',
  ' ',
  '/',
  'con',
  'é',
  'e\u0301',
  'e',
  '\u0301',
  '\ud83d',
  '\ude00',
]
const more = [
  '\ud800',
  '\udc00',
  '\ufffd',
  '~',
  '%~',
  'empty',
  '%empty',
  '%uD800',
  'nul',
  '\u200b',
  '\u1100',
  '\u1161',
  '\u212b',
]
const anyPiece = fc.oneof(
  fc.constantFrom(...pieces, ...more),
  fc.string({ unit: anyCharacter, maxLength: 3 }),
)
const anyText = fc.array(anyPiece, { maxLength: 5 }).map((pieces) => pieces.join(''))
const anyLength = fc.tuple(fc.constantFrom(0, 80, 110, 150), anyText).map(([n, text]) => 'x'.repeat(n) + text)

test('a safe name is always plain, of 120 bytes at most, and the same on a disk that composes characters', () => {
  fc.assert(
    fc.property(anyLength, (text) => {
      const name = safeName(text)
      expect(whyNoPlainName(name)).toBeUndefined()
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
      expect(name.normalize('NFC')).toBe(name)
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i)
    }),
    { numRuns: 3000 },
  )
})

test('different texts have different safe names', () => {
  const texts = pieces.flatMap((a) => pieces.flatMap((b) => pieces.map((c) => a + b + c)))
  const all = new Set([...texts, ...more, ...fc.sample(anyLength, 5000)])
  expect(all.size).toBeGreaterThan(6000)
  expect(new Set([...all].map(safeName)).size).toBe(all.size)
})

test('each is the name of a folder of its own', () => {
  const dir = scratch()
  const texts = new Set([...pieces, ...more, ...names, '', '.', '..', 'a/b', ...fc.sample(anyLength, 300)])
  for (const text of texts) mkdirSync(join(dir, safeName(text)))
  expect(readdirSync(dir).sort()).toEqual([...texts].map(safeName).sort())
})
