import { isTrashEntry, trashEntries } from '../../src/layout/trash-entry'

test('the names of a moment are of its second in local time, and count up', () => {
  const names = trashEntries(new Date(2026, 10, 1, 4, 2, 3))
  expect([names.next().value, names.next().value]).toEqual([
    '2026-11-01--04-02-03-1',
    '2026-11-01--04-02-03-2',
  ])
})

test.each([
  ['2026-11-01--04-02-03-1', true],
  ['2026-11-01--04-02-03-12', true],
  ['2026-11-01--04-02-03', false],
  ['2026-11-01--04-02-03-0', false],
  ['2026-11-01--04-02-03-1/..', false],
  ['.removed-0123456789abcdef', false],
])('%s is the name of an entry: %s', (name, is) => {
  expect(isTrashEntry(name)).toBe(is)
})
