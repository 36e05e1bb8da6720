import type { RunTable } from '../../catalog/run-table'
import { plot, type PlotOptions } from '../../plot/plot'
import { plotCurves } from '../../plot/plot-curves'
import { plotImportance } from '../../plot/plot-importance'
import { plotParallel } from '../../plot/plot-parallel'
import type { Picture } from '../../plot/picture'
import { givenOptions } from './given-options'
import { refuseUnused, wrongUse } from './unused-options'

/** The pictures that need no formula, but a metric. */
export const PICTURE_KINDS = ['curves', 'parallel', 'importance'] as const

/** What is to be drawn. */
export interface AskedPicture extends PlotOptions {
  /** A formula, or the name of a metric; undefined for the usual metric. */
  what: string | undefined
  kind: (typeof PICTURE_KINDS)[number] | undefined
  params: string[] | undefined
}

const CHOICES = ['xScale', 'yScale', 'seeds', 'spread', 'mode'] as const

/** What a picture can be made by, besides how it looks. */
const TAKEN = {
  'a formula': CHOICES,
  '--kind curves': CHOICES,
  '--kind parallel': ['params', 'seeds', 'mode'],
  '--kind importance': ['params'],
} as const

/** Makes the picture that was asked for. Throws OptionError for what does not go together. */
export function askedPicture(
  runs: RunTable,
  { what, kind, params, ...options }: AskedPicture,
): Promise<Picture> {
  const { title, width, height, theme, seeds, mode } = options
  const isFormula = what?.includes('~') === true
  if (isFormula && kind !== undefined)
    throw wrongUse('kind', `--kind ${kind} takes the name of a metric, not a formula.`)
  refuseUnused({ ...options, params }, isFormula ? 'a formula' : `--kind ${kind ?? 'curves'}`, TAKEN)
  if (isFormula) return plot(runs, what, givenOptions(options))
  switch (kind) {
    case 'parallel':
      return plotParallel(runs, what, givenOptions({ title, width, height, theme, params, seeds, mode }))
    case 'importance':
      return plotImportance(runs, what, givenOptions({ title, width, height, theme, params }))
    default:
      return plotCurves(runs, what, givenOptions(options))
  }
}
