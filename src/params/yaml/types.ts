import type { Json } from '../types'

/** What a YAML document holds: JSON data, in which numbers may also be NaN and infinite. */
export type YamlValue = Json

/** A tag that names the type of a scalar. */
export type ScalarTag = 'str' | 'int' | 'float' | 'bool' | 'null'

/** Where a node stands, for messages. */
export interface YamlPlace {
  readonly path: string
  readonly line: number
}

/** A scalar as it is written, before anybody asks what it means. */
export interface YamlScalar extends YamlPlace {
  readonly kind: 'scalar'
  /** Without quotes and escapes; '' where nothing stands. */
  readonly text: string
  /** Whether it has neither quotes nor a tag, so that its text decides what it is: `1e-5` a text, `yes` true. */
  readonly isPlain: boolean
  readonly tag?: ScalarTag
}

/** A list of nodes. */
export interface YamlList extends YamlPlace {
  readonly kind: 'list'
  readonly items: YamlNode[]
}

/** A mapping. Its keys are texts as they are written; what a merge key brings in is among its entries. */
export interface YamlMap extends YamlPlace {
  readonly kind: 'map'
  readonly entries: Map<string, YamlNode>
}

/** A part of a YAML document. What stands behind an alias is a copy. */
export type YamlNode = YamlScalar | YamlList | YamlMap
