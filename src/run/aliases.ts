import { join } from 'node:path'
import { FileError } from '../errors'
import { jsonIn, jsonText, readLooked, recordIn, removeFile, replaceFile } from '../files'
import { FILES } from '../layout/names'
import { parseRunFolder } from '../layout/run-folder'
import { isDataObject } from '../params/data-object'

/** A file that is larger was not written by exman. */
const MOST_BYTES = 256 * 2 ** 20

/** The names that an experiment and its runs had before they were moved here: what aliases.json holds. */
export interface Aliases {
  /** Names of experiments of which runs were moved here. */
  readonly experiments: ReadonlySet<string>
  /** By the former id of a run, the name of its folder here. */
  readonly runs: ReadonlyMap<string, string>
}

/** Reads the aliases.json of an experiment's folder; none when there is no such file. Throws FileError. */
export function readAliases(experiment: string): Aliases {
  const path = join(experiment, FILES.aliases)
  const found = readLooked(path, MOST_BYTES)
  if (found === undefined) return { experiments: new Set(), runs: new Map() }
  const { aliases, runs } = recordIn(jsonIn(found.text, path), path)
  if (!Array.isArray(aliases) || !aliases.every(isText)) throw invalid(path, '"aliases" is no list of names')
  if (!isDataObject(runs) || !Object.values(runs).every(isRunFolder))
    throw invalid(path, '"runs" does not name folders of runs')
  return { experiments: new Set(aliases), runs: new Map(Object.entries(runs as Record<string, string>)) }
}

/** Replaces the aliases.json of an experiment's folder; there is none where nothing has another name. Throws FileError. */
export function writeAliases(experiment: string, { experiments, runs }: Aliases): void {
  const path = join(experiment, FILES.aliases)
  if (experiments.size + runs.size === 0) return removeFile(path)
  const sorted = [...runs].sort(([a], [b]) => (a < b ? -1 : 1))
  const content = { format: 1, aliases: [...experiments].sort(), runs: Object.fromEntries(sorted) }
  replaceFile(path, jsonText(content))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

// It becomes part of a path.
function isRunFolder(value: unknown): boolean {
  return isText(value) && parseRunFolder(value) !== undefined
}

function invalid(path: string, why: string): FileError {
  return new FileError('EXMAN_FILE_INVALID', `${path} does not hold the former names of runs: ${why}.`, {
    path,
  })
}
