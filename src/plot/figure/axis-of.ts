import type { ScaleChoice } from './choices'
import { placedBins } from './bins'
import { placedCategories } from './category-axis'
import { differentNumbers } from './different'
import type { FigureColumn } from './figure-column'
import { areNumbers, finiteOf, placedNumbers } from './number-axis'
import type { Placed } from './placed'

/** So many can be told apart side by side. */
const MOST_ACROSS = 50

/** So many colours can be told apart by everybody. */
const MOST_COLORS = 8

const MOST_PANELS = 24

/** Lines of more different numbers could not be followed. */
const MOST_LINES = 40

/** Of a heat map: more different numbers than these are put together. */
const MOST_SINGLE = 20

/** The axis of a column that something is drawn against: numbers on a line, or categories side by side. */
export function placedAcross(column: FigureColumn, scale: ScaleChoice): Placed {
  return areNumbers(column.cells) ? placedNumbers(column, scale) : placedCategories(column, MOST_ACROSS)
}

/** What the colours of a column stand for: few values each for itself, many numbers on a scale. */
export function placedColors(column: FigureColumn): Placed {
  const isScale = areNumbers(column.cells) && differentNumbers(finiteOf(column.cells)).length > MOST_COLORS
  return isScale ? placedNumbers(column, 'auto') : placedCategories(column, MOST_COLORS)
}

/** The colours of lines: as others, but of very many numbers intervals, for each colour has a line of its own. */
export function placedLineColors(column: FigureColumn): Placed {
  if (areNumbers(column.cells)) {
    const numbers = differentNumbers(finiteOf(column.cells))
    if (numbers.length > MOST_LINES) return placedBins(column, numbers, 'auto', MOST_COLORS)
  }
  return placedColors(column)
}

/** The panels of a column. */
export function placedPanels(column: FigureColumn): Placed {
  return placedCategories(column, MOST_PANELS, 'none')
}

/** An axis of a heat map: categories, which are intervals where there are many different numbers. */
export function placedCells(column: FigureColumn, scale: ScaleChoice): Placed {
  if (areNumbers(column.cells)) {
    const numbers = differentNumbers(finiteOf(column.cells))
    if (numbers.length > MOST_SINGLE) return placedBins(column, numbers, scale)
  }
  return placedCategories(column, MOST_ACROSS)
}
