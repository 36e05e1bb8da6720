import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { shallowParams } from '../../catalog/read/shallow-params'
import type { RunPlace } from '../../catalog/scan/place'
import { jsonIn } from '../../files'
import { digest } from '../../identity/digest'
import { parseNamedFolder } from '../../layout/named-folder'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { isEqualJson } from '../../params/equal'
import { getAt, parsePath } from '../../params/path'
import { show } from '../../params/show'
import type { Json, JsonObject } from '../../params/types'
import type { RunRecord } from '../../run/record'
import { namedParams } from '../../run/stored-params'
import { nameOf, type ExperimentFacts } from './experiment-facts'
import type { Notebook } from './notebook'
import { readPart, type Part } from './read-part'

/** What a run's parameters are held against. */
export interface ParamsContext {
  readonly place: RunPlace
  readonly record: RunRecord | undefined
  /** Whether there is a run.json at all, so that exman has written the run. */
  readonly isOurs: boolean
  /** What makes the experiment in whose folder it stands; undefined for a numbered run. */
  readonly experiment: ExperimentFacts | undefined
}

/** Checks that the parameters of a run are those that it was made with, and of the experiment in whose folder it stands. */
export function checkParams(notebook: Notebook, context: ParamsContext): void {
  const { place, record, isOurs } = context
  const isNamed = place.kind === 'named'
  const path = `${place.dir}/${isNamed ? FILES.namedParams : FILES.params}`
  const before = notebook.found.length
  const part = isNamed
    ? readPart(notebook, path, (text) => namedParams(text, path, { isOurs }))
    : readPart(notebook, path, (text) => ({ args: shallowParams(jsonIn(text, path), path) }))
  if (part === undefined) {
    if (notebook.found.length > before) return
    return notebook.add('file-missing', path, 'It is missing, so the parameters of the run are not known.')
  }
  const isEdited = record?.paramsDigest !== undefined && record.paramsDigest !== sha256(part)
  if (part.value === undefined) return
  if (isNamed) {
    if (isEdited) notebook.add('params-edited', path, 'It was edited since the run was made.')
    // A record tells it better.
    if (record === undefined) checkFacts(notebook, path, (part.value as ReturnType<typeof namedParams>).facts)
  } else checkKeyed(notebook, path, part.value.args, { ...context, isEdited })
}

function sha256({ bytes }: Part<unknown>): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function checkKeyed(
  notebook: Notebook,
  path: string,
  params: JsonObject,
  { place, record, experiment, isEdited }: ParamsContext & { isEdited: boolean },
): void {
  const other = experiment && otherExperiment(params, experiment)
  if (other === undefined) {
    if (isEdited)
      notebook.add(
        'params-edited',
        path,
        'It was edited since the run was made, in what is no part of the key of the experiment.',
      )
    return
  }
  const gives = `${other.name === undefined ? 'they lack a monitored group' : `they give ${other.name}`}, as "${other.group}" differs`
  if (!isEdited && record?.paramsDigest !== undefined) {
    const message = `It is as it was written, but the run stands in ${place.experiment}, and its parameters are others: ${gives}.`
    return notebook.add('params-differ', path, message)
  }
  const message = `It was edited: the experiment is ${experiment!.name}, and by the parameters that stand there now ${gives}.`
  notebook.add('params-edited', path, message)
}

/**
 * What the parameters would be named instead, and the first group that differs; undefined when they agree. What was left out of the
 * key, as neutral or ignored, is not known any more: only what is in it is compared.
 */
function otherExperiment(
  params: JsonObject,
  { ids, monitored, groups }: ExperimentFacts,
): { name: string | undefined; group: string } | undefined {
  const found = monitored.map((group) => {
    const value = getAt(params, parsePath(group))
    return [group, value === undefined ? undefined : restricted(value, groups[group]!.value)] as const
  })
  const wrong = found.find(
    ([group, value]) => value === undefined || !isEqualJson(value, groups[group]!.value),
  )
  if (wrong === undefined) return undefined
  const isWhole = found.every(([, value]) => value !== undefined)
  const digests = isWhole
    ? Object.fromEntries(found.map(([group, value]) => [group, digest(value!, ids)]))
    : {}
  return { name: isWhole ? nameOf(monitored, ids, digests) : undefined, group: wrong[0] }
}

/** Of a value what stands at the paths that a keyed one has. */
function restricted(value: Json, keyed: Json): Json {
  if (Array.isArray(value) && Array.isArray(keyed))
    return value.map((each, at) => (at < keyed.length ? restricted(each, keyed[at]!) : each))
  if (!isDataObject(value) || !isDataObject(keyed)) return value
  const kept = Object.keys(keyed).filter((key) => Object.hasOwn(value, key))
  return Object.fromEntries(kept.map((key) => [key, restricted(value[key] as Json, keyed[key] as Json)]))
}

/** Holds the facts in a params.yaml against the name of its folder. */
function checkFacts(notebook: Notebook, path: string, facts: ReadonlyMap<string, Json>): void {
  const folder = basename(path.slice(0, -FILES.namedParams.length - 1))
  const parsed = parseNamedFolder(folder)
  if (parsed === undefined) return
  const [id, name] = [facts.get('id'), facts.get('name')]
  const told =
    typeof id === 'number' && id !== parsed.number
      ? `number ${id}`
      : (typeof name === 'string' || name === null) && (name || undefined) !== parsed.name
        ? `the name ${show(name)}`
        : undefined
  if (told === undefined) return
  notebook.add('folder-renamed', path, `It says that the run has ${told}, and its folder is ${folder}.`)
}
