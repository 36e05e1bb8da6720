import { basename, dirname, join, resolve } from 'node:path'
import { FileError } from '../errors'
import { fileExists, fileSize, folderExists, readText } from '../files'
import { FILES } from '../layout/names'
import { showText } from '../params/show'
import { MAX_YAML_BYTES, parseYaml, type YamlNode } from '../params/yaml/read'
import { entryTarget } from '../run/named/index-links'
import { checkWhole, partParams } from '../run/named/params-file'

// More than the name of any run and the way to it.
const LONGEST_NAME = 1000

/** The arguments that a file gives, by the names it gives them. */
export interface ConfigFile {
  path: string
  entries: Map<string, YamlNode>
  /** Whether it is the record of a run, which holds values, not what one would type. */
  isRecord: boolean
  /** Whether it is one of the hash-keyed layout, in which groups of arguments are mappings. */
  isKeyed: boolean
}

/** Reads a file of arguments; the folder of a run stands for its record. Throws FileError. */
export function readConfigFile(given: string): ConfigFile {
  const path = recordIn(resolve(given))
  const size = fileSize(path) ?? 0
  if (size > MAX_YAML_BYTES)
    throw invalid(path, `is larger than ${MAX_YAML_BYTES} bytes, which no list of arguments is`)
  const text = readText(path)
  if (text === undefined) {
    throw new FileError('EXMAN_READ_FAILED', `There is no file ${showText(path)}.`, { path })
  }
  const node = parseYaml(text, path)
  const isOurs = isRecordOfRun(path)
  if (isOurs) checkWhole(node.kind === 'map' ? node.entries : new Map(), path)
  if (node.kind === 'scalar' && node.text === '')
    return { path, entries: new Map(), isRecord: false, isKeyed: false }
  if (node.kind !== 'map') throw invalid(path, 'does not hold arguments: write a line "name: value" for each')
  const { args, facts } = partParams(node.entries, { isOurs })
  const isKeyed = basename(path) === FILES.params
  return { path, entries: args, isRecord: facts.size > 0 || isKeyed, isKeyed }
}

// A file of one's own may leave arguments out; a record that lacks some would give other values than the run had.
function isRecordOfRun(path: string): boolean {
  return basename(path) === FILES.namedParams && fileExists(join(dirname(path), FILES.run))
}

function recordIn(path: string): string {
  if (folderExists(path)) {
    const records = [FILES.namedParams, FILES.params].map((name) => join(path, name))
    return records.find(fileExists) ?? path
  }
  // Where there are no links, a small file names what an entry of the index stands for.
  const mayStandIn = fileExists(path) && path.endsWith('.yaml') && (fileSize(path) ?? 0) < LONGEST_NAME
  const target = mayStandIn ? entryTarget(path) : undefined
  return target === undefined ? path : resolve(path, '..', target)
}

function invalid(path: string, problem: string): FileError {
  return new FileError('EXMAN_FILE_INVALID', `${path} ${problem}.`, { path })
}
