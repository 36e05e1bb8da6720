import type { Axis, Place } from '../figure/axis'
import { textPixels } from '../theme/letters'
import { extentOf, roomyExtent, shareOf, type Extent, type Margins } from './extent'
import { labelledTicks, logTicks, TICK_FORMAT } from './ticks'
import { longLabels } from './long-labels'
import type { Part } from './part'
import { distinctTexts, shownText } from './shown-text'

/** The size of the labels of axes. */
export const LABEL_SIZE = 11

/** So many pixels stay between two labels of numbers. */
const APART = 6

/** A label may be so wide. */
const LABEL_LIMIT = 170

/** What stands where along x or y. */
export interface Position {
  /** The channel of the specification. */
  readonly encoding: Part
  /** A place as it stands in the data. */
  readonly place: (place: Place) => string | number
  /** How far along a place stands: from 0 to 1. */
  readonly share: (place: Place) => number
  /** The lowest number that can be shown. */
  readonly least: number
  /** Whether only numbers above 0 can be. */
  readonly isLog: boolean
}

/** How an axis of the data is laid along x or y; `pixels` is how long it is, `values` what stands on it. */
export function positionOf(
  field: 'x' | 'y',
  axis: Axis,
  pixels: number,
  values: Iterable<number | null>,
  margins?: Margins,
): Position {
  return axis.type === 'number'
    ? numberPosition(field, axis, pixels, roomyExtent(extentOf(values, axis.scale), axis.scale, margins))
    : categoryPosition(field, axis, pixels)
}

function numberPosition(field: string, axis: Axis, pixels: number, domain: Extent): Position {
  const { scale: type } = axis
  return {
    encoding: {
      field,
      type: 'quantitative',
      title: shownText(axis.title),
      scale: { type, domain, nice: false, ...(type === 'linear' && { zero: false }) },
      axis: { ...ticksOf(axis, domain, field, pixels), titleLimit: titleLimit(pixels) },
    },
    place: (place) => place,
    share: (place) => shareOf(Number(place), domain, type),
    least: domain[0],
    isLog: type === 'log',
  }
}

function ticksOf({ ticks, scale }: Axis, domain: Extent, field: string, pixels: number): Part {
  const values = ticks ?? (scale === 'log' ? logTicks(domain) : undefined)
  if (values === undefined) return scale === 'log' ? { format: TICK_FORMAT, tickCount: 5 } : {}
  const usual = { values, format: TICK_FORMAT, labelOverlap: 'greedy', labelSeparation: APART }
  if (field === 'y') return usual
  const labelled = labelledTicks(values, LABEL_SIZE, (tick) => shareOf(tick, domain, scale) * pixels, APART)
  if (labelled.length === values.length) return usual
  // Vega would leave out whichever comes later, and so the last.
  const labelExpr = `indexof(${JSON.stringify(labelled)}, datum.value) < 0 ? '' : datum.label`
  return { values, format: TICK_FORMAT, labelOverlap: false, labelExpr }
}

function categoryPosition(field: 'x' | 'y', axis: Axis, pixels: number): Position {
  const distinct = distinctTexts()
  // As on an axis of numbers, the largest stands at the top.
  const upwards = field === 'y' && axis.isOrdered ? [...axis.categories].reverse() : axis.categories
  const domain = upwards.map(distinct)
  const places = new Map(domain.map((name, at) => [name, (at + 0.5) / domain.length]))
  const place = (text: Place) => distinct(String(text))
  return {
    encoding: {
      field,
      type: 'nominal',
      title: shownText(axis.title),
      sort: null,
      scale: { domain },
      axis: {
        ...(field === 'x' ? labelsBelow(domain, pixels) : { labelLimit: LABEL_LIMIT }),
        ...longLabels(domain),
        titleLimit: titleLimit(pixels),
        grid: false,
      },
    },
    place,
    share: (text) => places.get(place(text)) ?? 0.5,
    least: -Infinity,
    isLog: false,
  }
}

/** A title may be as long as its axis, or a little longer than a short one. */
function titleLimit(pixels: number): number {
  return Math.max(150, pixels)
}

/** Labels that have no room side by side lean, and many stand upright. */
function labelsBelow(labels: readonly string[], pixels: number): Part {
  const room = pixels / labels.length
  const widest = Math.max(0, ...labels.map((label) => textPixels(label, LABEL_SIZE)))
  if (widest + 8 <= room) return { labelAngle: 0, labelLimit: room }
  const labelAngle = room < 2 * LABEL_SIZE ? -90 : -40
  return { labelAngle, labelLimit: LABEL_LIMIT, labelOverlap: room < LABEL_SIZE + 2 ? 'greedy' : false }
}
