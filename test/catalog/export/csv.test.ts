import * as fc from 'fast-check'
import { csvChunks, csvText } from '../../../src/catalog/export/csv'
import type { Cell } from '../../../src/catalog/sheet'
import { cellNumber, parseCsv } from '../../../src/run/csv'
import { times } from '../../soak'
import { sheetOf, sheetOfColumns } from './sheets'

const cellOf = (cell: Cell): string => parseCsv(csvText(sheetOf({ a: [cell], b: [1] })))[1]![0]!

test('the names are the header, and each row is a line', () => {
  const sheet = sheetOf({ id: ['a', 'b'], 'training.lr': [0.1, 1e-7] })
  expect(csvText(sheet)).toBe('id,training.lr\na,0.1\nb,1e-7\n')
})

test.each([
  [undefined, ''],
  [null, ''],
  ['', ''],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [-0.5, '-0.5'],
  [0.1 + 0.2, '0.30000000000000004'],
  [2 ** 53 - 1, '9007199254740991'],
  [2 ** 53, '9.007199254740992e+15'],
  [-(2 ** 64), '-1.8446744073709552e+19'],
  [true, 'true'],
  [[64, [NaN, 'a']], '[64,["NaN","a"]]'],
  [{ a: -1 }, '{"a":-1}'],
  ['a\0b', 'a\ufffdb'],
  ['a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ['😀', '😀'],
])('%j is %j', (cell, text) => {
  expect(cellOf(cell as Cell)).toBe(text)
})

const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\tword',
  '\rword',
  ' =1',
  '"=1"',
  "'=1",
  "'\rword",
  '-',
  '-2+3+cmd|0',
  '＝1',
  '\ufeff=1',
]

test.each(FORMULAS)("the text %j gets a ' in front", (text) => {
  expect(cellOf(text)).toBe(`'${text}`)
})

test.each(['a=1', 'a-b', "it's", '"quoted"', '-5', '+5', '-0.5', '-.5', '+1e-7', '-Infinity', '5'])(
  'the text %j stays as it is',
  (text) => {
    expect(cellOf(text)).toBe(text)
  },
)

test('a name is a text, too', () => {
  expect(csvText(sheetOf({ '=1': ['a'], '-5': ['b'] }))).toBe("'=1,-5\na,b\n")
})

test('numbers and JSON in a mixed column are no formulas', () => {
  expect(csvText(sheetOf({ a: [-1, '=1', [-1], -Infinity] }))).toBe("a\n-1\n'=1\n[-1]\n-Infinity\n")
})

test("formulas: 'keep' leaves the texts", () => {
  const sheet = sheetOf({ '@a': FORMULAS })
  expect(parseCsv(csvText(sheet, { formulas: 'keep' }))).toEqual(['@a', ...FORMULAS].map((text) => [text]))
})

test('a row of one empty cell is no empty line, which readers skip', () => {
  expect(csvText(sheetOf({ a: [1, undefined, 3] }))).toBe('a\n1\n""\n3\n')
})

test.each([
  ['no rows', sheetOf({ a: [], b: [] }), 'a,b\n'],
  ['no columns', { columns: [], rows: [[], []] }, ''],
])('a table with %s', (_title, sheet, text) => {
  expect(csvText(sheet)).toBe(text)
})

// The characters that a CSV file cannot hold, or some reader cannot read, have a test of their own.
const anyText = fc.string({
  unit: fc.constantFrom('a', '=', '-', "'", '"', ',', '\n', '\r', '\t', ' ', '1', '😀', '\u2028'),
  maxLength: 12,
})

/** Any table of texts: its header and its rows. */
const anyTable = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(anyText, { minLength: width, maxLength: width }), { minLength: 1 }))

// What gives a reader the texts back.
const unescaped = (text: string): string => text.replace(/^'(?=[\s'"]*[-=]|['"]*[\t\r\n])/, '')

test('is read back with the same texts, the escaped ones without one quote', () => {
  fc.assert(
    fc.property(anyTable, (records) => {
      const [header, ...rows] = records
      const sheet = sheetOfColumns(header!.map((name, at) => [name, rows.map((row) => row[at])]))
      expect(parseCsv(csvText(sheet, { formulas: 'keep' }))).toEqual(records)
      expect(parseCsv(csvText(sheet)).map((record) => record.map(unescaped))).toEqual(records)
    }),
    { numRuns: times(500, 20_000) },
  )
})

test('is read back with the same numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (numbers) => {
      const [, ...records] = parseCsv(csvText(sheetOf({ a: numbers })))
      expect(records.map(([cell]) => cellNumber(cell))).toEqual(numbers.map((number) => number + 0))
    }),
    { numRuns: times(500, 20_000) },
  )
})

test('a large table comes in chunks of whole lines, each about as long as the others', () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [at, 'text', -at / 3])
  const chunks = [...csvChunks({ ...sheetOf({ a: [1], b: ['b'], c: [-1] }), rows })]
  expect(chunks.join('').split('\n')).toHaveLength(20_002)
  expect(chunks.length).toBeGreaterThan(5)
  expect(chunks.filter((chunk) => chunk.length > 70_000 || !chunk.endsWith('\n'))).toEqual([])
})
