import { drawnRows } from '../../src/report-page/table/row-window'

const placesOf = (rows: readonly { place: number }[]) => rows.map(({ place }) => place)
const range = (first: number, end: number) => Array.from({ length: end - first }, (_, at) => first + at)

test.each([
  ['few rows', 3, { top: 0, height: 20 }, -1, range(0, 3)],
  ['the top', 10_000, { top: 0, height: 20 }, -1, range(0, 28)],
  ['the middle', 10_000, { top: 5000, height: 20 }, -1, range(4992, 5028)],
  ['the end', 10_000, { top: 9980, height: 20 }, -1, range(9972, 10_000)],
  ['what is left when fewer rows pass', 3, { top: 5000, height: 20 }, -1, range(0, 3)],
  ['the row with the focus, far above', 10_000, { top: 5000, height: 2 }, 7, [7, ...range(4992, 5010)]],
  ['the row with the focus, far below', 10_000, { top: 0, height: 2 }, 9999, [...range(0, 10), 9999]],
  ['the row with the focus, in sight', 10_000, { top: 0, height: 2 }, 5, range(0, 10)],
  ['a focus on a row that is gone', 4, { top: 0, height: 2 }, 9, range(0, 4)],
  ['no rows', 0, { top: 0, height: 20 }, 0, []],
])('drawn is %s', (_, count, sight, kept, places) => {
  expect(placesOf(drawnRows(count, sight, kept))).toEqual(places)
})

test('rows and the gaps between them are together as many as all rows above the last', () => {
  const rows = drawnRows(10_000, { top: 5000, height: 2 }, 7)
  expect(rows.reduce((sum, { gap }) => sum + gap + 1, 0)).toBe(rows.at(-1)!.place + 1)
})
