import type { CurvesFigure, Line } from '../figure/figure'
import type { PictureLook } from '../picture-options'
import { themeOf, type Theme } from '../theme/theme'
import { BEST, bestLayers, isUpper, marginsFor, only } from './best-layers'
import { coloringOf, type Coloring } from './coloring'
import { framed, panelPlaces, panelSize } from './frame'
import type { Part, Row } from './part'
import { positionOf, type Position } from './position'
import { shownText, withMinus } from './shown-text'
import { CURVE_TIPS } from './tips'

/** The specification of values over epochs. */
export function curvesSpec(figure: CurvesFigure, look: PictureLook): Part {
  const theme = themeOf(look.theme)
  const size = panelSize(figure.panel, look)
  const { lines, faint, best } = figure
  const all = [...lines, ...faint]
  const x = positionOf(
    'x',
    figure.x,
    size.width,
    all.flatMap(({ epochs }) => epochs),
  )
  const values = all.flatMap((line) => line.values.filter(Number.isFinite))
  const bestY = best === null ? null : Number(best.y)
  const y = positionOf(
    'y',
    figure.y,
    size.height,
    [bestY, ...numbersOf(figure)],
    marginsFor(bestY, values, size.height),
  )
  const colors = all.flatMap(({ color }) => (typeof color === 'number' ? [color] : []))
  const coloring = coloringOf(figure.color, colors, theme, 'lines')
  const layers = [
    ...(faint.length > 0
      ? curveLayers('faint', figure.color === null ? grey(theme) : coloring, faintMark(faint.length))
      : []),
    ...(lines.some(({ low }) => low !== null) ? [bandLayer(y, coloring)] : []),
    ...(lines.length > 0 ? curveLayers('line', coloring, lineMark(lines.length)) : []),
    ...(best === null ? [] : bestLayers(theme, x.share(best.x), isUpper(Number(best.y), values))),
  ]
  return framed(figure, look, figure.panel, {
    rows: rowsOf(figure, x, y, coloring),
    encoding: { x: epochAxis(x.encoding, figure), y: y.encoding },
    layers,
    size,
  })
}

function* numbersOf({ lines, faint }: CurvesFigure): Generator<number> {
  for (const line of [...lines, ...faint]) {
    yield* line.values
    yield* line.low ?? []
    yield* line.high ?? []
  }
}

/** No ticks at half an epoch. */
function epochAxis(encoding: Part, { x, lines, faint }: CurvesFigure): Part {
  const isWhole = [...lines, ...faint].every(({ epochs }) => epochs.every(Number.isInteger))
  if (!isWhole || x.scale === 'log') return encoding
  return { ...encoding, axis: { ...(encoding.axis as Part), format: 'd', tickMinStep: 1 } }
}

/** Behind a mean of all, single curves have no colour. */
function grey({ axis }: Theme): Pick<Coloring, 'areas' | 'lines'> {
  const color = { color: { value: axis } }
  return { areas: color, lines: color }
}

/** Of many lines each is thinner, so that those behind can be followed. */
function lineMark(count: number): Part {
  return count > 60 ? { strokeWidth: 1, opacity: 0.5 } : { strokeWidth: count > 12 ? 1.3 : 2 }
}

function faintMark(count: number): Part {
  return { strokeWidth: 1, opacity: count > 60 ? 0.2 : count > 15 ? 0.3 : 0.4 }
}

/** Curves, and dots for values that have none beside them, so that no line shows them. */
function curveLayers(role: string, coloring: Pick<Coloring, 'areas' | 'lines'>, mark: Part): Part[] {
  const { opacity } = mark
  return [
    {
      transform: [only(role)],
      mark: { type: 'line', ...mark },
      encoding: {
        ...(role === 'line' ? coloring.lines : coloring.areas),
        detail: { field: 'curve', type: 'quantitative' },
        tooltip: CURVE_TIPS,
      },
    },
    {
      transform: [only(`${role} dot`)],
      mark: {
        type: 'point',
        shape: 'circle',
        filled: true,
        size: role === 'line' ? 42 : 26,
        opacity: opacity ?? 1,
      },
      encoding: coloring.areas,
    },
  ]
}

function bandLayer(y: Position, coloring: Coloring): Part {
  return {
    transform: [only('line')],
    mark: { type: 'area', opacity: 0.18 },
    encoding: {
      y: { ...y.encoding, field: 'low' },
      y2: { field: 'high' },
      ...coloring.areas,
      detail: { field: 'curve', type: 'quantitative' },
    },
  }
}

function rowsOf(
  { lines, faint, panel, best }: CurvesFigure,
  x: Position,
  y: Position,
  coloring: Coloring,
): Row[] {
  const inPanel = panelPlaces(panel)
  const place = (of: { color?: Line['color']; panel?: string }): Row => ({
    color: coloring.place(of.color),
    ...inPanel(of.panel),
  })
  const curve = (role: string, line: Line, at: number): Row[] => {
    const shared = { curve: at, run: shownText(line.name), n: line.n, ...place(line) }
    const row = (index: number): Row => ({
      role,
      x: line.epochs[index]!,
      y: shown(line.values[index], y),
      ...(line.low !== null && {
        low: shown(line.low[index], y, y.least),
        high: shown(line.high?.[index], y),
      }),
      ...shared,
    })
    const rows = line.epochs.map((_, index) => row(index))
    const dots = rows.filter(
      (each, index) => each.y !== null && !hasY(rows[index - 1]) && !hasY(rows[index + 1]),
    )
    return [...rows, ...dots.map((dot) => ({ ...dot, role: `${role} dot` }))]
  }
  return [
    ...faint.flatMap((line, at) => curve('faint', line, at)),
    ...lines.flatMap((line, at) => curve('line', line, faint.length + at)),
    ...(best === null
      ? []
      : [
          {
            role: BEST,
            x: x.place(best.x),
            y: y.place(best.y),
            run: shownText(best.run),
            text: `best ${withMinus(shownText(best.text))}`,
            ...place(best),
          },
        ]),
  ]
}

const hasY = (row: Row | undefined): boolean => row !== undefined && row.y !== null

/** A value as it is drawn: a gap where it cannot be, or, when there is one, the least that can be. */
function shown(
  value: number | undefined,
  { least, isLog }: Position,
  instead: number | null = null,
): number | null {
  if (value === undefined || !Number.isFinite(value)) return null
  return isLog && value <= 0 ? instead : Math.max(value, least)
}
