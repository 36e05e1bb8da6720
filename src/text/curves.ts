import { withAxes } from './axes'
import { paint, type Look } from './color'
import { letterOf, SEVERAL } from './letters'
import { lookOf, pictureOf, type Series } from './panel'
import { scaleOf, tickTexts, type Scale } from './scale'
import { cutText, safeText, textWidth } from './text-width'

export type { Series } from './panel'

const LEAST_WIDTH = 20
const LEAST_HEIGHT = 3

/** So much is left for a picture, however long its labels. */
const LEAST_COLUMNS = 8

/** How curves are drawn. */
export interface CurvesStyle {
  /** The columns of the terminal, at least 20. */
  readonly width: number
  /** The rows of the picture of each panel, without its title and its epochs; at least 3. */
  readonly height: number
  readonly color: boolean
  /** Without braille and other characters that need UTF-8. */
  readonly ascii?: boolean
}

/** Curves on one scale. */
interface Panel {
  readonly series: readonly Series[]
  readonly scale: Scale
  readonly ticks: readonly string[]
}

/**
 * Learning curves as pictures of braille dots, one above the other: a metric and its `val_` twin in one panel, each curve with
 * its letter, epochs from left to right. Values that are positive and span more than three decades stand on a log scale, which
 * the title says, as it does how many values are not finite and so are gaps.
 */
export function curvesText(given: { series: readonly Series[] }, style: CurvesStyle): string {
  const width = Math.max(LEAST_WIDTH, Math.floor(style.width))
  const rows = Math.max(LEAST_HEIGHT, Math.floor(style.height))
  const panels = grouped(given.series).map((series) => panelOf(series, rows))
  const [firstEpoch, lastEpoch] = epochsOf(given.series)
  // All panels begin at one column, so that an epoch stands at the same place in each.
  const longest = Math.max(0, ...panels.flatMap(({ ticks }) => ticks.map(textWidth)))
  const labels = Math.min(longest, width - LEAST_COLUMNS - 2)
  const shape = { rows, firstEpoch, lastEpoch, labels, columns: width - labels - 2 }
  return panels.map((panel) => panelText(panel, { ...style, ...shape, width }).join('\n')).join('\n\n')
}

/** Series by what they are about: `loss` and `val_loss` belong together. */
function grouped(series: readonly Series[]): Series[][] {
  const groups = new Map<string, Series[]>()
  for (const one of series) {
    const name = one.name.replace(/^val_/, '')
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()]
}

function panelOf(series: readonly Series[], rows: number): Panel {
  const scale = scaleOf(finiteValues(series))
  return { series, scale, ticks: tickTexts(scale, rows) }
}

function* finiteValues(series: readonly Series[]): Generator<number> {
  for (const { epochs, values } of series)
    for (const [index, value] of values.entries())
      if (Number.isFinite(value) && Number.isFinite(epochs[index])) yield value
}

function epochsOf(series: readonly Series[]): [number, number] {
  let first = Infinity
  let last = -Infinity
  for (const { epochs } of series)
    for (const epoch of epochs) {
      if (!Number.isFinite(epoch)) continue
      first = Math.min(first, epoch)
      last = Math.max(last, epoch)
    }
  return [first, last]
}

/** A panel's style, with the place of its picture. */
interface Shape extends CurvesStyle {
  readonly rows: number
  readonly columns: number
  readonly labels: number
  readonly firstEpoch: number
  readonly lastEpoch: number
}

function panelText(panel: Panel, shape: Shape): string[] {
  const { ascii = false, color, columns, labels } = shape
  if (panel.scale.high < panel.scale.low) return [titleOf(panel, shape, [])]
  const picture = pictureOf(panel.series, { ...shape, scale: panel.scale, ascii })
  const remarks = [
    ...(panel.scale.isLog ? ['log scale'] : []),
    ...(picture.isShared ? [`${SEVERAL} several`] : []),
  ]
  const below = `${' '.repeat(labels + 2)}${epochsText(shape)}`
  return [
    titleOf(panel, shape, remarks),
    ...withAxes(picture.rows, panel.ticks, { columns, labels, color, ascii }),
    color ? paint(below, 'dim') : below,
  ]
}

/** The title of a panel: what the letters stand for, and remarks. */
function titleOf(
  { series, scale }: Panel,
  { width, color, ascii }: Shape,
  remarks: readonly string[],
): string {
  const parts: { text: string; look?: Look }[] = series.map(({ name, values }, index) => {
    const gaps = values.reduce((count, value) => (Number.isFinite(value) ? count : count + 1), 0)
    const remark = scale.high < scale.low ? ' (no finite value)' : gaps > 0 ? ` (${gaps} not finite)` : ''
    const known = `${safeText(name, width)}${remark}`
    return { text: series.length > 1 ? `${letterOf(index)} ${known}` : known, look: lookOf(index) }
  })
  for (const remark of remarks) parts.push({ text: `(${remark})` })
  let room = width
  const shown = parts.flatMap(({ text, look }) => {
    const readable = ascii ? text.replace(/[^ -~]/gu, '?') : text
    const cut = cutText(readable, room, ascii ? '~' : '…')
    room -= textWidth(cut) + 2
    return cut === '' ? [] : color && look !== undefined ? paint(cut, look) : cut
  })
  return shown.join('  ')
}

/** The line below a panel: its first and last epoch. */
function epochsText({ firstEpoch, lastEpoch, columns, ascii }: Shape): string {
  const mark = ascii ? '~' : '…'
  const [first, last] = [String(firstEpoch), String(lastEpoch)]
  if (firstEpoch === lastEpoch) return cutText(`${first} epoch`, columns, mark)
  const room = columns - first.length - last.length
  if (room < 1) return cutText(last, columns, mark).padStart(columns)
  const word = room >= ' epoch '.length ? 'epoch' : ''
  const before = Math.floor((room - word.length) / 2)
  return `${first}${' '.repeat(before)}${word}${' '.repeat(room - before - word.length)}${last}`
}
