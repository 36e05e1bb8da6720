import { sep } from 'node:path'
import { Breath } from '../../catalog/cache/breath'
import { checkOptions, isBoolean, isFunction } from '../../params/check-options'
import { FINDINGS, type Finding } from '../check/findings'
import { inspect } from '../check/inspect'
import { keyOf } from '../check/notebook'
import type { Inspected } from '../check/settled-look'
import { mendFolder, type Mended } from './mend-folder'

/** Options of `planRepair`. */
export interface PlanRepairOptions {
  /** Whether the runs in debug/ and tmp/ are looked at, too; default true. */
  trials?: boolean
  /** Whether checkpoints are proven byte for byte, to tell of damaged ones: none of them is mended. Default true. */
  verify?: boolean
  /** Hears now and then how many folders of how many are looked at. */
  onProgress?: (done: number, total: number) => void
}

/** Something that a repair would do. */
export interface RepairStep extends Finding {
  repair: string
}

/** Something that a repair leaves alone, and what one can do about it. */
export interface LeftFinding extends Finding {
  /** What one can do about it. */
  advice: string
}

/** What came of a repair. */
export interface RepairOutcome {
  /** What was done. */
  done: RepairStep[]
  /** What was right by itself when its turn came. */
  gone: RepairStep[]
  /** What could not be done, and why. */
  failed: { step: RepairStep; why: string }[]
}

/** A repair that is planned. */
export interface RepairPlan {
  /** How many folders were looked at. */
  readonly folders: number
  /** What it would do. */
  readonly steps: readonly RepairStep[]
  /** What it leaves alone. */
  readonly left: readonly LeftFinding[]
  /**
   * Does it, folder by folder: each under its lock, and looked at again right before. What is no longer as planned, and what a process
   * holds, is left alone, and told of. It may be broken off anywhere: the next plan finishes it.
   */
  apply(options?: { onProgress?: (done: number, total: number) => void }): Promise<RepairOutcome>
}

/**
 * Plans to put right what can be put right safely in a tree; nothing is changed before `apply`. Files that were never finished are
 * swept, pointers and links pointed anew, lost sessions recorded, torn lines of logs cut off and kept beside, locks of processes that
 * are gone released, the trash finished. Parameters, results and the content of checkpoints are never touched, nothing is hashed anew,
 * and nothing that exman did not make is removed.
 * Throws FileError (`EXMAN_ROOT_INVALID`) when a folder is missing or has no experiments; OptionError.
 *
 * @example
 * ```ts
 * import { planRepair } from 'exman'
 * const plan = await planRepair('experiments')
 * for (const { where, repair } of plan.steps) console.log(where, repair)
 * const { done, failed } = await plan.apply()
 * ```
 */
export async function planRepair(
  roots: string | readonly string[] = 'experiments',
  options: PlanRepairOptions = {},
): Promise<RepairPlan> {
  checkOptions('planRepair', options, { trials: isBoolean, verify: isBoolean, onProgress: isFunction })
  const { trials = true, verify = true, onProgress } = options
  const { folders, wrong } = await inspect(roots, { trials, verify, onProgress })
  const findings = wrong.flatMap(({ found }) => found.map(({ finding }) => finding))
  const left = findings.filter(({ repair }) => repair === null)
  return {
    folders,
    steps: findings.filter(isStep),
    left: left.map((finding) => ({ ...finding, advice: FINDINGS[finding.code].advice })),
    apply: async (given = {}) => {
      checkOptions('apply', given, { onProgress: isFunction })
      return apply(wrong, given.onProgress)
    },
  }
}

async function apply(
  wrong: readonly Inspected[],
  onProgress: ((done: number, total: number) => void) | undefined,
): Promise<RepairOutcome> {
  const outcome: RepairOutcome = { done: [], gone: [], failed: [] }
  const toMend = wrong.filter(({ found }) => found.some(({ mend }) => mend !== undefined))
  const breath = new Breath()
  for (const [index, inspected] of toMend.entries()) {
    const mended = await mendFolder(inspected)
    for (const found of inspected.found)
      if (isStep(found.finding)) take(outcome, found.finding, mended.get(keyOf(found))!)
    if (!breath.isDue) continue
    onProgress?.(index + 1, toMend.length)
    await breath.taken()
  }
  return outcome
}

function take({ done, gone, failed }: RepairOutcome, step: RepairStep, mended: Mended): void {
  if (mended === 'done') done.push(step)
  else if (mended === 'gone') gone.push(step)
  else failed.push({ step, why: mended.why.replaceAll(step.root + sep, '') })
}

function isStep(finding: Finding): finding is RepairStep {
  return finding.repair !== null
}
