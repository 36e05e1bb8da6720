import { basename, join, relative, sep } from 'node:path'
import type { CatalogRecord } from '../../catalog/record'
import { OptionError, RunError } from '../../errors'
import { lookAtFolder } from '../../files'
import { pathInside } from '../../layout/inside'
import { isDataObject } from '../../params/data-object'
import { show, showText } from '../../params/show'
import { RUN_HOLDERS } from '../../run/named/place'

/** A run that can be marked and noted: a record of a table, or what of it says where the run is. */
export type NotedRun = Pick<CatalogRecord, 'id' | 'dir' | 'root'>

/** Where a run is at this moment. */
export interface Standing {
  readonly id: string
  readonly root: string
  readonly dir: string
  /** Whether its marks are links. */
  readonly isNumbered: boolean
}

/**
 * Where a run is now: a numbered one may have gone to another folder of its root since it was listed. Links are not followed.
 * Throws OptionError for what is no record, PathError for a folder outside the root, RunError (`EXMAN_RUN_NOT_FOUND`).
 */
export function standing(run: NotedRun): Standing {
  checkRun(run)
  const { id, root, dir } = run
  const names = relative(root, pathInside(root, relative(root, dir))).split(sep)
  const holders: readonly string[] = RUN_HOLDERS
  const isNumbered = names.length === 2 && holders.includes(names[0]!)
  const ways = isNumbered ? [names, ...holders.map((holder) => [holder, basename(dir)])] : [names]
  const way = ways.find((each) => each[0] !== '' && isFolder(root, each))
  if (way !== undefined) return { id, root, dir: join(root, ...way), isNumbered }
  const text = `There is no run ${showText(id)} in ${showText(root)}: ${showText(dir)} is no folder, or is reached by a link only. exman ls --all shows the runs there are.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: id })
}

/** Where some runs are now. Throws as `standing` does, and OptionError for what is no list. */
export function allStanding(runs: Iterable<NotedRun>): Standing[] {
  if (typeof runs !== 'object' || runs === null || !(Symbol.iterator in runs)) throw noRuns(runs)
  return Array.from(runs, standing)
}

function isFolder(root: string, names: readonly string[]): boolean {
  return names.every((_, index) => lookAtFolder(join(root, ...names.slice(0, index + 1))) !== undefined)
}

function checkRun(run: unknown): void {
  if (isDataObject(run) && [run['id'], run['root'], run['dir']].every((each) => typeof each === 'string'))
    return
  throw noRuns(run)
}

function noRuns(value: unknown): OptionError {
  const text = `Runs are given as records of a table, such as openRuns gives, got ${show(value)}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'runs', value })
}
