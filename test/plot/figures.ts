import type { Axis } from '../../src/plot/figure/axis'
import type {
  CurvesFigure,
  Figure,
  HeatMapFigure,
  ImportanceFigure,
  Line,
  Mean,
  ParallelFigure,
  Point,
  PointsFigure,
} from '../../src/plot/figure/figure'

/** An axis of numbers. */
export const numbers = (title: string, rest: Partial<Axis> = {}): Axis => ({
  title,
  type: 'number',
  scale: 'linear',
  categories: [],
  isOrdered: false,
  ...rest,
})

/** An axis of categories. */
export const categories = (title: string, texts: readonly string[], isOrdered = false): Axis => ({
  title,
  type: 'category',
  scale: 'linear',
  categories: texts,
  isOrdered,
})

/** Numbers from 0 to 1 that are always the same. */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const run = (at: number): string => `exp-52663881-19659650-${2212381 + at}/run--20-03-03--15-52`

const POINTS: PointsFigure = {
  kind: 'points',
  title: 'val_acc ~ training.lr',
  subtitle: [],
  x: numbers('training.lr', { scale: 'log' }),
  y: numbers('val_acc'),
  color: null,
  panel: null,
  isJoined: false,
  means: [],
  points: [],
  best: null,
}

const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1]

const accuracy = (lr: number, shift: number): number => 0.93 - 0.035 * (Math.log10(lr) + 2.3) ** 2 + shift

/** Means of seeds over learning rates, in so many colours and panels. */
function sweep(
  colors: readonly string[],
  panels: readonly string[],
  seeds = 3,
): Pick<PointsFigure, 'means' | 'points'> {
  const random = numbersFrom(7)
  const means: Mean[] = []
  const points: Point[] = []
  const all = <T>(values: readonly T[]): readonly (T | undefined)[] =>
    values.length === 0 ? [undefined] : values
  for (const [j, panel] of all(panels).entries())
    for (const [i, color] of all(colors).entries())
      for (const x of RATES) {
        const belongs = { ...(color !== undefined && { color }), ...(panel !== undefined && { panel }) }
        const values = Array.from({ length: seeds }, () =>
          accuracy(x, 0.02 * i - 0.03 * j + 0.025 * (random() - 0.5)),
        )
        const mean = values.reduce((sum, value) => sum + value, 0) / seeds
        const std = Math.sqrt(
          values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, seeds - 1),
        )
        means.push({
          x,
          y: mean,
          low: seeds > 1 ? mean - std : null,
          high: seeds > 1 ? mean + std : null,
          n: seeds,
          ...belongs,
        })
        for (const y of values) points.push({ x, y, run: run(points.length), ...belongs })
      }
  return { means, points }
}

const bestOf = ({ points }: Pick<PointsFigure, 'points'>): NonNullable<PointsFigure['best']> => {
  const best = points.reduce((a, b) => (b.y > a.y ? b : a))
  return { ...best, text: best.y.toFixed(4) }
}

function joined(
  colors: readonly string[],
  panels: readonly string[],
  rest: Partial<PointsFigure> = {},
): PointsFigure {
  const shown = sweep(colors, panels)
  return {
    ...POINTS,
    subtitle: [
      `${shown.points.length} runs, means of 3 seeds ± standard deviation`,
      '3 runs without val_acc, 1 not finite',
    ],
    x: numbers('training.lr', { scale: 'log', ticks: RATES }),
    isJoined: true,
    best: bestOf(shown),
    ...shown,
    ...rest,
  }
}

const OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'adagrad']
const LAYERS = ['1', '2', '4', '8', '16', '32', '64', '128']

function cloud(count: number): PointsFigure {
  const random = numbersFrom(count)
  const points = Array.from({ length: count }, (_, at) => {
    const x = 10 ** (-5 + 4 * random())
    return { x, y: accuracy(x, 0.1 * (random() - 0.5)), color: 10 ** (3 * random()), run: run(at) }
  })
  return {
    ...POINTS,
    title: 'val_acc ~ training.lr | model.units',
    subtitle: [`${count} runs`],
    color: numbers('model.units', { scale: 'log' }),
    points,
    best: points.length > 1 ? bestOf({ points }) : null,
  }
}

