import { resolve } from 'node:path'
import type { CatalogRecord } from '../../catalog/record'
import { checkOptions, isBoolean, isFunction, type Rule } from '../../params/check-options'
import { isDataObject } from '../../params/data-object'
import type { Finding } from './findings'
import { inspect } from './inspect'

/** Options of `checkTree`. */
export interface CheckTreeOptions {
  /** Whether the runs in debug/ and tmp/ are checked, too; default true. */
  trials?: boolean
  /** Whether checkpoints are proven byte for byte; else only the sizes of their files are looked at. Default true. */
  verify?: boolean
  /** Only these runs, as records of a table; all of the tree without. */
  runs?: Iterable<Pick<CatalogRecord, 'dir'>>
  /** Hears now and then how many folders of how many are checked. */
  onProgress?: (done: number, total: number) => void
}

/** What came of a check. */
export interface TreeCheck {
  /** How many folders were looked at: roots, experiments and runs. */
  folders: number
  /** What is wrong, folder by folder; empty for a tree that is whole. */
  findings: Finding[]
}

/**
 * Checks that a tree is whole: names and digests are derived anew from what is stored, files are read, checkpoints proven by their
 * manifests, and it is looked whether statuses, pointers, links and locks are true. Nothing is changed, and no link is followed; what
 * cannot be read is a finding, and keeps nobody from checking the rest. Runs may go on meanwhile: what their processes are just
 * writing is no finding. Files of your own are none, either.
 * Throws FileError (`EXMAN_ROOT_INVALID`) when a folder is missing or has no experiments; OptionError.
 *
 * @example
 * ```ts
 * import { checkTree } from 'exman'
 * const { folders, findings } = await checkTree('experiments')
 * for (const { code, where, message } of findings) console.log(code, where, message)
 * ```
 */
export async function checkTree(
  roots: string | readonly string[] = 'experiments',
  options: CheckTreeOptions = {},
): Promise<TreeCheck> {
  checkOptions('checkTree', options, {
    trials: isBoolean,
    verify: isBoolean,
    runs: isListOfRuns,
    onProgress: isFunction,
  })
  const { trials = true, verify = true, runs, onProgress } = options
  const only = runs && new Set(Array.from(runs, ({ dir }) => resolve(dir)))
  const { folders, wrong } = await inspect(roots, { trials, verify, only, onProgress })
  return { folders, findings: wrong.flatMap(({ found }) => found.map(({ finding }) => finding)) }
}

/** A rule: runs of a table, each with its folder. */
export const isListOfRuns: Rule = (value) => {
  const demand = 'must be a list of runs, such as openRuns gives'
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return demand
  const isRun = (run: unknown) => isDataObject(run) && typeof run['dir'] === 'string'
  return Array.from(value as Iterable<unknown>).every(isRun) ? undefined : demand
}
