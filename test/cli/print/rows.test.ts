import { rowsText } from '../../../src/cli/print/rows'

test('columns stand below each other, some at the right, and no blanks at the ends', () => {
  const rows = [
    ['a', '12 kB', 'why'],
    ['日本', '7 B', ''],
  ]
  expect(rowsText(rows, { right: [1] })).toBe('  a     12 kB  why\n  日本    7 B\n')
})

test('no rows are no text', () => {
  expect(rowsText([], { right: [] })).toBe('')
})
