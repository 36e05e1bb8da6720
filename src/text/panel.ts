import type { Look } from './color'
import { Dots } from './dots'
import { layeredRows, type Mark } from './layers'
import { letterOf, placeLetters, SEVERAL } from './letters'
import { drawPath } from './path'
import type { Scale } from './scale'

/** A learning curve: what a metric was after each of these epochs. NaN and the infinities are gaps. */
export interface Series {
  readonly name: string
  readonly epochs: readonly number[]
  readonly values: readonly number[]
}

/** The place of a picture, and how it is drawn. */
export interface Frame {
  readonly columns: number
  readonly rows: number
  readonly firstEpoch: number
  readonly lastEpoch: number
  readonly scale: Scale
  readonly color: boolean
  readonly ascii: boolean
}

const LOOKS = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'] as const satisfies readonly Look[]

/** The colour of a curve of a panel. */
export function lookOf(index: number): Look {
  return LOOKS[index % LOOKS.length]!
}

/** The rows of a panel that shows these curves on one scale, and whether some places are shared by several letters. */
export function pictureOf(series: readonly Series[], frame: Frame): { rows: string[]; isShared: boolean } {
  const curves = series.map((one) => draw(one, frame))
  const isSingle = curves.length === 1
  const layers = curves.map((dots, index) => ({
    dots,
    look: lookOf(index),
    sign: isSingle ? '*' : letterOf(index),
  }))
  // In ASCII every cell is a letter by itself.
  const marks = isSingle || frame.ascii ? new Map<number, Mark>() : letterMarks(curves)
  return layeredRows(layers, marks, frame)
}

/** The letters of some curves at their places on them; a curve has that of its number. */
export function letterMarks(
  curves: readonly Dots[],
  numberOf: (index: number) => number = (index) => index,
): Map<number, Mark> {
  const markOf = (index: number): Mark => ({ text: letterOf(numberOf(index)), look: lookOf(numberOf(index)) })
  return new Map(
    Array.from(placeLetters(curves), ([cell, letter]) => [
      cell,
      letter === SEVERAL ? { text: SEVERAL } : markOf(letter),
    ]),
  )
}

function draw(
  { epochs, values }: Series,
  { columns, rows, firstEpoch, lastEpoch, scale, ascii }: Frame,
): Dots {
  const dots = new Dots(columns, rows, { isBraille: !ascii })
  const span = lastEpoch - firstEpoch || 1
  const spots = values.map((value, index) => {
    const epoch = epochs[index]
    if (epoch === undefined || !Number.isFinite(epoch) || !Number.isFinite(value)) return null
    return { across: (epoch - firstEpoch) / span, up: scale.shareOf(value) }
  })
  drawPath(dots, spots)
  return dots
}
