import type { Report } from '../../data/report'

/** Which way a column gets better; undefined when it is no metric. */
export function modeOf({ data }: Report, name: string): 'min' | 'max' | undefined {
  const modes = new Map(Object.entries(data.modes))
  return modes.get(name) ?? modes.get(name.replace(/^(last|metrics)\./, ''))
}
