import * as fc from 'fast-check'
import { markdownText } from '../../../src/catalog/export/markdown'
import { times } from '../../soak'
import { thrown } from '../../faults/thrown'
import { AWKWARD, sheetOf, sheetOfColumns } from './sheets'

/** The cells of a row: what stands between its unescaped pipes. */
function cellsOf(row: string): string[] {
  const cells = row.match(/(?:\\.|[^|\\])+/g) ?? []
  return cells.map((cell) => cell.trim())
}

const cellFor = (text: string): string =>
  markdownText(sheetOf({ a: [text] }))
    .split('\n')[2]!
    .slice(2, -2)

test('columns of numbers stand to the right', () => {
  const sheet = sheetOf({ id: ['a', 'b'], val_loss: [0.1 + 0.2, NaN], dropout: [undefined, null] })
  expect(markdownText(sheet)).toBe(
    [
      '| id | val_loss | dropout |',
      '| --- | ---: | --- |',
      '| a | 0.30000000000000004 |  |',
      '| b | NaN |  |',
      '',
    ].join('\n'),
  )
})

test.each([
  ['a|b', 'a\\|b'],
  ['a\\|b', 'a\\\\\\|b'],
  ['C:\\dir\\', 'C:\\\\dir\\\\'],
  ['a\nb\r\nc\rd\u2028e', 'a<br>b<br>c<br>d<br>e'],
  ['a\tb', 'a b'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['&lt;', '&amp;lt;'],
  ['`code`', '\\`code\\`'],
  ['*bold* ~~gone~~ $x$', '\\*bold\\* \\~\\~gone\\~\\~ \\$x\\$'],
  ['val_loss', 'val_loss'],
  ['_so_ __init__', '\\_so\\_ \\_\\_init\\_\\_'],
  ['[a](javascript:b)', '\\[a](javascript:b)'],
  ['![a](b)', '!\\[a](b)'],
  ['a\0b\u001b[31m\ud800', 'a\\\\u0000b\\\\u001b\\[31m\\\\ud800'],
  ['\u202eabc', '\\\\u202eabc'],
  ['👩‍🔬 ünï', '👩‍🔬 ünï'],
])('the text %j is %j', (text, escaped) => {
  expect(cellFor(text)).toBe(escaped)
})

test('a name is escaped as a text is', () => {
  expect(markdownText(sheetOf({ '<b>|': [1] }))).toMatch(/^\| &lt;b&gt;\\\| \|\n/)
})

test('lists and objects are JSON', () => {
  expect(markdownText(sheetOf({ a: [[64, 'x|y'], { b: NaN }] }))).toBe(
    '| a |\n| --- |\n| \\[64,"x\\|y"] |\n| {"b":"NaN"} |\n',
  )
})

test('digits rounds fractions, and leaves whole numbers', () => {
  const sheet = sheetOf({ a: [123456, 0.123456, -1234.5678, 1.5e-9, NaN, -Infinity] })
  const rows = markdownText(sheet, { digits: 3 }).trim().split('\n').slice(2)
  expect(rows.flatMap(cellsOf)).toEqual(['123456', '0.123', '-1230', '1.5e-9', 'NaN', '-Infinity'])
})

test.each([0, 1.5, 18, NaN, '3'])('digits cannot be %p', (digits) => {
  const sheet = sheetOf({ a: [1] })
  expect(thrown(() => markdownText(sheet, { digits: digits as number }))).toMatchObject({
    code: 'EXMAN_OPTION_INVALID',
    option: 'digits',
  })
})

test('the awkward table has a cell for each column in every row', () => {
  const rows = markdownText(sheetOf(AWKWARD)).trimEnd().split('\n')
  expect(rows).toHaveLength(6)
  expect(rows.map((row) => cellsOf(row).length)).toEqual(rows.map(() => Object.keys(AWKWARD).length))
})

test.each([
  ['no rows', sheetOf({ a: [] }), '| a |\n| --- |\n'],
  ['no columns', { columns: [], rows: [[]] }, ''],
])('a table with %s', (_title, sheet, text) => {
  expect(markdownText(sheet)).toBe(text)
})

test('every row has the same number of unescaped pipes, and nothing that HTML acts on', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '|', '\\', '`', '<', '>', '&', '\n', '\r', ' ', '_') })
  fc.assert(
    fc.property(text, text, text, (name, one, two) => {
      const rows = markdownText(sheetOfColumns([[name, [one, two]], ['b', [two, one]]])).trimEnd().split('\n') // prettier-ignore
      expect(rows.map((row) => row.replace(/\\./g, '').replace(/[^|]/g, ''))).toEqual(rows.map(() => '|||'))
      expect(rows.join('').replaceAll('<br>', '')).not.toMatch(/[<>]|&(?!(lt|gt|amp);)/)
    }),
    { numRuns: times(500, 20_000) },
  )
})