function byCategory(colors: readonly string[]): PointsFigure {
  const random = numbersFrom(3)
  const names = ['adam', 'sgd', 'rmsprop', 'adagrad', 'adadelta']
  const points: Point[] = []
  const means: Mean[] = []
  for (const [i, x] of names.entries())
    for (const [j, color] of (colors.length === 0 ? [undefined] : colors).entries()) {
      const values = Array.from({ length: 5 }, () => 0.7 + 0.05 * i - 0.04 * j + 0.06 * random())
      const belongs = color === undefined ? {} : { color }
      const mean = values.reduce((sum, value) => sum + value, 0) / 5
      means.push({ x, y: mean, low: mean - 0.02, high: mean + 0.02, n: 5, ...belongs })
      for (const y of values) points.push({ x, y, run: run(points.length), ...belongs })
    }
  return {
    ...POINTS,
    title: 'val_acc ~ training.optimizer',
    subtitle: ['25 runs, means of 5 seeds ± standard deviation'],
    x: categories('training.optimizer', names),
    color: colors.length === 0 ? null : categories('model.activation', colors),
    means,
    points,
    best: bestOf({ points }),
  }
}

const LONG = 'bidirectional-long-short-term-memory-with-attention-and-dropout'

const longNames = (): PointsFigure => {
  const names = Array.from({ length: 14 }, (_, at) => `${LONG}-${at + 1}`)
  const random = numbersFrom(5)
  return {
    ...POINTS,
    title: `validation_accuracy_on_the_second_holdout_set ~ model.architecture.${LONG} | training.regularization.${LONG}`,
    subtitle: [
      `42 runs of 14 experiments, means of 3 seeds ± standard deviation; each of them was trained for 200 epochs, and of those that were stopped early the last epoch counts`,
    ],
    x: categories(`model.architecture.${LONG}`, names),
    y: numbers(`validation_accuracy_on_the_second_holdout_set_${LONG}`),
    color: categories(`training.regularization.${LONG}`, [`${LONG}-a`, `${LONG}-b`]),
    points: names.flatMap((x, at) =>
      ['a', 'b'].map((color) => ({ x, y: random(), color: `${LONG}-${color}`, run: run(at) })),
    ),
  }
}

const CURVES: CurvesFigure = {
  kind: 'curves',
  title: 'val_loss ~ epoch',
  subtitle: [],
  x: numbers('epoch'),
  y: numbers('val_loss'),
  color: null,
  panel: null,
  lines: [],
  faint: [],
  best: null,
}

function curve(seed: number, epochs: number, level: number): Pick<Line, 'epochs' | 'values'> {
  const random = numbersFrom(seed)
  const all = Array.from({ length: epochs }, (_, at) => at + 1)
  return {
    epochs: all,
    values: all.map(
      (epoch) => level + 1.8 * Math.exp(-epoch / (5 + 8 * level)) + 0.05 * random() + (0.002 * epoch) / level,
    ),
  }
}

function curves(colors: readonly string[], panels: readonly string[], gaps = false): CurvesFigure {
  const lines: Line[] = []
  const faint: Line[] = []
  for (const [j, panel] of (panels.length === 0 ? [undefined] : panels).entries())
    for (const [i, color] of colors.entries()) {
      const belongs = { color, ...(panel !== undefined && { panel }) }
      const seeds = [1, 2, 3, 4].map((seed) => curve(seed + 10 * i + 100 * j, 60, 0.2 + 0.13 * i + 0.1 * j))
      for (const seed of seeds)
        faint.push({ name: `seed of ${color}`, low: null, high: null, n: 1, ...seed, ...belongs })
      const { epochs } = seeds[0]!
      const values = epochs.map((_, at) => seeds.reduce((sum, seed) => sum + seed.values[at]!, 0) / 4)
      if (gaps) for (const at of [1, 3, 20, 21, 22, 23, 40]) values[at] = NaN
      const edge = (by: number) => values.map((value) => value + by)
      lines.push({ name: color, epochs, values, low: edge(-0.06), high: edge(0.06), n: 4, ...belongs })
    }
  const values = faint[0]!.values
  const least = values.indexOf(Math.min(...values))
  return {
    ...CURVES,
    title: 'val_loss ~ epoch | training.optimizer',
    subtitle: [`${faint.length} runs of ${colors.length} experiments, means of 4 seeds ± standard deviation`],
    color: categories('training.optimizer', colors),
    panel: panels.length === 0 ? null : categories('model.units', panels, true),
    lines,
    faint,
    best: {
      x: least + 1,
      y: values[least]!,
      run: run(0),
      text: values[least]!.toFixed(3),
      color: colors[0],
      ...(panels.length > 0 && { panel: panels[0] }),
    },
  }
}

