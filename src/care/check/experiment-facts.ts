import { FileError } from '../../errors'
import { recordIn } from '../../files'
import { digest, type Ids } from '../../identity/digest'
import { groupNumber } from '../../identity/group-number'
import type { Identity } from '../../identity/identify'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { parsePath } from '../../params/path'
import type { Json } from '../../params/types'
import { readAliases, type Aliases } from '../../run/aliases'
import { readJsonPart, trying } from './read-part'
import type { Notebook } from './notebook'

/** What stands in an experiment.json, and what follows from its values. */
export interface ExperimentFacts extends Pick<Identity, 'ids' | 'monitored' | 'groups'> {
  /** The name that the values give. */
  readonly name: string
  /** The digests that the values give, by group. */
  readonly digests: Readonly<Record<string, string>>
}

/** Reads experiment.json; undefined when it is missing or cannot be read, which is taken down. */
export function readExperiment(notebook: Notebook, dir: string): ExperimentFacts | undefined {
  const path = `${dir}/${FILES.experiment}`
  return readJsonPart(notebook, path, (value, path) => factsIn(recordIn(value, path), path))?.value
}

/** Reads aliases.json; none without one, or where it cannot be read, which is taken down. */
export function aliasesAt(notebook: Notebook, dir: string): Aliases {
  const found = trying(notebook, `${dir}/${FILES.aliases}`, () => readAliases(dir))
  return found ?? { experiments: new Set(), runs: new Map() }
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

function invalid(path: string, field: string): FileError {
  const text = `${path} is not what exman has written: ${field} is missing or not as it should be.`
  return new FileError('EXMAN_FILE_INVALID', text, { path })
}
