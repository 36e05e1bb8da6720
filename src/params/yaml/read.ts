import type * as yaml from 'yaml'
import { showText } from '../show'
import { compose, yamlLibrary, type Composed } from './compose'
import { AliasCopies, checkDepth } from './limits'
import { isMergeKey, mergedMaps } from './merge'
import { checkTag, scalarTag } from './tags'
import type { YamlList, YamlMap, YamlNode, YamlPlace, YamlScalar } from './types'
import { yamlError } from './yaml-error'

export { MAX_YAML_BYTES } from './limits'
export type { YamlNode, YamlValue } from './types'
export { yamlValue } from './value'

interface Reading {
  readonly library: typeof yaml
  readonly placeOf: Composed['placeOf']
  /** What has an anchor so far; null while it is being read itself. */
  readonly anchors: Map<string, YamlNode | null>
  readonly copies: AliasCopies
}

/**
 * The one document of a YAML file, its scalars as they are written (`yamlValue` says what they mean); an empty one is a
 * scalar without text. Anchors, aliases and merge keys are followed. Throws FileError (EXMAN_FILE_INVALID), naming `path` and
 * the line, for what is no YAML; a key that stands twice, is a list or a mapping, or `__proto__`; an unknown tag; several
 * documents; and what is larger, deeper or more often repeated than parameters are.
 */
export function parseYaml(text: string, path: string): YamlNode {
  const { root, placeOf } = compose(text, path)
  if (root === null) return emptyScalar({ path, line: 1 })
  return readNode(root, 0, { library: yamlLibrary(), placeOf, anchors: new Map(), copies: new AliasCopies() })
}

function readNode(source: yaml.ParsedNode, depth: number, reading: Reading): YamlNode {
  const place = reading.placeOf(source)
  if (reading.library.isAlias(source)) return aliased(source.source, depth, place, reading)
  if (source.anchor !== undefined) reading.anchors.set(source.anchor, null)
  const node = readOwn(source, depth, place, reading)
  if (source.anchor !== undefined) reading.anchors.set(source.anchor, node)
  return node
}

function readOwn(
  source: Exclude<yaml.ParsedNode, yaml.Alias.Parsed>,
  depth: number,
  place: YamlPlace,
  reading: Reading,
): YamlNode {
  const { isMap, isSeq } = reading.library
  if (isMap(source)) return readMap(source, depth, place, reading)
  return isSeq(source) ? readList(source, depth, place, reading) : readScalar(source, place)
}

function aliased(name: string, depth: number, place: YamlPlace, { anchors, copies }: Reading): YamlNode {
  const node = anchors.get(name)
  if (node !== undefined && node !== null) return copies.copy(node, depth)
  const shown = showText(name)
  throw yamlError(
    place,
    node === null
      ? `the alias *${shown} stands inside of what it names. Write the value out`
      : `the alias *${shown} names nothing. Write &${shown} before the value it stands for, further up; or the text in quotes`,
  )
}

function readScalar({ value, type, tag }: yaml.Scalar.Parsed, place: YamlPlace): YamlScalar {
  checkTag(tag, 'scalar', place)
  const isPlain = type === 'PLAIN' && tag === undefined
  const named = scalarTag(tag)
  return {
    kind: 'scalar',
    text: String(value),
    isPlain,
    ...(named === undefined ? {} : { tag: named }),
    ...place,
  }
}

function readList(
  { items, tag }: yaml.YAMLSeq.Parsed,
  depth: number,
  place: YamlPlace,
  reading: Reading,
): YamlList {
  checkTag(tag, 'list', place)
  checkDepth(depth + 1, () => place)
  const nodes = items.map((item) => readNode(item, depth + 1, reading))
  return { kind: 'list', items: nodes, ...place }
}

function readMap(
  { items, tag }: yaml.YAMLMap.Parsed,
  depth: number,
  place: YamlPlace,
  reading: Reading,
): YamlMap {
  checkTag(tag, 'map', place)
  checkDepth(depth + 1, () => place)
  const merged: YamlMap[] = []
  const own = new Map<string, YamlNode>()
  const lines = new Map<string, number>()
  for (const { key: keySource, value: valueSource } of items) {
    const key = readKey(keySource, depth + 1, reading)
    const value = valueSource === null ? emptyScalar(key) : readNode(valueSource, depth + 1, reading)
    if (isMergeKey(key)) {
      merged.push(...mergedMaps(value))
      continue
    }
    const first = lines.get(key.text)
    if (first !== undefined) throw repeated(key, first)
    lines.set(key.text, key.line)
    own.set(key.text, value)
  }
  // What a mapping has itself overrides what it takes over, wherever << stands.
  const entries =
    merged.length === 0 ? own : new Map([...merged.flatMap((each) => [...each.entries]), ...own])
  return { kind: 'map', entries, ...place }
}

function readKey(source: yaml.ParsedNode, depth: number, reading: Reading): YamlScalar {
  const key = readNode(source, depth, reading)
  if (key.kind !== 'scalar') {
    const kind = key.kind === 'list' ? 'list' : 'mapping'
    throw yamlError(
      key,
      `a ${kind} stands where a key should. Write a text as key, in quotes where it has brackets`,
    )
  }
  if (key.text === '__proto__')
    throw yamlError(key, 'the key __proto__ stands for the prototype of an object. Rename it')
  return key
}

function repeated(key: YamlScalar, first: number): Error {
  const shown = showText(key.text)
  return yamlError(key, `the key "${shown}" stands here again, after line ${first}. Leave one of the two out`)
}

function emptyScalar({ path, line }: YamlPlace): YamlScalar {
  return { kind: 'scalar', text: '', isPlain: true, path, line }
}
