import type { Mean, PointsFigure } from '../figure/figure'
import type { PictureLook } from '../picture-options'
import { themeOf } from '../theme/theme'
import { BEST, bestLayers, isUpper, marginsFor, only } from './best-layers'
import { coloringOf, type Coloring } from './coloring'
import { framed, panelPlaces, panelSize } from './frame'
import type { Part, Row } from './part'
import { positionOf, type Position } from './position'
import { shownText, withMinus } from './shown-text'
import { RUN_TIPS, MEAN_TIPS } from './tips'

/** The specification of values over a column. */
export function pointsSpec(figure: PointsFigure, look: PictureLook): Part {
  const theme = themeOf(look.theme)
  const size = panelSize(figure.panel, look, figure.x.categories.length)
  const { means, points, best } = figure
  const numbers = (values: Iterable<unknown>) => [...values].filter((value) => typeof value === 'number')
  const all = [...means, ...points]
  const x = positionOf('x', figure.x, size.width, numbers(all.map((each) => each.x)))
  const spread = means.flatMap(({ low, high }) => [low, high])
  const values = all.map((each) => each.y)
  const bestY = best === null ? null : Number(best.y)
  const margins = marginsFor(bestY, values, size.height)
  const y = positionOf('y', figure.y, size.height, [...values, ...spread, bestY], margins)
  const coloring = coloringOf(figure.color, numbers(all.map((each) => each.color)), theme, 'points')
  const layers = [
    ...(means.length > 0 ? meanLayers(figure, y, coloring) : []),
    ...(points.length > 0 || means.length === 0 ? [pointLayer(figure, coloring, theme.ground)] : []),
    ...(means.length > 0 ? [meanLayer(coloring, theme.ground)] : []),
    ...(best === null ? [] : bestLayers(theme, x.share(best.x), isUpper(Number(best.y), values))),
  ]
  return framed(figure, look, figure.panel, {
    rows: rowsOf(figure, x, y, coloring),
    encoding: {
      x: x.encoding,
      y: y.encoding,
      ...(isBeside(figure) ? coloring.beside : {}),
    },
    layers,
    size,
  })
}

/** Whether the colours of one category stand beside each other. */
function isBeside({ x, color, isJoined }: PointsFigure): boolean {
  return x.type === 'category' && color?.type === 'category' && !isJoined
}

function rowsOf(figure: PointsFigure, x: Position, y: Position, coloring: Coloring): Row[] {
  const inPanel = panelPlaces(figure.panel)
  const row = (
    role: string,
    of: Mean | PointsFigure['points'][number] | NonNullable<PointsFigure['best']>,
  ) => ({
    role,
    x: x.place(of.x),
    y: y.place(of.y),
    color: coloring.place(of.color),
    ...(isBeside(figure) && { beside: coloring.besidePlace(of.color) }),
    ...inPanel(of.panel),
  })
  return [
    ...figure.points.map((point) => ({ ...row('point', point), run: shownText(point.run) })),
    ...figure.means.map((mean) => ({
      ...row('mean', mean),
      low: mean.low === null ? null : Math.max(mean.low, y.least),
      high: mean.high,
      n: mean.n,
    })),
    ...(figure.best === null
      ? []
      : [
          {
            ...row(BEST, figure.best),
            run: shownText(figure.best.run),
            text: `best ${withMinus(shownText(figure.best.text))}`,
          },
        ]),
  ]
}

/** What lies behind the means: their spread, and the line that joins them. */
function meanLayers({ isJoined, color, x }: PointsFigure, y: Position, coloring: Coloring): Part[] {
  const edges = { y: { ...y.encoding, field: 'low' }, y2: { field: 'high' } }
  if (!isJoined)
    return [
      {
        transform: [only('mean')],
        mark: { type: 'rule', strokeWidth: 1.8 },
        encoding: { ...edges, ...coloring.areas },
      },
    ]
  // A line of one colour each; where colours are numbers, nothing else parts them.
  const detail = color?.type === 'number' ? { detail: { field: 'color', type: 'quantitative' } } : {}
  const isBand = x.type === 'number'
  return [
    {
      transform: [only('mean')],
      mark: isBand ? { type: 'area', opacity: 0.18, line: false } : { type: 'rule', strokeWidth: 1.8 },
      encoding: { ...edges, ...coloring.areas, ...detail },
    },
    {
      transform: [only('mean')],
      mark: { type: 'line', strokeWidth: 2 },
      encoding: { ...coloring.lines, ...detail },
    },
  ]
}

function pointLayer({ means, points }: PointsFigure, coloring: Coloring, ground: string): Part {
  const isBehind = means.length > 0
  const size = points.length > 2000 ? 12 : points.length > 400 ? 24 : isBehind ? 26 : 55
  const opacity = isBehind ? 0.5 : points.length > 400 ? 0.7 : 0.9
  return {
    transform: [only('point')],
    mark: {
      type: 'point',
      filled: true,
      size,
      opacity,
      ...(size > 40 && { stroke: ground, strokeWidth: 0.7 }),
    },
    encoding: { ...coloring.points, tooltip: RUN_TIPS },
  }
}

function meanLayer(coloring: Coloring, ground: string): Part {
  return {
    transform: [only('mean')],
    mark: { type: 'point', filled: true, size: 80, opacity: 1, stroke: ground, strokeWidth: 1 },
    encoding: { ...coloring.points, tooltip: MEAN_TIPS },
  }
}
