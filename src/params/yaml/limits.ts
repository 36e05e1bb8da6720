import { FileError } from '../../errors'
import { yamlError } from './yaml-error'
import type { YamlNode, YamlPlace } from './types'

/** How large a YAML file may be. */
export const MAX_YAML_BYTES = 4 * 2 ** 20

/** How many pieces (words, marks, blanks, ends of lines) a document may have: each costs memory, however short it is. */
export const MAX_YAML_PIECES = 200_000

/** How many lists and mappings may stand inside each other, as in parameters: more would end in a stack overflow. */
export const MAX_YAML_DEPTH = 200

/** How many values the aliases of a document may repeat in all. */
export const MAX_YAML_REPEATS = 100_000

/** Refuses a text that is too large, before anything is made of it. */
export function checkSize(text: string, path: string): void {
  // A UTF-16 unit takes at least a byte, so most need no counting.
  if (text.length <= MAX_YAML_BYTES && Buffer.byteLength(text) <= MAX_YAML_BYTES) return
  const problem = `it is larger than ${MAX_YAML_BYTES / 2 ** 20} MB. Keep large data in a file of its own, and its path in here`
  throw new FileError('EXMAN_FILE_INVALID', `Could not read ${path}: ${problem}.`, { path })
}

/** Refuses what holds more pieces than any list of parameters does. */
export function checkPieces(pieces: number, place: () => YamlPlace): void {
  if (pieces <= MAX_YAML_PIECES) return
  const limit = MAX_YAML_PIECES.toLocaleString('en')
  throw yamlError(
    place(),
    `up to here there are more than ${limit} words and marks. Keep large data in a file of its own`,
  )
}

/** Refuses lists and mappings that are nested too deep; a place is asked for only then. */
export function checkDepth(depth: number, place: () => YamlPlace): void {
  if (depth <= MAX_YAML_DEPTH) return
  throw yamlError(place(), `it is nested more than ${MAX_YAML_DEPTH} levels deep. Make the structure flatter`)
}

/** Copies what aliases name, and counts: a few lines of aliases to aliases would fill any memory. */
export class AliasCopies {
  #values = 0
  #characters = 0

  /** A copy of a node for the place at `depth`. Throws FileError where it is nested too deep, or too much is repeated. */
  copy(node: YamlNode, depth: number): YamlNode {
    this.#count(node)
    if (node.kind === 'scalar') return node
    checkDepth(depth + 1, () => node)
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.copy(item, depth + 1)) }
    const entries = [...node.entries].map(([key, value]) => [key, this.copy(value, depth + 1)] as const)
    return { ...node, entries: new Map(entries) }
  }

  #count(node: YamlNode): void {
    this.#values += 1
    if (node.kind === 'scalar') this.#characters += node.text.length
    if (this.#values <= MAX_YAML_REPEATS && this.#characters <= MAX_YAML_BYTES) return
    throw yamlError(
      node,
      'aliases repeat this so often that it would fill the memory. Write fewer aliases to aliases',
    )
  }
}
