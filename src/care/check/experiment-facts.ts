import { FileError } from '../../errors'
import { recordIn } from '../../files'
import { digest, type Ids } from '../../identity/digest'
import { groupNumber } from '../../identity/group-number'
import type { Identity } from '../../identity/identify'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { parsePath } from '../../params/path'
import type { Json } from '../../params/types'
import { hasFile, readJsonPart } from './read-part'
import type { Notebook } from './notebook'

/** What stands in an experiment.json, and what follows from its values. */
export interface ExperimentFacts extends Pick<Identity, 'ids' | 'monitored' | 'groups'> {
  /** The name that the values give. */
  readonly name: string
  /** The digests that the values give, by group. */
  readonly digests: Readonly<Record<string, string>>
}

/** The old names of what stands in the folder of an experiment, as a rekey has left them. */
export interface Aliases {
  readonly experiments: readonly string[]
  /** The folder of a run, by its old id. */
  readonly runs: ReadonlyMap<string, string>
}

/** Reads experiment.json; undefined when it is missing or cannot be read, which is taken down. */
export function readExperiment(notebook: Notebook, dir: string): ExperimentFacts | undefined {
  const path = `${dir}/${FILES.experiment}`
  return readJsonPart(notebook, path, (value, path) => factsIn(recordIn(value, path), path))?.value
}

/** Reads aliases.json; none without one. */
export function readAliases(notebook: Notebook, dir: string): Aliases {
  const path = `${dir}/${FILES.aliases}`
  const none: Aliases = { experiments: [], runs: new Map() }
  if (!hasFile(notebook, dir, FILES.aliases)) return none
  return readJsonPart(notebook, path, (value, path) => aliasesIn(recordIn(value, path), path))?.value ?? none
}

/** The name of the experiment that some values make: `exp-1-2`. */
export function nameOf(
  monitored: readonly string[],
  ids: Ids,
  digests: Readonly<Record<string, string>>,
): string {
  return ['exp', ...monitored.map((group) => groupNumber(digests[group]!, ids))].join('-')
}

function factsIn(found: Record<string, unknown>, path: string): ExperimentFacts {
  const { ids, monitored, groups } = found
  if (ids !== 'object-hash' && ids !== 'python') throw invalid(path, 'ids')
  if (!Array.isArray(monitored) || monitored.length === 0) throw invalid(path, 'monitored')
  if (!monitored.every((group): group is string => typeof group === 'string' && isPath(group)))
    throw invalid(path, 'monitored')
  if (!isDataObject(groups) || !monitored.every((group) => isGroup(groups, group)))
    throw invalid(path, 'groups')
  const known = groups as Identity['groups']
  const digests = Object.fromEntries(monitored.map((group) => [group, digest(known[group]!.value, ids)]))
  return { ids, monitored, groups: known, digests, name: nameOf(monitored, ids, digests) }
}

function isPath(text: string): boolean {
  try {
    return parsePath(text).length > 0
  } catch {
    return false
  }
}

function isGroup(groups: Record<string, unknown>, name: string): boolean {
  const group = Object.hasOwn(groups, name) ? groups[name] : undefined
  if (!isDataObject(group) || (group['value'] as Json | undefined) === undefined) return false
  return typeof group['digest'] === 'string' && /^[0-9a-f]{64}$/.test(group['digest'])
}

function aliasesIn({ aliases = [], runs = {} }: Record<string, unknown>, path: string): Aliases {
  const isText = (value: unknown) => typeof value === 'string'
  if (!Array.isArray(aliases) || !aliases.every(isText)) throw invalid(path, 'aliases')
  if (!isDataObject(runs) || !Object.values(runs).every(isText)) throw invalid(path, 'runs')
  return { experiments: aliases, runs: new Map(Object.entries(runs as Record<string, string>)) }
}

function invalid(path: string, field: string): FileError {
  const text = `${path} is not what exman has written: ${field} is missing or not as it should be.`
  return new FileError('EXMAN_FILE_INVALID', text, { path })
}