const manyCurves = (): CurvesFigure => {
  const faint = Array.from({ length: 150 }, (_, at) => ({
    name: run(at),
    low: null,
    high: null,
    n: 1,
    ...curve(at, 80, 0.05 + (at % 13) / 30),
  }))
  const { epochs } = faint[0]!
  const values = epochs.map((_, at) => faint.reduce((sum, each) => sum + each.values[at]!, 0) / faint.length)
  const half = epochs.map((_, at) => 0.12 + 0.001 * at)
  return {
    ...CURVES,
    subtitle: ['150 runs: each, and the mean of all ± standard deviation'],
    y: numbers('val_loss', { scale: 'log' }),
    faint,
    lines: [
      {
        name: 'mean',
        epochs,
        values,
        low: values.map((value, at) => value - half[at]!),
        high: values.map((value, at) => value + half[at]!),
        n: 150,
      },
    ],
  }
}

function heatMap(
  across: readonly string[],
  up: readonly string[],
  panels: readonly string[] = [],
): HeatMapFigure {
  const random = numbersFrom(11)
  const cells = (panels.length === 0 ? [undefined] : panels).flatMap((panel) =>
    up.flatMap((y, j) =>
      across
        .map((x, i) => ({
          x,
          y,
          value: 0.95 - 0.02 * (i - 3) ** 2 - 0.01 * (j - 1) ** 2 - 0.03 * random(),
          std: 0.004,
          n: 3,
          ...(panel !== undefined && { panel }),
        }))
        .filter((_, i) => (i + 2 * j) % 11 !== 10),
    ),
  )
  const best = cells.reduce((a, b) => (b.value > a.value ? b : a))
  return {
    kind: 'heat-map',
    title: 'val_acc ~ training.lr * model.units',
    subtitle: ['105 runs, means of 3 seeds'],
    x: categories('training.lr', across, true),
    y: categories('model.units', up, true),
    color: numbers('val_acc'),
    panel: panels.length === 0 ? null : categories('training.optimizer', panels),
    cells,
    best: {
      x: best.x,
      y: best.y,
      run: run(0),
      text: best.value.toFixed(3),
      ...(best.panel !== undefined && { panel: best.panel }),
    },
  }
}

const parallel = (count: number): ParallelFigure => {
  const random = numbersFrom(13)
  const lines = Array.from({ length: count }, (_, at) => {
    const shares = [random(), Math.floor(random() * 4) / 3, random(), at % 9 === 4 ? null : random()]
    const value = 1 - Math.abs(shares[0]! - 0.6) - 0.2 * shares[1]! * random()
    return { run: run(at), shares: [...shares, Math.max(0, value)], value, isBest: false }
  })
  const best = lines.reduce((a, b) => (b.value > a.value ? b : a))
  const ticks = (...texts: string[]) => texts.map((text, at) => ({ share: at / (texts.length - 1), text }))
  return {
    kind: 'parallel',
    title: 'val_acc over 4 parameters',
    subtitle: [`${count} runs; the best has val_acc ${best.value.toFixed(4)}`],
    axes: [
      { title: 'training.lr', scale: 'log', ticks: ticks('1e-4', '1e-3', '0.01', '0.1', '1') },
      { title: 'training.optimizer', scale: 'linear', ticks: ticks('adam', 'sgd', 'rmsprop', 'adagrad') },
      { title: 'model.dropout', scale: 'linear', ticks: ticks('0', '0.1', '0.2', '0.3', '0.4', '0.5') },
      { title: 'model.units', scale: 'log', ticks: ticks('16', '64', '256', '1024') },
      { title: 'val_acc', scale: 'linear', ticks: ticks('0', '0.2', '0.4', '0.6', '0.8', '1') },
    ],
    lines: lines.map((line) => ({ ...line, isBest: line === best })),
    color: numbers('val_acc'),
  }
}

