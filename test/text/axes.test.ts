import { labelsBelow, withAxes } from '../../src/text/axes'

const STYLE = { columns: 6, labels: 4, color: false, ascii: false }

test('labels stand right of the rows, ticks where there is one, and at the floor', () => {
  expect(withAxes(['ab', '', 'c'], ['1', '', '0.25'], STYLE, [0, 5])).toEqual([
    '   1 ┤ab',
    '     │',
    '0.25 ┤c',
    '     └┬────┬',
  ])
})

test('in ASCII, with labels that are cut', () => {
  expect(withAxes(['ab'], ['12345'], { ...STYLE, ascii: true }, [2])).toEqual(['123~ +ab', '     +--+---'])
})

test('wide labels are measured', () => {
  expect(withAxes([''], ['精'], STYLE)[0]).toBe('  精 ┤')
})

test.each<[string, [number, string][], string, number[]]>([
  [
    'each in the middle of its column',
    [
      [2, 'abc'],
      [8, 'de'],
    ],
    ' abc    de',
    [2, 8],
  ],
  [
    'inside at the ends',
    [
      [0, 'abc'],
      [9, 'def'],
    ],
    'abc    def',
    [0, 9],
  ],
  [
    'not without a blank between',
    [
      [0, 'abc'],
      [4, 'def'],
      [9, 'g'],
    ],
    'abc      g',
    [0, 9],
  ],
  [
    'those before have room before those behind',
    [
      [0, 'ab'],
      [9, 'cd'],
      [4, 'ef'],
      [5, 'gh'],
    ],
    'ab  ef  cd',
    [0, 9, 4],
  ],
  [
    'not one that is wider than all',
    [
      [5, 'abcdefghijk'],
      [5, 'a'],
    ],
    '     a',
    [5],
  ],
])('labels below: %s', (_, labels, line, columns) => {
  const placed = labelsBelow(
    labels.map(([column, text]) => ({ column, text })),
    10,
  )
  expect(placed.line).toBe(line)
  expect(placed.shown.map(({ column }) => column)).toEqual(columns)
})
