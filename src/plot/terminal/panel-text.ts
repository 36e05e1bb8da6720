import { withAxes } from '../../text/axes'
import { flowingLines, type Piece } from '../../text/flow'
import { Dots } from '../../text/dots'
import { layeredRows, type Layer, type Mark } from '../../text/layers'
import { SEVERAL } from '../../text/letters'
import { scaleOf, tickTexts, type Scale } from '../../text/scale'
import { textWidth } from '../../text/text-width'
import type { Axis } from '../figure/axis'
import type { Best } from '../figure/figure'
import { placeText, type Across } from './across'
import type { DrawingStyle } from './drawing-style'
import { wrappedText } from '../../text/wrap'

/** What all panels of a figure have. */
export interface PanelFrame {
  readonly style: DrawingStyle
  readonly across: Across
  readonly upright: Scale
  /** The title of the upright axis. */
  readonly title: string
  readonly columns: number
  readonly labels: number
  readonly ticks: readonly string[]
}

/** What is drawn in a panel. */
export interface PanelDrawing {
  readonly layers: readonly Layer[]
  readonly marks: ReadonlyMap<number, Mark>
  /** What has to be said of it. */
  readonly remarks?: readonly string[]
}

/** So much is left for a picture, however long its labels. */
const LEAST_COLUMNS = 8

/** The frame of the panels of a figure, for the values that stand upright in them. */
export function panelFrame(
  axis: Axis,
  values: Iterable<number>,
  across: Across,
  style: DrawingStyle,
): PanelFrame {
  const upright = scaleOf(values, axis.scale)
  const ticks = tickTexts(upright, style.height)
  const longest = Math.max(0, ...ticks.map(textWidth))
  const labels = Math.min(longest, style.width - LEAST_COLUMNS - 2)
  const title = style.textOf(axis.title)
  return { style, across, upright, title, labels, ticks, columns: style.width - labels - 2 }
}

/** Empty dots of the size of a panel. */
export function emptyDots({ columns, style }: PanelFrame): Dots {
  return new Dots(columns, style.height, { isBraille: !style.ascii })
}

/** A panel: its title, and of the panels its name, above the picture; the labels below. */
export function panelText(drawing: PanelDrawing, name: string | undefined, frame: PanelFrame): string[] {
  const { style, across, upright, title, columns, labels, ticks } = frame
  const { color, ascii, painted } = style
  const picture = layeredRows(drawing.layers, drawing.marks, { columns, rows: style.height, color, ascii })
  const remarks = [
    ...(upright.isLog ? ['log scale'] : []),
    ...(picture.isShared ? [`${SEVERAL} several`] : []),
    ...(drawing.remarks ?? []),
  ]
  const heading: Piece[] = [
    ...(name === undefined ? [] : [{ text: name, look: 'bold' as const }]),
    { text: title },
    ...remarks.map((text) => ({ text: `(${text})` })),
  ]
  const { ticks: floorTicks, lines } = across.below(columns)
  return [
    ...flowingLines(heading, style),
    ...withAxes(picture.rows, ticks, { columns, labels, color, ascii }, floorTicks),
    ...lines.map((line) => (line === '' ? '' : painted(`${' '.repeat(labels + 2)}${line}`, 'dim'))),
  ]
}

/** How high the best run stands, which may be beyond all means of seeds. */
export function bestHeight(best: Best | null): number[] {
  return best === null ? [] : [Number(best.y)]
}

/** The lines for the best run below all panels: its value, and where it stands on these axes. */
export function bestLines(
  best: Best | null,
  value: Axis,
  axes: Partial<Record<'x' | 'y' | 'color' | 'panel', Axis | null>>,
  style: DrawingStyle,
): string[] {
  if (best === null) return []
  const { textOf, width } = style
  const places = (['x', 'y', 'color', 'panel'] as const).flatMap((name) => {
    const [axis, place] = [axes[name] ?? null, best[name]]
    return axis === null || place === undefined ? [] : [`${textOf(axis.title)} ${placeText(place, style)}`]
  })
  const text = `* best: ${textOf(value.title)} ${textOf(best.text)} at ${places.join(', ')}, ${textOf(best.run)}`
  return wrappedText(text, width, '  ')
}

/** The names of the panels with their titles; one without a name for a figure without panels. */
export function panelNames(panel: Axis | null, style: DrawingStyle): { category?: string; name?: string }[] {
  if (panel === null) return [{}]
  const { textOf } = style
  return panel.categories.map((category) => ({
    category,
    name: `${textOf(panel.title)}: ${textOf(category)}`,
  }))
}

/** Panels one below the other, with a line between. */
export function joinedPanels(panels: readonly (readonly string[])[]): string[] {
  return panels.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}
