import { numberText } from '../../text/numbers'
import type { ImportanceBar, ImportanceFigure } from '../figure/figure'
import type { PictureLook } from '../picture-options'
import { themeOf, type Theme } from '../theme/theme'
import { only } from './best-layers'
import { framed } from './frame'
import { LABEL_SIZE } from './position'
import type { Part, Row } from './part'
import { distinctTexts, withMinus } from './shown-text'
import { BAR_TIPS } from './tips'

const ROW_HEIGHT = 28

/** What a correlation says, as the legend has it. */
const MEANINGS = ['grows with it', 'falls with it', 'differs by category']

/** The specification of how closely each parameter goes with a metric. */
export function importanceSpec(figure: ImportanceFigure, look: PictureLook): Part {
  const theme = themeOf(look.theme)
  const { bars } = figure
  const distinct = distinctTexts()
  const names = bars.map(({ parameter }) => distinct(parameter))
  const rows = bars.map((bar, at) => rowOf(bar, names[at]!))
  const hasBelow = bars.some(({ correlation, low }) => correlation < 0 || (low ?? 0) < 0)
  return framed(figure, look, null, {
    rows: [...rows, { role: 'zero', x: 0 }],
    layers: layersOf(theme, names, hasBelow ? [-1, 1] : [0, 1], meaningsOf(bars)),
    size: {
      width: look.width ?? 420,
      height: look.height ?? Math.max(80, ROW_HEIGHT * bars.length),
      columns: 1,
    },
  })
}

function rowOf({ correlation, low, high, n, ...bar }: ImportanceBar, name: string): Row {
  const meaning = MEANINGS[bar.isSigned ? (correlation < 0 ? 1 : 0) : 2]
  const text = `${withMinus(numberText(correlation, 2))} (n = ${n})`
  return { role: 'bar', name, x: correlation, low, high, n, color: meaning, text }
}

function meaningsOf(bars: readonly ImportanceBar[]): string[] {
  const there = new Set(bars.map(({ isSigned, correlation }) => (isSigned ? (correlation < 0 ? 1 : 0) : 2)))
  return MEANINGS.filter((_, at) => there.has(at as 0 | 1 | 2))
}

function layersOf(
  theme: Theme,
  names: readonly string[],
  domain: readonly number[],
  meanings: string[],
): Part[] {
  const x = {
    type: 'quantitative',
    title: 'rank correlation',
    scale: { domain, nice: false },
    axis: { values: [-1, -0.5, 0, 0.5, 1] },
  }
  const y = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { domain: names },
    axis: { labelLimit: 260, labelPadding: 8, ticks: false, domain: false, grid: false },
  }
  const colors = meanings.map((meaning) => theme.categories[MEANINGS.indexOf(meaning)])
  const color = {
    field: 'color',
    type: 'nominal',
    sort: null,
    title: null,
    scale: { domain: meanings, range: colors },
    legend: { orient: 'bottom', symbolType: 'square' },
  }
  const position = { x: { ...x, field: 'x' }, y }
  const text = { field: 'text', type: 'nominal' }
  return [
    {
      transform: [only('bar')],
      mark: { type: 'bar', height: 14, opacity: 0.55 },
      encoding: { ...position, x: { ...position.x, stack: null }, color, tooltip: BAR_TIPS },
    },
    {
      transform: [only('zero')],
      mark: { type: 'rule', color: theme.axis },
      encoding: { x: { ...x, field: 'x' } },
    },
    {
      transform: [only('bar')],
      mark: { type: 'rule', strokeWidth: 1.8, color: theme.ink },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
    },
    {
      transform: [only('bar')],
      mark: { type: 'point', filled: true, size: 42, opacity: 1, color: theme.ink },
      encoding: position,
    },
    {
      transform: [only('bar')],
      mark: { type: 'text', align: 'left', x: 'width', dx: 10, fontSize: LABEL_SIZE, color: theme.softInk },
      encoding: { y, text },
    },
  ]
}
