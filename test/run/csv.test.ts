import fc from 'fast-check'
import { cellNumber, csvLine, numberCell, parseCsv } from '../../src/run/csv'

test.each([
  [['epoch', 'seconds', 'loss'], 'epoch,seconds,loss'],
  [['a,b', 'c'], '"a,b",c'],
  [['say "hi"'], '"say ""hi"""'],
  [['two\nlines', 'cr\rlf'], '"two\nlines","cr\rlf"'],
  [['', ''], ','],
  [['', 'x', ''], ',x,'],
  [[' blank ', 'ümläut'], ' blank ,ümläut'],
])('the record %j is the line %j, and back', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
  expect(parseCsv(`${line}\n`)).toEqual([cells])
})

test.each([
  ['', []],
  ['\n', [['']]],
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['a\rb\n', [['a'], ['b']]],
  ['"a\r\nb",c\n', [['a\r\nb', 'c']]],
  ['"a', [['a']]],
])('%j is read as %j', (text, records) => {
  expect(parseCsv(text)).toEqual(records)
})

test('any records come back as they were', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\u2028') }),
  )
  const records = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 })
  fc.assert(
    fc.property(records, fc.constantFrom('\n', '\r\n'), (given, end) => {
      expect(parseCsv(given.map((record) => csvLine(record) + end).join(''))).toEqual(given)
    }),
  )
})

test.each([
  [undefined, ''],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [0, '0'],
  [1e-7, '1e-7'],
  [0.1, '0.1'],
  [5e-324, '5e-324'],
])('the metric %p is the cell %j, and back', (value, cell) => {
  expect(numberCell(value)).toBe(cell)
  expect(cellNumber(cell)).toBe(value)
})

test('every number comes back bit for bit', () => {
  fc.assert(
    fc.property(fc.double(), (value) => expect(cellNumber(numberCell(value))).toBe(value === 0 ? 0 : value)),
  )
})

test.each([[undefined], [''], [' '], ['none'], ['1,5'], ['1 2']])('the cell %j holds no number', (cell) => {
  expect(cellNumber(cell)).toBeUndefined()
})
