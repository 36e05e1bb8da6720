import { resolve } from 'node:path'
import { OptionError } from '../../errors'
import {
  checkOptions,
  isFunction,
  isListOfText,
  isPlainObject,
  isText,
  oneOf,
} from '../../params/check-options'
import { show } from '../../params/show'
import { applyMoves } from './apply-moves'
import { constructorCall } from './constructor-call'
import { finishRekey } from './finish-rekey'
import { experimentOf } from './places'
import { plannedMoves } from './planned-moves'
import { resolveOptions } from './recorded-options'
import type { RekeyMove, RekeyOptions, RekeyOutcome, RekeyStay } from './types'

/** What a rekey would do, as plain data, and `apply`, which does it. */
export interface RekeyPlan {
  /** The folder of the root, absolute. */
  readonly root: string
  /** The options in full, for `new ExperimentManager`. */
  readonly options: Required<RekeyOptions>
  /** Which of them were neither given nor are recorded in the tree, so that they are the defaults. */
  readonly assumed: readonly string[]
  /** The runs that move: their ids now, and after. */
  readonly moves: readonly RekeyMove[]
  /** The runs that cannot move, and why. */
  readonly stays: readonly RekeyStay[]
  /** Which experiment becomes which, with the number of runs; one may become several, and several one. */
  readonly experiments: readonly { from: string; to: string; runs: number }[]
  /** The call that finds the runs from then on, for a script. */
  readonly constructorCall: string
  /** What was done of a rekey that had been interrupted; null when none had. */
  readonly finished: RekeyOutcome | null
  /**
   * Moves the runs. What is no longer as it was planned is left where it is and told: a run that is held, was changed, or whose new
   * place was taken; and runs that have come since. Throws FileError; then, and when it is killed, the next rekey finishes it.
   */
  apply(options?: { onProgress?: (done: number, total: number) => void }): Promise<RekeyOutcome>
}

/**
 * Plans to name the experiments of a tree otherwise: by other monitored groups, neutral or ignored parameters, or ids. The new name of
 * each run follows from its stored parameters, so runs of one experiment may part, and those of several come together. Run folders are
 * moved as they are, and the old names still find them. Nothing is changed before `plan.apply()`; only a rekey that was interrupted
 * is finished first.
 *
 * @param root the folder that ExperimentManager writes to
 * @param options what is to name the experiments; what is not given stays as experiment.json records it, else is the default
 * @throws EXMAN_ROOT_INVALID for any other folder, EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID, EXMAN_RUN_HELD, and the file errors
 * @example
 * ```ts
 * import { planRekey } from 'exman'
 * const plan = await planRekey('experiments', { monitoredParamKeys: ['model', 'training', 'data'] })
 * console.table(plan.experiments)
 * await plan.apply()
 * console.log(plan.constructorCall)
 * ```
 */
export async function planRekey(root: string, options: RekeyOptions = {}): Promise<RekeyPlan> {
  checkGiven(root, options)
  const path = resolve(root)
  const finished = (await finishRekey(path)) ?? null
  const { identity, assumed } = resolveOptions(path, options)
  const { moves, stays, known } = await plannedMoves(path, identity)
  const { monitored, ids, neutralParams, ignoredParams } = identity
  return {
    root: path,
    options: { monitoredParamKeys: monitored, ids, neutralParams, ignoredParams },
    assumed,
    moves,
    stays,
    experiments: experimentsOf(moves),
    constructorCall: constructorCall(root, identity),
    finished,
    // eslint-disable-next-line @typescript-eslint/require-await -- what changes a tree returns a promise, everywhere
    apply: async (how = {}) => {
      checkOptions('apply', how, { onProgress: isFunction })
      return applyMoves(path, { identity, moves, known }, how)
    },
  }
}

function checkGiven(root: string, options: RekeyOptions): void {
  const wrong = isText(root)
  if (wrong !== undefined) {
    const text = `The root of planRekey ${wrong}, got ${show(root)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'root', value: root })
  }
  checkOptions('planRekey', options, {
    monitoredParamKeys: isListOfText,
    ids: oneOf('object-hash', 'python'),
    neutralParams: isPlainObject,
    ignoredParams: isListOfText,
  })
}

function experimentsOf(moves: readonly RekeyMove[]): RekeyPlan['experiments'] {
  const found = new Map<string, { from: string; to: string; runs: number }>()
  for (const move of moves) {
    const [from, to] = [experimentOf(move.from), experimentOf(move.to)]
    const entry = found.get(`${from} ${to}`) ?? { from, to, runs: 0 }
    found.set(`${from} ${to}`, { ...entry, runs: entry.runs + 1 })
  }
  return [...found.values()]
}
