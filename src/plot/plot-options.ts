import { checkOptions, isFunction, oneOf, type Rule } from '../params/check-options'
import { checkRuns, checkTable } from './check-runs'
import type { FigureChoices } from './figure/choices'
import { PICTURE_RULES, type PictureOptions } from './picture-options'

/** How a picture is made of runs. */
export interface PlotOptions extends PictureOptions {
  /**
   * The scale of the axis across; `auto` (default) is logarithmic when its numbers lie more evenly by factors, and linear for epochs. It does
   * nothing where values stand side by side: texts, and the numbers of a heat map while they are at most 20.
   */
  xScale?: 'auto' | 'linear' | 'log'
  /** The scale of the value, of a heat map that of its colours; default `auto`. */
  yScale?: 'auto' | 'linear' | 'log'
  /** Whether the runs of an experiment at one place are `folded` to their mean (default), or each stands for itself: `apart`. */
  seeds?: 'folded' | 'apart'
  /**
   * Around a mean: a `band` of one standard deviation, the single values as `points`, or `none`; default `auto`, both while the values
   * are few. It does nothing for a heat map, and where seeds stand `apart`.
   */
  spread?: 'auto' | 'band' | 'points' | 'none'
  /** Which way the value gets better, for the best run that is marked; default: as the runs say, else as the name of the metric tells. */
  mode?: 'min' | 'max'
  /** Hears now and then how many logs of how many are read, where a picture needs them. */
  onProgress?: (done: number, total: number) => void
}

const isScale = oneOf('auto', 'linear', 'log')

const PLOT_RULES = {
  ...PICTURE_RULES,
  xScale: isScale,
  yScale: isScale,
  seeds: oneOf('folded', 'apart'),
  spread: oneOf('auto', 'band', 'points', 'none'),
  mode: oneOf('min', 'max'),
  onProgress: isFunction,
} satisfies Record<keyof PlotOptions, Rule>

/** Checks what a function that plots was given. Throws OptionError; RunError for a table without runs. */
export function checkPlot(what: string, runs: unknown, options: unknown): void {
  checkTable(what, runs)
  checkOptions(what, options, PLOT_RULES)
  checkRuns(what, runs)
}

/** The choices that were made, and the default ones. */
export function choicesOf({
  xScale = 'auto',
  yScale = 'auto',
  seeds = 'folded',
  spread = 'auto',
  mode,
}: PlotOptions): FigureChoices {
  return { xScale, yScale, seeds, spread, mode }
}
