import { showText } from '../show'
import type { ScalarTag, YamlNode, YamlPlace } from './types'
import { yamlError } from './yaml-error'

const STANDARD = 'tag:yaml.org,2002:'

/** The kind of node each tag stands before. Python's texts and tuples are those that its yaml.dump writes. */
const KINDS: ReadonlyMap<string, YamlNode['kind']> = new Map([
  ...['str', 'int', 'float', 'bool', 'null'].map((name) => [name, 'scalar'] as const),
  ...['python/str', 'python/unicode'].map((name) => [name, 'scalar'] as const),
  ...['seq', 'python/tuple'].map((name) => [name, 'list'] as const),
  ['map', 'map'],
])

const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['binary', 'Keep the bytes in a file of their own, and its path in here'],
  ['timestamp', 'Without the tag a date is read as the text it is'],
  ['set', 'Write a list'],
  ['omap', 'Write a mapping, which keeps its order'],
  ['pairs', 'Write a list of lists'],
])

/** Refuses a tag that is unknown, or stands before a node of another kind. */
export function checkTag(tag: string | undefined, kind: YamlNode['kind'], place: YamlPlace): void {
  if (tag === undefined || KINDS.get(nameOf(tag)) === kind) return
  const shown = showText(tag.startsWith(STANDARD) ? `!!${nameOf(tag)}` : tag)
  if (KINDS.has(nameOf(tag))) {
    const found = { scalar: 'a single value', list: 'a list', map: 'a mapping' }[kind]
    throw yamlError(place, `the tag ${shown} stands before ${found}. Leave the tag out`)
  }
  const instead = INSTEAD.get(nameOf(tag)) ?? 'Leave the tag out. In Python, yaml.safe_dump writes none'
  throw yamlError(place, `the tag ${shown} is not supported. ${instead}`)
}

/** What a tag that `checkTag` lets through says a scalar is. */
export function scalarTag(tag: string | undefined): ScalarTag | undefined {
  const name = tag === undefined ? undefined : nameOf(tag)
  return name?.startsWith('python/') ? 'str' : (name as ScalarTag | undefined)
}

// Any other tag keeps its prefix, so that it is found in no table.
function nameOf(tag: string): string {
  return tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : `!${tag}`
}
