import { MAX_YAML_DEPTH, MAX_YAML_PIECES } from './limits'
import { scalarAt } from './line-scalar'
import { plainValue } from './resolve'
import type { YamlValue } from './types'

/** Readers look for the colon behind a key no further than 1,024 characters. */
const LONGEST_KEY = 1000

/** A key, a text, a list or an object, with the marks around it, is at most so many pieces of `MAX_YAML_PIECES`. */
const PIECES_OF_A_NODE = 4

const MOST_NODES = MAX_YAML_PIECES / PIECES_OF_A_NODE - 10

/**
 * Reads keys and values one after the other, none longer than its line. Undefined is whatever could mean something else to
 * `parseYaml`, and is then the end of the reading.
 */
export class LineReader {
  readonly #text: string
  #at = 0
  #nodes = 0

  constructor(text: string) {
    this.#text = text
  }

  isAtEnd(): boolean {
    return this.#at === this.#text.length
  }

  /** Goes past a mark. False, and stays, where another stands. */
  skip(mark: string): boolean {
    const isThere = this.#text.startsWith(mark, this.#at)
    if (isThere) this.#at += mark.length
    return isThere
  }

  /** A key, with the colon behind it. */
  key(): string | undefined {
    const start = this.#at
    const key = this.#scalar()?.text
    if (key === undefined || key === '__proto__' || this.#at - start > LONGEST_KEY) return undefined
    return this.skip(': ') ? key : undefined
  }

  /** A value that stands inside of so many lists and mappings. */
  value(depth: number): YamlValue | undefined {
    if (this.skip('[')) return this.#isWithinLimits(depth + 1) ? this.#list(depth + 1) : undefined
    if (this.skip('{')) return this.#isWithinLimits(depth + 1) ? this.#object(depth + 1) : undefined
    const scalar = this.#scalar()
    return scalar?.isPlain === true ? plainValue(scalar.text) : scalar?.text
  }

  #list(depth: number): YamlValue[] | undefined {
    const items: YamlValue[] = []
    if (this.skip(']')) return items
    do {
      const item = this.value(depth)
      if (item === undefined) return undefined
      items.push(item)
    } while (this.skip(', '))
    return this.skip(']') ? items : undefined
  }

  #object(depth: number): Record<string, YamlValue> | undefined {
    if (this.skip('}')) return {}
    const entries = new Map<string, YamlValue>()
    do {
      const key = this.key()
      if (key === undefined || entries.has(key)) return undefined
      const value = this.value(depth)
      if (value === undefined) return undefined
      entries.set(key, value)
    } while (this.skip(', '))
    return this.skip('}') ? Object.fromEntries(entries) : undefined
  }

  #scalar(): ReturnType<typeof scalarAt> {
    const scalar = this.#isWithinLimits() ? scalarAt(this.#text, this.#at) : undefined
    if (scalar !== undefined) this.#at = scalar.end
    return scalar
  }

  #isWithinLimits(depth = 0): boolean {
    this.#nodes += 1
    return depth <= MAX_YAML_DEPTH && this.#nodes <= MOST_NODES
  }
}
