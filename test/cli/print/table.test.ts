import fc from 'fast-check'
import stringWidth from 'string-width'
import type { Cell, Column, ColumnType, Sheet } from '../../../src/catalog/sheet'
import { tableText, type TableStyle } from '../../../src/cli/print/table'
import { anyCharacter } from '../../any-character'

function sheet(columns: Record<string, ColumnType>, ...rows: Cell[][]): Sheet {
  const named = Object.entries(columns).map(([name, type]): Column => ({ name, type, kinds: {}, missing: 0 }))
  return { columns: named, rows }
}

const show = (given: Sheet, style: Partial<TableStyle> = {}) =>
  tableText(given, { color: false, ...style }).split('\n')

const runs = sheet(
  {
    run: 'text',
    status: 'text',
    'model.units': 'number',
    'training.lr': 'number',
    val_loss: 'number',
    layers: 'json',
  },
  ['2026-11-21-14-02-05', 'done', 64, 0.001, 0.0912345, [64, 32]],
  ['2026-11-21-14-40-11', 'failed', 128, 1.2e-7, NaN, [64, 32, 16]],
  ['2026-11-22-09-00-00', 'running', 32, 0.01, undefined, null],
)

test('a table has numbers right, texts left, two blanks between and none at the end of a line', () => {
  expect(show(runs)).toEqual([
    'run                  status   model.units  training.lr  val_loss  layers',
    '2026-11-21-14-02-05  done              64        0.001   0.09123  [64,32]',
    '2026-11-21-14-40-11  failed           128       1.2e-7       NaN  [64,32,16]',
    '2026-11-22-09-00-00  running           32         0.01         -  null',
  ])
})

test('a table without rows is its header; one without columns has nothing to show', () => {
  expect(show({ ...runs, rows: [] })).toEqual(['run  status  model.units  training.lr  val_loss  layers'])
  expect(show({ columns: [], rows: [[], []] })).toEqual(['', '', ''])
})

test('numbers of a column have the digits that tell them apart', () => {
  const numbers = sheet(
    { loss: 'number', lr: 'number' },
    [0.123416, 0.1],
    [0.123444, 0.10000001],
    [1 / 3, 1e-4],
  )
  expect(show(numbers)).toEqual([
    '   loss          lr',
    '0.12342         0.1',
    '0.12344  0.10000001',
    '0.33333      0.0001',
  ])
})

test('wide characters, emoji and combining marks are aligned', () => {
  const texts = ['学习率', '🙂', '🇩🇪', 'e\u0301', '👩\u200d🔬', 'plain'].map((text): Cell[] => [text, 1])
  const lines = show(sheet({ 名前: 'text', n: 'number' }, ...texts))
  expect(lines[1]).toBe('学习率      1')
  expect(new Set(lines.map(stringWidth)).size).toBe(1)
})

test('long texts are shortened first, all to one width', () => {
  const texts = sheet({ id: 'number', note: 'text', short: 'text', why: 'text' }, [
    1,
    'a'.repeat(50),
    'kept whole',
    'b'.repeat(90),
  ])
  expect(show(texts, { width: 80 })).toEqual([
    `id  note${' '.repeat(29)}short       why`,
    ` 1  ${'a'.repeat(30)}…  kept whole  ${'b'.repeat(30)}…`,
  ])
})

test('texts are not made shorter than their header', () => {
  const long = 'training.optimizer.schedule'
  const table = sheet({ a: 'text', note: 'text', [long]: 'text' }, ['x', 'y'.repeat(50), 'z'.repeat(50)])
  expect(show(table, { width: 54 })).toEqual([
    `a  note${' '.repeat(20)}${long}`,
    `x  ${'y'.repeat(21)}…  ${'z'.repeat(26)}…`,
  ])
})

test('the first column, which tells the run, is shortened last', () => {
  const table = sheet({ run: 'text', note: 'text' }, ['r'.repeat(38), 'n'.repeat(60)])
  expect(show(table, { width: 60 })[1]).toBe(`${'r'.repeat(38)}  ${'n'.repeat(19)}…`)
})

test('then columns are left out from the right, which a last line tells', () => {
  expect(show(runs, { width: 64 })).toEqual([
    'run                  status   model.units  training.lr  val_loss',
    '2026-11-21-14-02-05  done              64        0.001   0.09123',
    '2026-11-21-14-40-11  failed           128       1.2e-7       NaN',
    '2026-11-22-09-00-00  running           32         0.01         -',
    '1 column does not fit: layers. See it with --columns, --json or',
    'a wider terminal.',
  ])
  expect(show(runs, { width: 41 }).slice(3)).toEqual([
    '2026-11-22-09-00-00  running           32',
    '3 columns do not fit: training.lr,',
    'val_loss, layers. See them with',
    '--columns, --json or a wider terminal.',
  ])
})

