import { isBoolean, isPositiveNumber, isSeed, isText, oneOf, type Rule } from '../params/check-options'
import { RUN_OPTION_RULES, type RunOptions } from '../training/run-options'

/** Which stored run counts as the same. */
interface MatchOptions {
  /**
   * The seed of all chance in the training, an integer from 0 on. Only runs of the same seed count as the same. Default: any
   * counts, and a run that is seeded and new gets one drawn. It is recorded in run.json.
   */
  seed?: number
  /**
   * `params`: a run counts as the same when all its parameters but the ignored ones are equal. `experiment`: when those that
   * name the experiment are. Default `params`.
   */
  match?: 'params' | 'experiment'
  /**
   * Takes a run although its lock names a process on another machine, of which nobody can tell from here whether it lives. A
   * process that is seen to live is never robbed. Default false.
   */
  takeover?: boolean
  /**
   * Whether parameters may come from outside: when the environment variable `EXMAN_PARAMS` names a JSON file of parameters, these
   * take the place of those given. By it `exman rerun` starts a script with the parameters of an earlier run; its seed then
   * takes the place of the one given, too. Default: what ExperimentManager says.
   */
  rerunnable?: boolean
}

/** Whether `prepare` goes on with a run, and how the run is recorded. */
export interface PrepareOptions extends RunOptions, MatchOptions {
  /**
   * `true`: goes on with the newest interrupted or lost run of the same parameters, or begins one when there is none.
   * The id of a run: goes on with that one, whatever became of it. Then call `run.restore(model)` before `fit`, or use
   * `run.fit`. Default false: begins a new run.
   */
  resume?: boolean | string
}

/** When `expm.run` calls its body, and how the run is recorded. */
export interface ExperimentOptions extends RunOptions, MatchOptions {
  /** When the same run is done: give its result, run it again, or throw EXMAN_RUN_DONE. Default `reuse`. */
  ifDone?: 'reuse' | 'rerun' | 'error'
  /** When a process works on the same run: wait for it, step aside, or throw EXMAN_RUN_HELD. Default `wait`. */
  ifRunning?: 'wait' | 'skip' | 'error'
  /** How many seconds to wait at most; then EXMAN_RUN_HELD is thrown. Default: as long as it takes. */
  timeoutSeconds?: number
  /** The id of a run to go on with, whatever became of it; one that has failed goes on only so. Default: none. */
  resume?: string
}

const MATCH_RULES = {
  seed: isSeed,
  match: oneOf('params', 'experiment'),
  takeover: isBoolean,
  rerunnable: isBoolean,
}

const isResume: Rule = (value) =>
  typeof value === 'boolean' || (typeof value === 'string' && value !== '')
    ? undefined
    : 'must be true, false or the id of a run'

/** One rule for each option of `prepare`. */
export const PREPARE_OPTION_RULES = { ...RUN_OPTION_RULES, ...MATCH_RULES, resume: isResume }

/** One rule for each option of `expm.run`. */
export const EXPERIMENT_OPTION_RULES = {
  ...RUN_OPTION_RULES,
  ...MATCH_RULES,
  ifDone: oneOf('reuse', 'rerun', 'error'),
  ifRunning: oneOf('wait', 'skip', 'error'),
  timeoutSeconds: isPositiveNumber,
  resume: isText,
}
