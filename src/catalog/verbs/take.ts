import { OptionError } from '../../errors'
import { show } from '../../params/show'

/** The first `count` runs. Throws OptionError for what is no such number. */
export function take<R>(runs: readonly R[], count: number): R[] {
  if (Number.isInteger(count) && count >= 0) return runs.slice(0, count)
  const text = `take needs a number of runs, an integer of 0 or more, got ${show(count)}.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'count', value: count })
}
