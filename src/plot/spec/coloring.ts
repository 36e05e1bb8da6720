import type { Axis, Place } from '../figure/axis'
import { colorsOf } from '../theme/ramp'
import { DASHES, SHAPES } from '../theme/shapes'
import type { Theme } from '../theme/theme'
import { extentOf } from './extent'
import { TICK_FORMAT, ticksOf } from './ticks'
import type { Part } from './part'
import { longLabels } from './long-labels'
import { distinctTexts, shownText } from './shown-text'

/** What colours mean. */
export interface Coloring {
  /** The channels of points: colour, and shape for categories. */
  readonly points: Part
  /** The channels of lines: colour, and dashes for categories. */
  readonly lines: Part
  /** The channel of areas. */
  readonly areas: Part
  /** Side by side at one place of a category axis: the channel, and what it shows of a colour. */
  readonly beside: Part
  readonly besidePlace: (color: Place | undefined) => number | undefined
  /** A colour as it stands in the data. */
  readonly place: (color: Place | undefined) => string | number | undefined
}

/** What the colours of an axis mean; of categories, the legend shows points or lines. */
export function coloringOf(
  axis: Axis | null,
  values: Iterable<number | null>,
  theme: Theme,
  legend: 'points' | 'lines',
): Coloring {
  if (axis === null) return oneColor(theme.categories[0]!)
  return axis.type === 'number' ? byNumber(axis, values, theme) : byCategory(axis, theme, legend)
}

const alone = { beside: {}, besidePlace: () => undefined }

function oneColor(value: string): Coloring {
  const color = { color: { value } }
  return { ...alone, points: color, lines: color, areas: color, place: () => undefined }
}

function byNumber(axis: Axis, values: Iterable<number | null>, theme: Theme): Coloring {
  const color = { color: numberColor(axis, values, theme.marks, 'high') }
  return { ...alone, points: color, lines: color, areas: color, place: (place) => place }
}

/** The colours of numbers, out of this ramp, whose end is what stands out. */
export function numberColor(
  axis: Axis,
  values: Iterable<number | null>,
  ramp: readonly string[],
  better: 'high' | 'low',
): Part {
  const domain = extentOf(values, axis.scale)
  // The only value there is would be labelled with six zeros.
  const ticks = axis.ticks ?? (domain[0] === domain[1] ? [domain[0]] : ticksOf(domain, axis.scale))
  return {
    field: 'color',
    type: 'quantitative',
    title: shownText(axis.title),
    scale: {
      type: axis.scale,
      domain,
      nice: false,
      ...(axis.scale === 'linear' && { zero: false }),
      range: better === 'high' ? ramp : [...ramp].reverse(),
    },
    legend: {
      type: 'gradient',
      gradientOpacity: 1,
      ...(ticks !== undefined && { values: ticks, format: TICK_FORMAT }),
    },
  }
}

/** Points without an outline, which would be dashed, or lines. */
const LEGENDS = {
  points: { symbolOpacity: 1, symbolStrokeWidth: 0 },
  lines: { symbolOpacity: 1, symbolType: 'stroke', symbolSize: 500, symbolStrokeWidth: 2.2 },
}

function byCategory(axis: Axis, theme: Theme, legend: 'points' | 'lines'): Coloring {
  const distinct = distinctTexts()
  const domain = axis.categories.map(distinct)
  const places = new Map(domain.map((name, at) => [name, at]))
  const colors = axis.isOrdered ? colorsOf(theme.marks, domain.length) : theme.categories
  const channel = (range: readonly unknown[]): Part => ({
    field: 'color',
    type: 'nominal',
    title: shownText(axis.title),
    sort: null,
    scale: { domain, range: domain.map((_, at) => range[at % range.length]) },
    legend: { ...LEGENDS[legend], ...longLabels(domain) },
  })
  const color = channel(colors)
  return {
    points: { color, shape: channel(SHAPES) },
    lines: { color, strokeDash: channel(DASHES) },
    areas: { color },
    // By numbers, and sorted: else Vega-Lite would put the texts of the domain into an expression.
    beside: {
      xOffset: { field: 'beside', type: 'nominal', sort: 'ascending', scale: { domain: [...domain.keys()] } },
    },
    besidePlace: (place) => (place === undefined ? undefined : places.get(distinct(String(place)))),
    place: (place) => (place === undefined ? undefined : distinct(String(place))),
  }
}
