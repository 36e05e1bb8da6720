import type { ExperimentRules } from './run-experiment'

let hasBegun = false

/**
 * How `expm.run` goes about a rerun: the first call in the process begins a new run, whatever there is; a script that calls it for
 * many parameters gets those of the rerun each time, and the later calls its result.
 */
export function rulesOfRerun(rules: ExperimentRules): ExperimentRules {
  const isAnew = !hasBegun
  hasBegun = true
  return { ...rules, ifDone: 'reuse', resume: undefined, isAnew }
}