test('a table that fits exactly is left alone', () => {
  const width = Math.max(...show(runs).map(stringWidth))
  expect(show(runs, { width })).toEqual(show(runs))
  expect(show(runs, { width: width - 1 }).join(' ')).toContain('1 column does not fit')
})

test('headers stay whole; only the one of the first column is cut, when the terminal is too narrow for it', () => {
  const long = 'training.optimizer.schedule'
  const table = sheet({ a: 'text', [long]: 'text' }, ['x', 'y'])
  expect(show(table, { width: 30 })).toEqual([`a  ${long}`, 'x  y'])
  expect(show(table, { width: 29 }).slice(0, 3)).toEqual(['a', 'x', '1 column does not fit:'])
  expect(show(sheet({ [long]: 'number' }, [1]), { width: 20 })).toEqual([
    'training.optimizer.…',
    `${' '.repeat(19)}1`,
  ])
})

test('of many columns that are left out the first twenty are named', () => {
  const many = sheet(
    Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`c${index}`, 'number' as const])),
  )
  const [, ...told] = show(many, { width: 20 })
  expect(told.join(' ')).toMatch(/^97 columns do not fit: c5, c6, .* c24, … and 77 more\. See them with/)
})

test('a long name of a column that is left out is cut', () => {
  const table = sheet({ a: 'text', ['long '.repeat(1000).trim()]: 'number' }, ['x', 1])
  const told = show(table, { width: 40 }).slice(2).join(' ')
  expect(told).toMatch(/^1 column does not fit: (long ){7}lon…\. See it with --columns/)
})

test('cells are cut where it is asked, though there were room', () => {
  expect(show(sheet({ note: 'text', n: 'number' }, ['x'.repeat(50), 1]), { maxCellWidth: 10 })).toEqual([
    'note        n',
    'xxxxxxxxx…  1',
  ])
})

test('colours are for the header and for what is missing, and change no width', () => {
  const table = sheet({ a: 'text', n: 'number' }, ['x', undefined])
  expect(show(table, { color: true })).toEqual([
    '\u001b[1ma\u001b[22m  \u001b[1mn\u001b[22m',
    'x  \u001b[2m-\u001b[22m',
  ])
})

test.each([
  ['colours', '\u001b[31mred\u001b[0m'],
  ['a title of the window', '\u001b]0;title\u0007'],
  ['the right-to-left override', 'a\u202egpj.exe'],
  ['isolates', '\u2066a\u2069'],
  ['a newline', 'a\nb\r\nc'],
  ['10,000 characters', 'x\n'.repeat(5000)],
  ['emoji joined to one', '👩\u200d👩\u200d👧\u200d👦'.repeat(10)],
  ['flags', '🇩🇪🇫🇷🇦🇦'.repeat(10)],
  ['a tower of combining marks', `e${'\u0301'.repeat(500)}`],
  ['NUL and DEL', '\u0000\u007f\u009b'],
])('%s in a cell, a header or a list: one line, aligned, with no control character', (_, hostile) => {
  const table = sheet(
    { [hostile]: 'text', plain: 'text', n: 'number', list: 'json', end: 'text' },
    [hostile, 'x', 1, [hostile, { [hostile]: 1 }], 'end'],
    ['y', hostile, 2, [], 'end'],
  )
  for (const width of [undefined, 200, 80, 20]) {
    const lines = show(table, { width })
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u)
    if (width === undefined) {
      expect(lines).toHaveLength(3)
      expect(new Set(lines.map(stringWidth)).size).toBe(1)
    }
  }
})

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const cell: fc.Arbitrary<Cell> = fc.oneof(
  text,
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, NaN),
  fc.array(fc.oneof(text, fc.double())),
  fc.dictionary(text, fc.integer()),
)
const anySheet: fc.Arbitrary<Sheet> = fc
  .array(fc.tuple(text, fc.constantFrom<ColumnType>('number', 'text', 'boolean', 'json', 'mixed', 'empty')), {
    maxLength: 12,
  })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns.map(([name, type]) => ({ name, type, kinds: {}, missing: 0 }))),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), {
        maxLength: 5,
      }),
    }),
  )

test('no line is wider than the terminal, whatever the table, and every row has one', () => {
  fc.assert(
    fc.property(anySheet, fc.integer({ min: 20, max: 120 }), fc.boolean(), (given, width, color) => {
      const lines = show(given, { width, color })
      expect(Math.max(...lines.map(stringWidth))).toBeLessThanOrEqual(width)
      expect(lines.length).toBeGreaterThan(given.rows.length)
    }),
    { numRuns: 500 },
  )
})