const importance = (): ImportanceFigure => ({
  kind: 'importance',
  title: 'what val_acc goes with',
  subtitle: ['48 experiments; bars are 95 % intervals of the rank correlation'],
  bars: [
    { parameter: 'training.lr', correlation: -0.83, low: -0.91, high: -0.68, isSigned: true, n: 48 },
    { parameter: 'training.optimizer', correlation: 0.62, low: 0.31, high: 0.78, isSigned: false, n: 48 },
    { parameter: 'model.units', correlation: 0.44, low: 0.12, high: 0.69, isSigned: true, n: 40 },
    { parameter: 'model.dropout', correlation: -0.08, low: -0.35, high: 0.21, isSigned: true, n: 48 },
    {
      parameter: 'model.layers.0.regularizer.l2',
      correlation: 0.03,
      low: null,
      high: null,
      isSigned: true,
      n: 3,
    },
  ],
})

/** Figures made by hand, of each kind, by what is special about them. */
export const FIGURES = {
  'one point': { ...POINTS, subtitle: ['1 run'], points: [{ x: 0.01, y: 0.9, run: run(0) }] },
  'no point': { ...POINTS, subtitle: ['0 runs; 3 runs without val_acc'] },
  'few numbers on a log axis': {
    ...POINTS,
    x: numbers('model.units', { scale: 'log', ticks: [32, 128] }),
    points: [32, 128].map((x, y) => ({ x, y, run: run(y) })),
  },
  means: joined([], []),
  'means of categories in colour': joined(OPTIMIZERS, [], {
    title: 'val_acc ~ training.lr | training.optimizer',
    color: categories('training.optimizer', OPTIMIZERS),
  }),
  'means of ordered categories': joined(LAYERS, [], {
    title: 'val_acc ~ training.lr | model.layers',
    color: categories('model.layers', LAYERS, true),
    points: [],
  }),
  'eight categories': joined(
    Array.from({ length: 8 }, (_, at) => `category ${at}`),
    [],
    {
      color: categories(
        'kind',
        Array.from({ length: 8 }, (_, at) => `category ${at}`),
      ),
      points: [],
    },
  ),
  'panels of means': joined(OPTIMIZERS.slice(0, 2), ['32', '64', '128'], {
    title: 'val_acc ~ training.lr | training.optimizer, model.units',
    color: categories('training.optimizer', OPTIMIZERS.slice(0, 2)),
    panel: categories('model.units', ['32', '64', '128'], true),
  }),
  'many panels': joined(
    [],
    Array.from({ length: 24 }, (_, at) => `panel ${at}`),
    {
      panel: categories(
        'processing.window',
        Array.from({ length: 24 }, (_, at) => `panel ${at}`),
      ),
    },
  ),
  '500 points': cloud(500),
  '10,000 points': cloud(10_000),
  categories: byCategory([]),
  'categories in colour': byCategory(['relu', 'tanh', 'elu']),
  'long names': longNames(),
  curves: curves(OPTIMIZERS.slice(0, 3), []),
  'curves with gaps': curves(['adam'], [], true),
  'curves in panels': curves(OPTIMIZERS.slice(0, 2), ['32', '64']),
  'many curves': manyCurves(),
  'a curve of one epoch': {
    ...CURVES,
    subtitle: ['1 run'],
    lines: [{ name: run(0), epochs: [1], values: [0.5], low: null, high: null, n: 1 }],
  },
  'heat map': heatMap(
    ['0.0001', '0.0003', '0.001', '0.003', '0.01', '0.03', '0.1'],
    ['32', '64', '128', '256', '512'],
  ),
  'heat map in panels': heatMap(['0.001', '0.01', '0.1'], ['32', '64', '128'], ['adam', 'sgd']),
  'large heat map': heatMap(
    Array.from({ length: 40 }, (_, at) => `${at * 10}`),
    Array.from({ length: 30 }, (_, at) => `${at}`),
  ),
  parallel: parallel(60),
  'parallel of many': parallel(1000),
  importance: importance(),
} satisfies Record<string, Figure>
