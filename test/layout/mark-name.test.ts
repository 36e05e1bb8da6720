import { whyNoMark } from '../../src/layout/mark-name'

test.each([
  'pinned',
  'for/the/paper',
  'v1.2',
  'größer als 0.9',
  '000001',
  '2026-01-05',
  'a'.repeat(180),
  Array.from({ length: 20 }, () => 'a').join('/'),
])('%j can be a mark', (mark) => expect(whyNoMark(mark)).toBeUndefined())

test.each([
  ['', 'is empty'],
  ['/good', 'has a name that is empty'],
  ['good/', 'has a name that is empty'],
  ['a//b', 'has a name that is empty'],
  ['.', 'is "."'],
  ['..', 'is ".."'],
  ['../runs', 'has a name that is ".."'],
  ['a/../b', 'has a name that is ".."'],
  ['.hidden', 'begins with a dot'],
  ['a/.exman', 'has a name that begins with a dot'],
  ['a\\b', 'contains "\\\\"'],
  ['a\0b', 'contains "\\u0000"'],
  ['a\nb', 'contains "\\n"'],
  ['\u001b[31mred', 'contains "\\u001b"'],
  ['C:', 'contains ":"'],
  ['CON', 'is that of a device on Windows'],
  ['for/nul.txt', 'has a name that is that of a device on Windows'],
  [' a', 'begins with a blank'],
  ['a ', 'ends with a blank'],
  ['a.', 'ends with a dot'],
  [
    'good/000001-2020-03-03-15-52-10',
    'has a name that is that of a numbered run, "000001-2020-03-03-15-52-10"',
  ],
  ['a'.repeat(181), 'has 181 bytes, more than 180'],
  [Array.from({ length: 6 }, () => 'a'.repeat(100)).join('/'), 'has 605 bytes, more than 500'],
  [Array.from({ length: 21 }, () => 'a').join('/'), 'has more than 20 names between its slashes'],
])('%j is none: it %s', (mark, why) => expect(whyNoMark(mark)).toBe(why))
