import type {
  CurvesFigure,
  Figure,
  HeatMapFigure,
  ImportanceFigure,
  ParallelFigure,
} from '../../src/plot/figure/figure'
import { categories, numbers } from './figures'

/** Stands in each of the texts below, so that it is found wherever they come to. */
export const MARK = 'Zq9'

/** Texts as a folder on disk could hold them, to end a text, an element, an attribute, an expression or a line, or to be none. */
export const HOSTILE = [
  `<script>alert('${MARK}')</script>`,
  `]]>${MARK}<!--`,
  `${MARK}&amp;&lt;&#x3c;&bogus;`,
  `"${MARK}' onload="alert(1)" x='`,
  `${MARK}'] || alert(1) || datum['`,
  `"+alert("${MARK}")+"`,
  `\${${MARK}}{{${MARK}}}\\u0022`,
  `${MARK}\u0000\u0007\u001b[31m\u009b\u2028\ufffe\uffff\ud800`,
  `\u202e${MARK}\u2066\n\r\tline`,
  `javascript:alert('${MARK}')`,
  `${MARK}.a\\.b[0]`,
  `${MARK}${'x'.repeat(10_000)}`,
  `__proto__${MARK}`,
  'constructor',
  '',
] as const

const axis = categories(HOSTILE[0], HOSTILE)
const head = { title: HOSTILE[0], subtitle: HOSTILE }
const best = { x: HOSTILE[1], y: 1, run: HOSTILE[3], text: HOSTILE[4], color: HOSTILE[2], panel: HOSTILE[0] }

const curve = (name: string, at: number): CurvesFigure['lines'][number] => ({
  name,
  epochs: [1, 2, 3],
  values: [at, at + 1, NaN],
  low: null,
  high: null,
  n: 1,
  color: name,
  panel: HOSTILE[at % 3]!,
})

const heatMap: HeatMapFigure = {
  ...head,
  kind: 'heat-map',
  x: axis,
  y: axis,
  color: numbers(HOSTILE[5]),
  panel: categories(HOSTILE[6], HOSTILE.slice(0, 3)),
  cells: HOSTILE.flatMap((x, i) =>
    HOSTILE.slice(0, 3).map((panel) => ({ x, y: HOSTILE[(i + 1) % 5]!, value: i, std: null, n: 1, panel })),
  ),
  best: { ...best, y: HOSTILE[2] },
}

const parallel: ParallelFigure = {
  ...head,
  kind: 'parallel',
  axes: HOSTILE.map((title) => ({
    title,
    scale: 'linear',
    ticks: HOSTILE.map((text, at) => ({ share: at / 20, text })),
  })),
  lines: HOSTILE.map((run, at) => ({ run, shares: HOSTILE.map(() => 0.5), value: at, isBest: at === 3 })),
  color: numbers(HOSTILE[5]),
}

const importance: ImportanceFigure = {
  ...head,
  kind: 'importance',
  bars: HOSTILE.map((parameter) => ({
    parameter,
    correlation: 0.5,
    low: 0,
    high: 0.9,
    isSigned: true,
    n: 9,
  })),
}

/** Figures with these texts in every place of a text. */
export const HOSTILE_FIGURES = {
  'hostile points': {
    ...head,
    kind: 'points',
    x: axis,
    y: numbers(HOSTILE[1]),
    color: categories(HOSTILE[2], HOSTILE),
    panel: categories(HOSTILE[3], HOSTILE.slice(0, 3)),
    isJoined: false,
    means: HOSTILE.map((x, y) => ({ x, y, low: y, high: y + 1, n: 2, color: x, panel: HOSTILE[y % 3]! })),
    points: HOSTILE.map((x, y) => ({ x, y, run: x, color: x, panel: HOSTILE[y % 3]! })),
    best,
  },
  'hostile curves': {
    ...head,
    kind: 'curves',
    x: numbers(HOSTILE[1]),
    y: numbers(HOSTILE[2]),
    color: categories(HOSTILE[2], HOSTILE),
    panel: categories(HOSTILE[3], HOSTILE.slice(0, 3)),
    lines: HOSTILE.map(curve),
    faint: HOSTILE.map(curve),
    best: { ...best, x: 2 },
  },
  'hostile heat map': heatMap,
  'hostile parallel': parallel,
  'hostile importance': importance,
} satisfies Record<string, Figure>
