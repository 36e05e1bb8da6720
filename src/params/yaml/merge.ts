import type { YamlMap, YamlNode, YamlScalar } from './types'
import { yamlError } from './yaml-error'

/** Whether a key is `<<`: what stands behind it are entries to take over, not a value. */
export function isMergeKey(key: YamlScalar): boolean {
  return key.isPlain && key.text === '<<'
}

/** The mappings that the value of a merge key names, in the order in which a later one overrides an earlier one. */
export function mergedMaps(value: YamlNode): YamlMap[] {
  // Of several in a list the first wins.
  const sources = value.kind === 'list' ? value.items.toReversed() : [value]
  return sources.map((source) => {
    if (source.kind === 'map') return source
    throw yamlError(
      source,
      'the merge key << takes a mapping, or a list of mappings. Write "<<": for a key of that name',
    )
  })
}
