import type { Axis } from '../figure/axis'
import type { FigureHead } from '../figure/figure'
import { themeOf } from '../theme/theme'
import type { PictureLook } from '../picture-options'
import { lookConfig, SUBTITLE_SIZE, TITLE_SIZE } from './look-config'
import { longLabels } from './long-labels'
import type { Part, Row } from './part'
import { brokenLines, distinctTexts, shownText } from './shown-text'

/** What differs from one kind of picture to the other. */
export interface Content {
  readonly rows: readonly Row[]
  /** What all layers have. */
  readonly encoding?: Part
  readonly layers: readonly Part[]
  /** The pixels of a panel. */
  readonly size: PanelSize
}

/** How large a panel is, and how many stand side by side. */
export interface PanelSize {
  readonly width: number
  readonly height: number
  readonly columns: number
}

/** A title of more lines says nothing more. */
const LINES_AT_MOST = 4
const LONGEST_LINE = 400

/** So wide is a category that has room for its label, upright. */
const CATEGORY = 15

/**
 * The size of the panels: as it was asked for, else large for one, wider where many categories stand along it, smaller for several.
 */
export function panelSize(panel: Axis | null, { width, height }: PictureLook, categories = 0): PanelSize {
  const count = panel?.categories.length ?? 1
  if (count === 1)
    return { width: width ?? Math.max(480, CATEGORY * categories), height: height ?? 300, columns: 1 }
  if (count <= 9)
    return { width: width ?? 230, height: height ?? 170, columns: count === 2 || count === 4 ? 2 : 3 }
  return { width: width ?? 170, height: height ?? 130, columns: 4 }
}

/** How the panels of a figure stand in its data. */
export function panelPlaces(panel: Axis | null): (text: string | undefined) => Row {
  if (panel === null) return () => ({})
  const distinct = distinctTexts()
  const order = new Map(panel.categories.map((text, at) => [distinct(text), at]))
  return (text = '') => ({ panel: distinct(text), panelOrder: order.get(distinct(text)) ?? order.size })
}

/** The whole specification. */
export function framed(head: FigureHead, look: PictureLook, panel: Axis | null, content: Content): Part {
  const { rows, encoding, layers, size } = content
  const theme = themeOf(look.theme)
  const view = {
    width: size.width,
    height: size.height,
    ...(encoding !== undefined && { encoding }),
    layer: layers,
  }
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: [head.title, ...head.subtitle].map((line) => shownText(line, LONGEST_LINE)).join('\n'),
    title: titleOf(head, size),
    data: { values: rows },
    ...(panel === null ? view : panels(panel, view, size.columns)),
    config: lookConfig(theme),
  }
}

function panels(panel: Axis, { width, height, ...spec }: Part, columns: number): Part {
  return {
    facet: {
      field: 'panel',
      type: 'nominal',
      title: shownText(panel.title),
      sort: { field: 'panelOrder', op: 'min' },
      header: longLabels(panel.categories.map(distinctTexts())),
    },
    columns,
    spacing: 24,
    spec: { width, height, ...spec },
  }
}

function titleOf(head: FigureHead, { width, columns }: PanelSize): Part {
  const pixels = Math.max(360, columns * (width + 40))
  const lines = (text: string, size: number, weight: 'normal' | 'bold') => {
    const all = brokenLines(shownText(text, LONGEST_LINE), pixels, size, weight)
    const first = all.slice(0, LINES_AT_MOST)
    return all.length === first.length ? all : [...first.slice(0, -1), `${first.at(-1)!}…`]
  }
  return {
    text: lines(head.title, TITLE_SIZE, 'bold'),
    ...(head.subtitle.length > 0 && {
      subtitle: head.subtitle.flatMap((line) => lines(line, SUBTITLE_SIZE, 'normal')),
    }),
  }
}
