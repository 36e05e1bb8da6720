import type { RunTable } from '../../catalog/run-table'
import { OptionError } from '../../errors'
import { plot, type PlotOptions } from '../../plot/plot'
import { plotCurves } from '../../plot/plot-curves'
import { plotImportance } from '../../plot/plot-importance'
import { plotParallel } from '../../plot/plot-parallel'
import type { Picture } from '../../plot/picture'

/** The pictures that need no formula, but a metric. */
export const PICTURE_KINDS = ['curves', 'parallel', 'importance'] as const

/** What is to be drawn. */
export interface AskedPicture extends PlotOptions {
  /** A formula, or the name of a metric; undefined for the usual metric. */
  what: string | undefined
  kind: (typeof PICTURE_KINDS)[number] | undefined
  params: string[] | undefined
}

/** Makes the picture that was asked for. Throws OptionError for what does not go together. */
export function askedPicture(
  runs: RunTable,
  { what, kind, params, ...options }: AskedPicture,
): Promise<Picture> {
  const { title, width, height, theme, seeds, mode } = options
  const look = given({ title, width, height, theme })
  if (what?.includes('~') === true) {
    if (kind !== undefined)
      throw wrongUse('kind', `--kind ${kind} takes the name of a metric, not a formula.`)
    if (params !== undefined) throw wrongUse('params', '--params is for --kind parallel and importance.')
    return plot(runs, what, given(options))
  }
  const [metric, chosen] = [what, given({ params })]
  switch (kind) {
    case 'parallel':
      return plotParallel(runs, metric, { ...look, ...chosen, ...given({ seeds, mode }) })
    case 'importance':
      return plotImportance(runs, metric, { ...look, ...chosen })
    default:
      if (params !== undefined) throw wrongUse('params', '--params is for --kind parallel and importance.')
      return plotCurves(runs, metric, given(options))
  }
}

function wrongUse(option: string, text: string): OptionError {
  return new OptionError('EXMAN_OPTION_INVALID', text, { option })
}

/** Options without those that were not given. */
function given<T extends object>(options: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> }
}
