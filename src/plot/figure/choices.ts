/** How a figure is made of runs; all of it known. */
export interface FigureChoices {
  readonly xScale: ScaleChoice
  readonly yScale: ScaleChoice
  readonly seeds: 'folded' | 'apart'
  readonly spread: 'auto' | 'band' | 'points' | 'none'
  /** Which way the values get better; undefined as the runs, or the name, tell. */
  readonly mode: 'min' | 'max' | undefined
}

/** The scale that is asked for; `auto` is chosen by the values. */
export type ScaleChoice = 'auto' | 'linear' | 'log'
