import fc from 'fast-check'
import stringWidth from 'string-width'
import { curvesText, type CurvesStyle, type Series } from '../../src/text/curves'
import { anyCharacter } from '../any-character'

const curve = (name: string, values: number[], first = 1): Series => ({
  name,
  epochs: values.map((_, index) => first + index),
  values,
})

const show = (series: Series[], style: Partial<CurvesStyle> = {}) =>
  curvesText({ series }, { width: 30, height: 4, color: false, ...style }).split('\n')

const upTo = (count: number, valueOf: (epoch: number) => number) =>
  Array.from({ length: count }, (_, index) => valueOf(index + 1))

const line = upTo(10, (epoch) => epoch)

test('a curve is a line of dots from its first epoch to its last, its extremes at the edges', () => {
  expect(show([curve('loss', line)])).toEqual([
    'loss',
    '10 ┤                   ⢀⣀⡠⠤⠔⠒⠉',
    '   │             ⣀⣀⠤⠔⠒⠉⠁',
    '   │      ⢀⣀⠤⠔⠒⠉⠉',
    ' 1 ┤⣀⠤⠔⠒⠊⠉⠁',
    '   └──────────────────────────',
    '    1         epoch         10',
  ])
})

test('loss and val_loss share a panel, each with its letter; other metrics have their own', () => {
  const series = [
    curve('loss', line.toReversed()),
    curve('acc', line),
    curve(
      'val_loss',
      line.map((value) => 15 - value),
    ),
  ]
  expect(show(series)).toEqual([
    'a loss  b val_loss',
    '14 ┤⠉⠑⠒⠒⠢⠤b⣀⣀⡀',
    '   │⠒⠢a⠤⢄⣀⣀  ⠈⠉⠒⠒⠤b⢄⣀⣀⡀',
    '   │       ⠉⠉⠉a⠒⠒⠤⠤⣀⡀ ⠈⠉⠉⠑b⠒⠤⠤',
    ' 1 ┤                ⠈⠉a⠒⠒⠢⠤⠤⣀⣀',
    '   └──────────────────────────',
    '    1         epoch         10',
    '',
    'acc',
    '10 ┤                   ⢀⣀⡠⠤⠔⠒⠉',
    '   │             ⣀⣀⠤⠔⠒⠉⠁',
    '   │      ⢀⣀⠤⠔⠒⠉⠉',
    ' 1 ┤⣀⠤⠔⠒⠊⠉⠁',
    '   └──────────────────────────',
    '    1         epoch         10',
  ])
})

test('in ASCII the letters are the curves', () => {
  const series = [curve('loss', line.toReversed()), curve('val_loss', line), curve('précis', [1])]
  expect(show(series, { ascii: true })).toEqual([
    'a loss  b val_loss',
    '10 +aaaaa                bbbbb',
    '   |     aaaaaaaabbbbbbbb',
    '   |     bbbbbbbbaaaaaaaa',
    ' 1 +bbbbb                aaaaa',
    '   +--------------------------',
    '    1         epoch         10',
    '',
    'pr?cis',
    '   |',
    '   |',
    ' 1 +*',
    '   |',
    '   +--------------------------',
    '    1         epoch         10',
  ])
})

test('colours are those of the legend', () => {
  const series = [curve('loss', [1, 1]), curve('val_loss', [2, 2])]
  expect(show(series, { color: true, height: 3, width: 20 })).toEqual([
    '\u001b[36ma loss\u001b[39m  \u001b[33mb val_loss\u001b[39m',
    '\u001b[2m2 ┤\u001b[22m\u001b[33m⠉⠉⠉⠉⠉⠉b⠉⠉⠉⠉⠉⠉⠉b⠉⠉\u001b[39m',
    '\u001b[2m  │\u001b[22m',
    '\u001b[2m1 ┤\u001b[22m\u001b[36m⣀⣀a⣀⣀⣀⣀⣀⣀⣀a⣀⣀⣀⣀⣀⣀\u001b[39m',
    '\u001b[2m  └─────────────────\u001b[22m',
    '\u001b[2m   1     epoch     2\u001b[22m',
  ])
})

test('what is not finite is a gap, and counted', () => {
  expect(show([curve('loss', [1, 1, 1, NaN, Infinity, -Infinity, 2, 2, 2])])).toEqual([
    'loss (3 not finite)',
    '2 ┤                    ⠉⠉⠉⠉⠉⠉⠉',
    '  │',
    '  │',
    '1 ┤⣀⣀⣀⣀⣀⣀⣀',
    '  └───────────────────────────',
    '   1          epoch          9',
  ])
})

