import { showText } from '../show'
import { floatValue, intValue, isInt, isTrue, plainValue } from './resolve'
import type { YamlNode, YamlScalar, YamlValue } from './types'
import { yamlError } from './yaml-error'

/** What `!!float` takes besides integers: also numbers without a dot, `1e5`, which are texts without the tag. */
const TAGGED_FLOAT =
  /^[-+]?(?:(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.inf|\.nan)$/i
const TAGGED_BOOL = /^(?:yes|no|true|false|on|off)$/i

/**
 * The data that a node holds, as PyYAML's safe_load has it, with two differences: a date or time is the text it is, and an
 * integer beyond 2^53, which a number would round, is a FileError (EXMAN_FILE_INVALID). Each call gives data of its own.
 */
export function yamlValue(node: YamlNode): YamlValue {
  if (node.kind === 'list') return node.items.map(yamlValue)
  if (node.kind === 'scalar') return scalarValue(node)
  return Object.fromEntries([...node.entries].map(([key, value]) => [key, yamlValue(value)]))
}

function scalarValue(node: YamlScalar): YamlValue {
  const { text, isPlain, tag } = node
  switch (tag) {
    case 'null':
      return null
    case 'bool':
      return TAGGED_BOOL.test(text) ? isTrue(text) : unfit(node, 'yes or no')
    case 'int':
      return isInt(text) ? (intValue(text) ?? inexact(node)) : unfit(node, 'an integer')
    case 'float':
      return TAGGED_FLOAT.test(text) ? floatValue(text) : unfit(node, 'a number')
    case 'str':
      return text
    case undefined: {
      const value = isPlain ? plainValue(text) : text
      return value === undefined ? inexact(node) : value
    }
  }
}

function inexact(node: YamlScalar): never {
  const problem = `${showText(node.text)} is an integer beyond 2^53, of which a number would lose digits. Write it in quotes as a text, or with a dot as a float`
  throw yamlError(node, problem)
}

function unfit(node: YamlScalar, kind: string): never {
  throw yamlError(
    node,
    `"${showText(node.text)}" has the tag !!${node.tag}, but is not ${kind}. Leave the tag out`,
  )
}
