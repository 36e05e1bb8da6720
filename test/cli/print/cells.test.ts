import type { Cell, Column } from '../../../src/catalog/sheet'
import { cellText, headerText } from '../../../src/cli/print/cells'

const column = (rest: Partial<Column> = {}): Column => ({
  name: 'note',
  type: 'text',
  kinds: {},
  missing: 0,
  ...rest,
})

test.each<[string, Cell, string]>([
  ['a text without quotes', 'Adam', 'Adam'],
  ['a number', 0.0912, '0.0912'],
  ['NaN', NaN, 'NaN'],
  ['true', true, 'true'],
  ['null', null, 'null'],
  ['what is missing', undefined, '-'],
  ['a list as compact JSON', [64, 32], '[64,32]'],
  ['an object as compact JSON', { lr: 0.1, a: { b: 'c' } }, '{"lr":0.1,"a":{"b":"c"}}'],
  ['NaN, infinities and minus zero in a list', [NaN, -Infinity, -0, null], '[NaN,-Infinity,-0,null]'],
  ['empty lists and objects', [[], {}], '[[],{}]'],
  ['control characters in a list', ['\u001b\n\u202e'], '["\\u001b\\n\\u202e"]'],
  ['hostile keys', { '\u001b[2J': 1 }, '{"\\u001b[2J":1}'],
])('shows %s', (_, cell, shown) => {
  expect(cellText(cell, column())).toBe(shown)
})

test.each<[string, Cell, Partial<Column>, string]>([
  ['an empty text', '', {}, '""'],
  ['the sign of what is missing', '-', {}, '"-"'],
  ['blanks at the ends', ' a ', {}, '" a "'],
  ['the word null where there are nulls', 'null', { kinds: { text: 1, null: 1 } }, '"null"'],
  ['the word null where there are none', 'null', { kinds: { text: 1 } }, 'null'],
  ['a text among numbers', '1', { type: 'mixed' }, '"1"'],
  ['a number among texts', 1, { type: 'mixed' }, '1'],
])('quotes a text that could be taken for something else: %s', (_, cell, rest, shown) => {
  expect(cellText(cell, column(rest))).toBe(shown)
})

test.each<[Cell, string]>([
  ['x'.repeat(10_000), 'xxxxxxx…'],
  [Array.from({ length: 10_000 }, (_, index) => index), '[0,1,2,…'],
  [{ a: 'x'.repeat(10_000) }, '{"a":"x…'],
  ['12345678', '12345678'],
])('cuts what is longer than 8', (cell, shown) => {
  expect(cellText(cell, column(), { maxWidth: 8 })).toBe(shown)
})

test('cuts a long list without walking through it', () => {
  const list: Cell = Array.from({ length: 20 }, (_, index) => index)
  const looked = jest.fn(() => 0)
  Object.defineProperty(list, 100, { enumerable: true, get: looked })
  expect(cellText(list, column(), { maxWidth: 4 })).toBe('[0,…')
  expect(looked).not.toHaveBeenCalled()
})

test('shows what is nested far too deep', () => {
  let deep: Cell = 1
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep]
  expect(cellText(deep, column())).toBe(`${'['.repeat(200)}…${']'.repeat(200)}`)
})

test.each([
  ['training.lr', 'training.lr'],
  ['', '""'],
  [' a', '" a"'],
  ['\u001b[31m', '\\u001b[31m'],
])('the column named %j has the header %s', (name, shown) => {
  expect(headerText(column({ name }))).toBe(shown)
})
