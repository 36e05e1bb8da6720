import type { Json, JsonObject } from '../../params/types'
import { unreadable } from './caret'
import { match } from './tokens'
import { MAX_NESTING, readWord } from './words'

const BLANKS = /\s*/y
const TEXT = /"(?:[^"\\]|\\[^])*"/y
const BARE = /[-+.\w]+/y

/**
 * Reads the JSON list or object that begins at a place in a question. NaN, Infinity and -Infinity are numbers, too. Throws
 * QueryError for what is no JSON, and for the key `__proto__`.
 */
export function readJson(text: string, at: number, depth: number): { value: Json; end: number } {
  const reader = new JsonReader(text, at)
  return { value: reader.value(depth), end: reader.at }
}

class JsonReader {
  constructor(
    readonly text: string,
    public at: number,
  ) {}

  value(depth: number): Json {
    const first = this.next()
    if (first === '"') return this.quoted()
    if (first === '[' || first === '{') {
      if (depth > MAX_NESTING) throw this.problem(`it is nested more than ${MAX_NESTING} levels deep`)
      return first === '[' ? this.list(depth + 1) : this.object(depth + 1)
    }
    const word = match(BARE, this.text, this.at)
    const value = word === '' ? '' : readWord(word)
    if (typeof value === 'string')
      throw this.problem('in a list or object stand numbers, true, false, null and texts in double quotes')
    this.at += word.length
    return value
  }

  private list(depth: number): Json[] {
    const values: Json[] = []
    this.entries(']', () => values.push(this.value(depth)))
    return values
  }

  private object(depth: number): JsonObject {
    const object: JsonObject = {}
    this.entries('}', () => {
      const at = this.at
      if (this.next() !== '"') throw this.problem('a key in double quotes is missing')
      const key = this.quoted()
      if (key === '__proto__') throw unreadable(this.text, at, '__proto__ cannot be a key')
      if (this.next() !== ':') throw this.problem('":" is missing behind a key')
      this.at++
      object[key] = this.value(depth)
    })
    return object
  }

  /** Reads what stands between brackets and commas, the opening bracket being next. */
  private entries(close: string, readOne: () => void): void {
    const opened = this.at++
    if (this.next() === close) return void this.at++
    for (;;) {
      this.next()
      readOne()
      const sign = this.next()
      if (sign === '')
        throw unreadable(this.text, opened, `the bracket "${this.text.charAt(opened)}" is not closed`)
      if (sign !== ',' && sign !== close) throw this.problem(`"," or "${close}" is missing`)
      this.at++
      if (sign === close) return
    }
  }

  private quoted(): string {
    const quoted = match(TEXT, this.text, this.at)
    if (quoted === '') throw this.problem('the quote " is not closed')
    try {
      const value = JSON.parse(quoted) as string
      this.at += quoted.length
      return value
    } catch {
      throw this.problem('this text is no JSON. Write "\\\\" for a backslash in it')
    }
  }

  /** Goes on to what is not blank, and gives its first character. */
  private next(): string {
    this.at += match(BLANKS, this.text, this.at).length
    return this.text.charAt(this.at)
  }

  private problem(problem: string): Error {
    return unreadable(this.text, this.at, problem)
  }
}
