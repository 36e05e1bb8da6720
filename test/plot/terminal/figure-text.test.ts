import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import type { Figure } from '../../../src/plot/figure/figure'
import { figureText, type DrawingOptions } from '../../../src/plot/terminal/figure-text'
import { coded } from '../../run/runs'
import { categories, FIGURES, numbers } from '../figures'
import { HOSTILE_FIGURES, MARK } from '../hostile'

const ALL: Record<string, Figure> = { ...FIGURES, ...HOSTILE_FIGURES }

const linesOf = (figure: Figure, options: DrawingOptions = {}): string[] =>
  figureText(figure, options).split('\n')

const STYLES: DrawingOptions[] = [
  { width: 20, height: 3 },
  { width: 31, height: 4, ascii: true },
  { width: 80, height: 9, color: true },
]

test.each(Object.entries(ALL))('%s: no line is wider than the terminal', (_, figure) => {
  for (const style of STYLES) {
    const lines = linesOf(figure, style)
    const wide = lines.filter((line) => stringWidth(stripVTControlCharacters(line)) > style.width!)
    expect({ style, wide }).toEqual({ style, wide: [] })
    expect(lines.at(-1)).toBe('')
  }
})

test.each(Object.entries(ALL))(
  '%s: without colours nothing steers the terminal, with them only colours do',
  (_, figure) => {
    for (const style of STYLES) {
      const plain = figureText(figure, { ...style, color: false })
      expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
      const painted = figureText(figure, { ...style, color: true })
      expect(stripVTControlCharacters(painted)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      expect(painted.replace(/\u001b\[[\d;]*m/g, '')).not.toContain('\u001b')
    }
  },
)

test.each(Object.entries(ALL))('%s: ASCII is ASCII', (_, figure) => {
  expect(figureText(figure, { ascii: true })).toMatch(/^[\n -~]*$/)
})

test.each(Object.entries(HOSTILE_FIGURES))('%s: what is escaped is still to be read', (_, figure) => {
  expect(figureText(figure, {})).toContain(MARK)
})

test.each(Object.entries(ALL))('%s: the title and each line of the subtitle stand above it', (_, figure) => {
  const text = stripVTControlCharacters(figureText(figure, { width: 1000 }))
  if (figure.title.length < 200) expect(text).toContain(figure.title)
  for (const line of figure.subtitle) if (/^[\w ;,.±%-]{1,200}$/.test(line)) expect(text).toContain(line)
})

const SMALL = { width: 30, height: 5 }

test('means are joined, with their spread; the best is marked, and told below', () => {
  const figure: Figure = {
    ...{
      kind: 'points',
      title: 'acc ~ lr',
      subtitle: ['6 runs'],
      x: numbers('lr', { scale: 'log', ticks: [0.01, 0.1, 1] }),
    },
    ...{ y: numbers('acc'), color: null, panel: null, isJoined: true },
    means: [
      { x: 0.01, y: 0.4, low: 0.3, high: 0.5, n: 2 },
      { x: 0.1, y: 0.8, low: 0.7, high: 0.9, n: 2 },
      { x: 1, y: 0.5, low: null, high: null, n: 1 },
    ],
    points: [],
    best: { x: 0.1, y: 0.9, run: 'exp-1/run-1', text: '0.9' },
  }
  expect(linesOf(figure, SMALL)).toMatchInlineSnapshot(`
   [
     "acc ~ lr",
     "6 runs",
     "",
     "acc",
     "0.9 ┤            *⡀",
     "    │        ⢀⡠⠔⠊⠁⠈⠑⠢⠤⣀",
     "0.6 ┤    ⢀⡠⠔⠊⠁         ⠉⠑⠢⢄⣀",
     "    │⢀⡠⠔⠊⠁                  ⠉o",
     "0.3 ┤o",
     "    └┬───────────┬───────────┬",
     "     0.01       0.1          1",
     "          lr (log scale)",
     "* best: acc 0.9 at lr 0.1,",
     "  exp-1/run-1",
     "",
   ]
  `)
  expect(linesOf(figure, { ...SMALL, ascii: true })).toMatchInlineSnapshot(`
   [
     "acc ~ lr",
     "6 runs",
     "",
     "acc",
     "0.9 +            *",
     "    |          ..o..",
     "0.6 +    ......     ......",
     "    |o...                 ...o",
     "0.3 +|",
     "    ++-----------+-----------+",
     "     0.01       0.1          1",
     "          lr (log scale)",
     "* best: acc 0.9 at lr 0.1,",
     "  exp-1/run-1",
     "",
   ]
  `)
})

test.each<[string, number, number]>([
  ['above', 0.95, 0],
  ['below', 0.05, 4],
])('the best run is marked where it lies %s all means, and told with its panel', (_, y, row) => {
  const figure: Figure = {
    ...{ kind: 'points', title: 'acc ~ lr', subtitle: [], x: numbers('lr'), y: numbers('acc'), color: null },
    ...{ panel: categories('set', ['mnist']), isJoined: false, points: [] },
    means: [0.1, 0.2].map((x) => ({ x, y: x + 0.3, low: null, high: null, n: 3, panel: 'mnist' })),
    best: { x: 0.2, y, run: 'exp-1/run-1', text: String(y), panel: 'mnist' },
  }
  const lines = linesOf(figure, SMALL)
  expect(lines[row + 3]).toMatch(new RegExp(`^ *${y} .*\\*$`))
  expect(lines.join(' ')).toMatch(/at lr 0\.2,\s+set mnist,/)
})

test('of curves the best run is marked, too, where it lies beyond all means', () => {
  const line = { name: 'a', epochs: [1, 2], values: [0.5, 0.4], low: null, high: null, n: 2 }
  const figure: Figure = {
    ...{ kind: 'curves', title: 'loss', subtitle: [], x: numbers('epoch'), y: numbers('loss'), color: null },
    ...{ panel: null, lines: [line], faint: [], best: { x: 2, y: 0.1, run: 'r', text: '0.1' } },
  }
  expect(linesOf(figure, SMALL)[7]).toMatch(/^0\.1 .*\*$/)
})

test('a log scale is told, however long the name of the axis', () => {
  const x = numbers('training.'.repeat(9), { scale: 'log' })
  const figure: Figure = {
    ...{ kind: 'points', title: 'acc', subtitle: [], x, y: numbers('acc'), color: null, panel: null },
    ...{ isJoined: false, means: [], best: null, points: [1, 100].map((at) => ({ x: at, y: at, run: 'r' })) },
  }
  expect(linesOf(figure, { width: 20, height: 3 }).slice(-3, -1)).toEqual([
    expect.stringMatching(/ training.*…$/),
    expect.stringMatching(/ \(log scale\)$/),
  ])
})

test('values of two colours at two categories: letters, and # where several are', () => {
  const figure: Figure = {
    ...{
      kind: 'points',
      title: 'acc ~ optimizer | units',
      subtitle: [],
      x: categories('optimizer', ['adam', 'sgd']),
    },
    ...{
      y: numbers('acc'),
      color: categories('units', ['32', '64']),
      panel: null,
      isJoined: false,
      means: [],
    },
    points: [
      { x: 'adam', y: 1, run: '1', color: '32' },
      { x: 'adam', y: 2, run: '2', color: '64' },
      { x: 'sgd', y: 1.5, run: '3', color: '32' },
    ],
    best: null,
  }
  expect(linesOf(figure, SMALL)).toMatchInlineSnapshot(`
   [
     "acc ~ optimizer | units",
     "",
     "units:  a 32  b 64",
     "acc",
     "  2 ┤        b",
     "    │",
     "1.5 ┤                a",
     "    │",
     "  1 ┤    a",
     "    └──────┬───────────┬──────",
     "          adam        sgd",
     "             optimizer",
     "",
   ]
  `)
  const [adam] = figure.points
  const twins = {
    ...figure,
    x: numbers('lr'),
    points: [
      { ...adam!, x: 1 },
      { ...adam!, x: 1, color: '64' },
    ],
  }
  expect(figureText(twins, SMALL)).toContain('acc  (# several)')
})

test('long numbers at the left leave room for the picture', () => {
  const figure = FIGURES['one point']
  const points = [1, 1 + 2e-15].map((y, x) => ({ ...figure.points[0]!, x: x + 1, y }))
  expect(linesOf({ ...figure, points }, { width: 20, height: 3 })).toMatchInlineSnapshot(`
   [
     "val_acc ~",
     "training.lr",
     "1 run",
     "",
     "val_acc",
     "1.0000000… ┤       o",
     "           │",
     "         1 ┤o",
     "           └┬──────┬",
     "            1      2",
     "            trainin…",
     "            (log sc…",
     "",
   ]
  `)
})

test('long names of categories stand below, behind numbers', () => {
  const names = ['stochastic gradient descent', 'adam with weight decay']
  const figure: Figure = {
    ...{
      kind: 'points',
      title: 't',
      subtitle: [],
      x: categories('optimizer', names),
      y: numbers('acc'),
      color: null,
    },
    ...{ panel: null, isJoined: false, means: [], best: null },
    points: names.map((x, y) => ({ x, y, run: x })),
  }
  expect(linesOf(figure, SMALL).slice(-6, -1)).toEqual([
    '    └──────┬───────────┬──────',
    '           1           2',
    '             optimizer',
    '     1 stochastic gradient de…',
    '     2 adam with weight decay',
  ])
})

test('numbers as colours have a letter for each of a few intervals', () => {
  const text = figureText(FIGURES['500 points'], {})
  expect(text).toContain('model.units:  a 1–10  b 10–100  c 100–1000\n')
  expect(text).toContain('(letter of the most)')
})

test('curves have letters, and a gap where a value is missing; panels stand one below the other', () => {
  const line = (color: string, values: number[], panel: string) => ({
    ...{
      name: color,
      epochs: values.map((_, at) => at + 1),
      values,
      low: null,
      high: null,
      n: 1,
      color,
      panel,
    },
  })
  const figure: Figure = {
    ...{
      kind: 'curves',
      title: 'loss ~ epoch | units, kind',
      subtitle: [],
      x: numbers('epoch'),
      y: numbers('loss'),
    },
    ...{ color: categories('units', ['32', '64']), panel: categories('kind', ['a', 'b']), faint: [] },
    lines: [
      line('32', [5, 4, 3, 2, 1, 1], 'a'),
      line('64', [2, 2, NaN, 2, 2, 2], 'a'),
      line('64', [3, 3, 3, 3, 3, 3], 'b'),
    ],
    best: { x: 5, y: 1, run: 'exp-1/run-1', text: '1', color: '32', panel: 'a' },
  }
  expect(linesOf(figure, SMALL)).toMatchInlineSnapshot(`
   [
     "loss ~ epoch | units, kind",
     "",
     "units:  a 32  b 64",
     "kind: a  loss",
     "5 ┤⠉⠒a⣀",
     "  │    ⠉⠒⠤⣀",
     "3 ┤        ⠉⠒⠤a⣀",
     "  │⠤⠤⠤⠤⠤⠤       ⠉⠒⠢⢤⡤⠤⠤⠤⠤⠤⠤b⠤⠤",
     "1 ┤                 ⠈⠑⠢a*⣀⣀⣀⣀⣀",
     "  └┬─────────────────────────┬",
     "   1                         6",
     "              epoch",
     "",
     "kind: b  loss",
     "5 ┤",
     "  │",
     "3 ┤⠤⠤⠤⠤b⠤⠤⠤⠤⠤⠤⠤⠤b⠤⠤⠤⠤⠤⠤⠤⠤b⠤⠤⠤⠤",
     "  │",
     "1 ┤",
     "  └┬─────────────────────────┬",
     "   1                         6",
     "              epoch",
     "* best: loss 1 at epoch 5,",
     "  units 32, kind a,",
     "  exp-1/run-1",
     "",
   ]
  `)
})

test('bands are sparse dots; what is not drawn is told', () => {
  const text = figureText(FIGURES['curves with gaps'], { width: 60, height: 8 })
  expect(text).toContain('val_loss  (no single curves)')
  expect(figureText(FIGURES['curves with gaps'], { width: 60, height: 8, color: true })).not.toContain(
    'no single curves',
  )
  expect(figureText(FIGURES.curves, {})).toContain('(no spread)')
})

test('curves without a mean before them are all drawn', () => {
  const { faint } = FIGURES['many curves']
  const figure: Figure = { ...FIGURES['many curves'], lines: [], faint: faint.slice(0, 3) }
  const text = figureText(figure, { width: 40, height: 6 })
  expect(text).not.toContain('no single curves')
  expect(text).toMatch(/[\u2801-\u28ff]/)
})

const HEAT: Figure = {
  ...{
    kind: 'heat-map',
    title: 'acc ~ lr * units',
    subtitle: [],
    x: categories('lr', ['0.1', '0.01', '0.001'], true),
  },
  ...{ y: categories('units', ['32', '64'], true), color: numbers('acc'), panel: null },
  cells: [
    { x: '0.1', y: '32', value: 0.5, std: null, n: 1 },
    { x: '0.01', y: '32', value: 0.9, std: null, n: 1 },
    { x: '0.001', y: '32', value: 0.7, std: null, n: 1 },
    { x: '0.1', y: '64', value: 0.55, std: null, n: 1 },
  ],
  best: { x: '0.01', y: '32', run: 'exp-1/run-1', text: '0.9' },
}

test('a heat map is a table of shaded numbers, blank where there is none', () => {
  expect(linesOf(HEAT, { width: 40 })).toMatchInlineSnapshot(`
   [
     "acc ~ lr * units",
     "",
     "acc:  units down,  lr across",
     "·· 0.5  ░░ 0.58  ▒▒ 0.66  ▓▓ 0.74",
     "██ 0.82",
     "",
     "     0.1   0.01  0.001",
     "64 ·0.55",
     "32 · 0.5  █ 0.9* ▒ 0.7",
     "* best: acc 0.9 at lr 0.01, units 32,",
     "  exp-1/run-1",
     "",
   ]
  `)
})

test('columns that have no room stand in a block below', () => {
  expect(linesOf(HEAT, { width: 20 }).slice(6)).toMatchInlineSnapshot(`
   [
     "██ 0.82",
     "",
     "     0.1   0.01",
     "64 ·0.55",
     "32 · 0.5  █ 0.9*",
     "",
     "   0.001",
     "64",
     "32 ▒ 0.7",
     "* best: acc 0.9 at",
     "  lr 0.01, units 32,",
     "  exp-1/run-1",
     "",
   ]
  `)
})

test('long names of rows leave room for the cells', () => {
  const y = categories('units', ['3'.repeat(50), '64'], true)
  const text = linesOf(
    { ...HEAT, y, cells: HEAT.cells.map((cell) => ({ ...cell, y: y.categories[0]! })) },
    { width: 24 },
  )
  expect(text).toContain('3333333… ·0.55  █ 0.9')
})

test('where blocks would be too many only the shades are shown', () => {
  const text = linesOf(FIGURES['large heat map'], { width: 60 })
  expect(text).toContain('   0 … 390')
  expect(text.some((line) => /^29 [·░▒▓█ ]{20,}/.test(line))).toBe(true)
})

test('in colour the numbers stand on grounds, none of which is needed to read them', () => {
  const painted = figureText(HEAT, { width: 40, color: true })
  expect(painted).toContain('\u001b[38;5;231;48;5;53m')
  const table = stripVTControlCharacters(painted)
    .split('\n')
    .slice(7, 9)
    .map((line) => line.trimEnd())
  expect(table).toEqual(['64  0.55', '32   0.5    0.9*   0.7'])
})

test('importance: bars from 0, on them the intervals, and the numbers', () => {
  expect(linesOf(FIGURES.importance, { width: 80 }).slice(3)).toMatchInlineSnapshot(`
   [
     "training.lr                     ├●┤██████│            -0.83 [-0.91, -0.68]  n 48",
     "training.optimizer                       │██├──●─┤     0.62 [ 0.31,  0.78]  n 48",
     "model.units                              │├──●──┤     +0.44 [+0.12, +0.69]  n 40",
     "model.dropout                         ├─●│─┤          -0.08 [-0.35, +0.21]  n 48",
     "model.layers.0.regularizer.l2            ●            +0.03                 n 3",
     "                               -1        0         1",
     "",
   ]
  `)
  expect(linesOf(FIGURES.importance, { width: 30 }).slice(5)).toMatchInlineSnapshot(`
   [
     "training.lr              -0.83",
     " ├●──┤█████████│",
     "training.optimizer        0.62",
     "               │███├───●──┤",
     "model.units              +0.44",
     "               │├────●───┤",
     "model.dropout            -0.08",
     "         ├───●─│──┤",
     "model.layers.0.regularizer.l2",
     "                         +0.03",
     "               ●",
     "-1             0             1",
     "",
   ]
  `)
})

test('a correlation that is 0 in print has no sign', () => {
  const bars = [{ ...FIGURES.importance.bars[0]!, correlation: -0.001, low: -0.004, high: 0.3 }]
  expect(figureText({ ...FIGURES.importance, bars }, {})).toContain('   0.00 [ 0.00, +0.30]')
})

test('importance without a negative number begins at 0', () => {
  const figure = { ...FIGURES.importance, bars: FIGURES.importance.bars.slice(1, 3) }
  expect(linesOf(figure, { width: 70 }).at(-2)).toMatch(/^ +0 +1$/)
})

test('parallel coordinates are a table of the best, by the values at which they cross', () => {
  const figure: Figure = {
    ...{ kind: 'parallel', title: 'acc over 3 parameters', subtitle: [], color: numbers('acc') },
    axes: [
      {
        title: 'lr',
        scale: 'log',
        ticks: [0, 1, 2].map((at) => ({ share: at / 2, text: String(10 ** (at - 2)) })),
      },
      { title: 'kind', scale: 'linear', ticks: ['a', 'b'].map((text, share) => ({ share, text })) },
      {
        title: 'units',
        scale: 'linear',
        ticks: [0, 100].map((units, share) => ({ share, text: String(units) })),
      },
      { title: 'acc', scale: 'linear', ticks: [] },
    ],
    lines: Array.from({ length: 12 }, (_, at) => ({
      run: `exp-${at}/run-1`,
      shares: [at / 11, at % 2, at === 10 ? null : at / 20, at / 11],
      value: at / 100,
      isBest: at === 11,
    })),
  }
  expect(linesOf(figure, { width: 60 })).toMatchInlineSnapshot(`
   [
     "acc over 3 parameters",
     "",
     "the best 10 of 12 lines:",
     "   acc      lr  kind  units  run",
     "0.11 *       1  b        55  exp-11/run-1",
     " 0.1     0.658  a         -  exp-10/run-1",
     "0.09     0.433  b        45  exp-9/run-1",
     "0.08     0.285  a        40  exp-8/run-1",
     "0.07     0.187  b        35  exp-7/run-1",
     "0.06     0.123  a        30  exp-6/run-1",
     "0.05    0.0811  b        25  exp-5/run-1",
     "0.04    0.0534  a        20  exp-4/run-1",
     "0.03    0.0351  b        15  exp-3/run-1",
     "0.02    0.0231  a        10  exp-2/run-1",
     "",
   ]
  `)
  expect(linesOf(figure, { width: 24 }).slice(3)).toMatchInlineSnapshot(`
   [
     "   acc      lr  kind",
     "0.11 *       1  b",
     " 0.1     0.658  a",
     "0.09     0.433  b",
     "0.08     0.285  a",
     "0.07     0.187  b",
     "0.06     0.123  a",
     "0.05    0.0811  b",
     "0.04    0.0534  a",
     "0.03    0.0351  b",
     "0.02    0.0231  a",
     "without room: units, run",
     "",
   ]
  `)
  const low = { ...figure, lines: figure.lines.map((line, at) => ({ ...line, isBest: at === 0 })) }
  expect(linesOf(low, { width: 60 }).slice(4, 6)).toEqual([
    expect.stringMatching(/^ +0 \* +0\.01 /),
    expect.stringMatching(/^0\.01 +0\.0152 /),
  ])
})

test('wide characters count as two columns', () => {
  const names = ['学習率', '最適化', 'バッチサイズ']
  const figure: Figure = {
    ...{ kind: 'importance', title: '精度', subtitle: ['実験の数'.repeat(12)] },
    bars: names.map((parameter) => ({
      parameter,
      correlation: 0.5,
      low: 0.2,
      high: 0.7,
      isSigned: true,
      n: 20,
    })),
  }
  for (const width of [20, 45, 80]) {
    const lines = linesOf(figure, { width })
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
  }
  expect(figureText(figure, { width: 80 })).toContain('バッチサイズ')
})

test('a narrower terminal than 20 columns counts as 20, a lower panel than 3 rows as 3', () => {
  expect(figureText(FIGURES.means, { width: 1, height: 1 })).toBe(
    figureText(FIGURES.means, { width: 20, height: 3 }),
  )
})

test('80 columns, 16 rows, no colours and braille, unless asked otherwise', () => {
  expect(figureText(FIGURES.curves, {})).toBe(
    figureText(FIGURES.curves, { width: 80, height: 16, color: false, ascii: false }),
  )
  expect(linesOf(FIGURES.curves, {}).filter((line) => /[│┤]/.test(line))).toHaveLength(16)
})

test.each<[string, object, string]>([
  ['a width of 0', { width: 0 }, '"width" option of toText must be an integer from 1 to 1000, got 0'],
  ['a height that is no number', { height: '9' }, '"height" option of toText'],
  ['another option', { colour: true }, 'toText has no option "colour". Did you mean "color"?'],
])('%s is refused', (_, options, text) => {
  const code = 'colour' in options ? 'EXMAN_OPTION_UNKNOWN' : 'EXMAN_OPTION_INVALID'
  expect(() => figureText(FIGURES.means, options)).toThrow(coded(code, text))
})
