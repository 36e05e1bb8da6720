import { join } from 'node:path'
import { FileError } from '../errors'
import { readJson, readText } from '../files'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import type { JsonObject } from '../params/types'
import { parseYaml, yamlValue } from '../params/yaml/read'
import { checkWhole, partParams } from './named/params-file'
import { isNamedPlace } from './named/place'

/** The parameters of a run as its folder holds them, in either layout. Throws `EXMAN_FILE_INVALID`. */
export function readParams(dir: string): JsonObject {
  const path = join(dir, FILES.params)
  const params = readJson(path) ?? readNamedParams(dir)
  if (isDataObject(params)) return params as JsonObject
  const missing = isNamedPlace(dir) ? join(dir, FILES.namedParams) : path
  const text = `${missing} does not hold the parameters of a run.`
  throw new FileError('EXMAN_FILE_INVALID', text, { path: missing })
}

function readNamedParams(dir: string): unknown {
  const path = join(dir, FILES.namedParams)
  const text = readText(path)
  if (text === undefined) return undefined
  const node = parseYaml(text, path)
  if (node.kind !== 'map') {
    throw new FileError('EXMAN_FILE_INVALID', `${path} does not hold the parameters of a run.`, { path })
  }
  checkWhole(node.entries, path)
  const { args } = partParams(node.entries, { isOurs: true })
  return Object.fromEntries([...args].map(([key, value]) => [key, yamlValue(value)]))
}