test.each<[string, Series[], string[]]>([
  [
    'one epoch is a point',
    [curve('loss', [0.5])],
    ['loss', '    │', '0.5 ┤⠄', '    │', '    └────────────────────────', '     1 epoch'],
  ],
  [
    'a constant is a line in the middle',
    [curve('loss', [0.5, 0.5, 0.5])],
    [
      'loss',
      '    │',
      '0.5 ┤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤',
      '    │',
      '    └────────────────────────',
      '     1        epoch         3',
    ],
  ],
  [
    'a point between gaps is shown',
    [curve('loss', [0, NaN, 1, NaN, 0])],
    [
      'loss (2 not finite)',
      '1 ┤             ⠁',
      '  │',
      '0 ┤⡀                        ⢀',
      '  └──────────────────────────',
      '   1         epoch          5',
    ],
  ],
  [
    'points at one place share a sign, which is told',
    [curve('l', [3]), curve('val_l', [3])],
    ['a l  b val_l  (# several)', '  │', '3 ┤#', '  │', '  └──────────────────────────', '   1 epoch'],
  ],
  [
    'a run that was resumed begins where it does',
    [curve('loss', [3, 2, 1], 101)],
    [
      'loss',
      '3 ┤⠉⠑⠒⠢⠤⢄⣀⣀',
      '  │        ⠉⠉⠒⠒⠤⠤⢄⣀⣀',
      '1 ┤                 ⠉⠉⠑⠒⠒⠤⠤⢄⣀',
      '  └──────────────────────────',
      '   101       epoch        103',
    ],
  ],
  [
    'more than three decades stand on a log scale',
    [curve('lr', [1, 1e-2, 1e-4])],
    [
      'lr  (log scale)',
      '     1 ┤⠉⠒⠒⠤⢄⣀⡀',
      '       │      ⠈⠉⠒⠒⠤⢄⣀⡀',
      '0.0001 ┤             ⠈⠉⠑⠒⠢⠤⢄⣀',
      '       └─────────────────────',
      '        1       epoch       3',
    ],
  ],
  ['without a finite value there is no picture', [curve('loss', [NaN, NaN])], ['loss (no finite value)']],
  ['nor without an epoch', [curve('loss', [])], ['loss (no finite value)']],
  ['nor without a curve', [], ['']],
])('%s', (_, series, lines) => {
  expect(show(series, { height: 3, width: 29 })).toEqual(lines)
})

test('of 100,000 epochs no extreme is lost', () => {
  const values = upTo(100_000, (epoch) =>
    epoch === 51_234 ? 5 : epoch === 70_001 ? -5 : Math.sin(epoch) / 10,
  )
  const lines = show([curve('loss', values)], { width: 60, height: 9 })
  expect(lines[1]).toMatch(/^ +5 ┤ {27}\S$/)
  expect(lines[9]).toMatch(/^ +-5 ┤ {37}\S$/)
})

test('a picture has room, however long its labels', () => {
  const [, top, , bottom, floor] = show([curve('n', [-9007199254740000, -9007199254740991])], {
    width: 20,
    height: 3,
  })
  expect([top, bottom, floor]).toEqual(['-90071992… ┤⠑⠢⡀', '-9.007199… ┤     ⠈⠢⢄', '           └────────'])
})

test('an epoch stands at the same place in every panel', () => {
  const lines = show([curve('a', [1, 2, 3]), curve('b', [1e5 + 0.5, 2e5 + 0.5, 3e5])], { width: 40 })
  const places = lines.flatMap((line) => (line.includes('└') ? line.indexOf('└') : []))
  expect(new Set(places).size).toBe(1)
})

test('names are safe and cut', () => {
  const [title] = show([curve('\u001b[2J\n'.repeat(9), [1]), curve(`val_${'\u001b[2J\n'.repeat(9)}`, [1])])
  expect(title).toBe('a \\u001b[2J\\u000a\\u001b[2J\\u0…')
})

const someSeries = fc.record({
  name: fc.oneof(fc.constantFrom('loss', 'val_loss', 'acc'), fc.string({ unit: anyCharacter })),
  epochs: fc.array(fc.oneof(fc.nat(), fc.double())),
  values: fc.array(fc.double()),
})

test('no line is wider than it may be, whatever the curves', () => {
  fc.assert(
    fc.property(
      fc.array(someSeries, { maxLength: 5 }),
      fc.integer({ min: 20, max: 100 }),
      fc.integer({ min: 3, max: 12 }),
      fc.boolean(),
      fc.boolean(),
      (series, width, height, color, ascii) => {
        const lines = show(series, { width, height, color, ascii })
        expect(Math.max(...lines.map(stringWidth))).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\u001b\[\d+m/g, '')).not.toMatch(/\p{Cc}/u)
        if (ascii) expect(lines.join('')).toMatch(color ? /^[\u001b -~]*$/ : /^[ -~]*$/)
      },
    ),
    { numRuns: 500 },
  )
})
