import { join } from 'node:path'
import { FileError } from '../errors'
import { readJson, readText } from '../files'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import type { Json, JsonObject } from '../params/types'
import { quickYaml } from '../params/yaml/quick'
import { parseYaml, yamlValue } from '../params/yaml/read'
import { checkWhole, partParams } from './named/params-file'
import { isNamedPlace } from './named/place'

/** The parameters of a run as its folder holds them, in either layout. Throws `EXMAN_FILE_INVALID`. */
export function readParams(dir: string): JsonObject {
  const path = join(dir, FILES.params)
  const namedPath = join(dir, FILES.namedParams)
  return paramsIn(readJson(path) ?? readNamedParams(namedPath), isNamedPlace(dir) ? namedPath : path)
}

/** A value as the parameters of a run. Throws `EXMAN_FILE_INVALID`, naming the file, where it can be none. */
export function paramsIn(value: unknown, path: string): JsonObject {
  if (isDataObject(value)) return value as JsonObject
  throw noParams(path)
}

/**
 * The arguments and the facts that the text of a params.yaml holds. `isOurs`: exman has written it, so it ends with the facts;
 * else it may be one of the Python tool. Throws `EXMAN_FILE_INVALID`.
 */
export function namedParams(
  text: string,
  path: string,
  { isOurs }: { isOurs: boolean },
): { args: JsonObject; facts: Map<string, Json> } {
  const { args, facts } = partedValues(text, path, isOurs)
  return { args: valuesOf(args), facts: new Map(Object.entries(valuesOf(facts))) }
}

function readNamedParams(path: string): JsonObject | undefined {
  const text = readText(path)
  return text === undefined ? undefined : valuesOf(partedValues(text, path, true).args)
}

/** A value that is made when it is asked for, so that what nobody asks for is not refused. */
type Later = () => Json

function partedValues(
  text: string,
  path: string,
  isOurs: boolean,
): { args: Map<string, Later>; facts: Map<string, Later> } {
  const entries = entriesIn(text, path)
  if (isOurs) checkWhole(entries, path)
  return partParams(entries, { isOurs })
}

function entriesIn(text: string, path: string): Map<string, Later> {
  const values = quickYaml(text)
  if (values !== undefined) return new Map([...values].map(([key, value]) => [key, () => value]))
  const node = parseYaml(text, path)
  if (node.kind !== 'map') throw noParams(path)
  return new Map([...node.entries].map(([key, entry]) => [key, () => yamlValue(entry)]))
}

function valuesOf(entries: ReadonlyMap<string, Later>): JsonObject {
  return Object.fromEntries([...entries].map(([key, value]) => [key, value()]))
}

function noParams(path: string): FileError {
  return new FileError('EXMAN_FILE_INVALID', `${path} does not hold the parameters of a run.`, { path })
}
