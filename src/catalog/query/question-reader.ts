import { isDataObject } from '../../params/data-object'
import { showText } from '../../params/show'
import type { Json } from '../../params/types'
import { unreadable } from './caret'
import { readColumn } from './column-name'
import { allOf, anyOf } from './combine'
import { insteadOf, OPERATORS } from './operators'
import type { Demands, Query } from './query'
import { tokenAt, type Token } from './tokens'
import { readPattern, readValue } from './value'
import { MAX_LENGTH, MAX_NESTING } from './words'

/** Reads one question as text, from its first token to its last. */
export class QuestionReader {
  /** Where each column stands first. */
  readonly places = new Map<string, number>()
  private token: Token

  constructor(private readonly text: string) {
    if (text.length > MAX_LENGTH)
      throw unreadable(text, MAX_LENGTH, `it has ${text.length} characters, more than ${MAX_LENGTH}`)
    this.token = tokenAt(text, 0)
    if (this.token.kind === 'end') throw unreadable(text, 0, 'it is empty. Write a test such as lr < 0.01')
  }

  /** The question. */
  read(): Query {
    const query = this.alternatives(0)
    if (!this.isAtEnd()) throw this.problem('the bracket ")" closes nothing')
    return query
  }

  private alternatives(depth: number): Query {
    const queries = [this.conjunction(depth)]
    while (this.takeWord('or')) queries.push(this.conjunction(depth))
    return anyOf(queries)
  }

  private conjunction(depth: number): Query {
    const queries = [this.negation(depth)]
    while (this.takeWord('and')) queries.push(this.negation(depth))
    return allOf(queries)
  }

  private negation(depth: number): Query {
    if (depth > MAX_NESTING) throw this.problem(`it is nested more than ${MAX_NESTING} levels deep`)
    // "not (" is one level, so that each level of a question as data is at most one here.
    if (this.takeWord('not')) return { not: this.isNext('(') ? this.group(depth) : this.negation(depth + 1) }
    return this.isNext('(') ? this.group(depth) : this.test(depth)
  }

  private group(depth: number): Query {
    const { at } = this.take()
    const query = this.isNext(')') ? {} : this.alternatives(depth + 1)
    if (!this.isNext(')')) throw unreadable(this.text, at, 'the bracket "(" is not closed')
    this.take()
    this.expectNoMore()
    return query
  }

  private test(depth: number): Query {
    const column = readColumn(this.text, this.token)
    const { at, end } = this.take()
    if (!this.places.has(column)) this.places.set(column, at)
    const query = { [column]: this.demand(this.text.slice(at, end), depth) }
    this.expectNoMore()
    return query
  }

  private demand(column: string, depth: number): Json | Demands {
    const { token } = this
    if (token.kind === 'sign') return this.comparison(depth)
    if (this.takeWord('is')) return this.presence()
    if (this.takeWord('in')) return { in: this.list('in', depth) }
    if (this.takeWord('not')) {
      if (this.takeWord('in')) return { notIn: this.list('not in', depth) }
      if (this.token.kind !== 'sign' || this.token.text !== '~')
        throw this.problem('"in" or "~" is missing after "not"')
      this.take()
      return { notLike: this.pattern('~') }
    }
    const instead = insteadOf(token.text)
    const missing = `an operator such as =, <, in or ~ is missing after "${showText(column, 60)}"`
    throw this.problem(token.kind === 'text' || instead === undefined ? missing : instead)
  }

  private comparison(depth: number): Json | Demands {
    const { text, at } = this.take()
    const demand = OPERATORS.get(text)
    if (demand === undefined)
      throw unreadable(this.text, at, insteadOf(text) ?? `"${showText(text, 60)}" is no operator`)
    if (demand === 'like' || demand === 'notLike') return { [demand]: this.pattern(text) }

    const { at: valueAt } = this.token
    const value = this.value(text, depth)
    if (demand === 'ne') return { ne: value }
    // An object as a plain value could be taken for demands.
    if (demand === 'eq') return isDataObject(value) ? { eq: value } : value
    if (typeof value !== 'number' && typeof value !== 'string')
      throw unreadable(this.text, valueAt, `"${text}" compares with a number or a text`)
    return { [demand]: value }
  }

  private presence(): Demands {
    const missing = !this.takeWord('not')
    if (!this.takeWord('missing'))
      throw this.problem('"is" is followed by "missing" or "not missing"; a value takes "="')
    return { missing }
  }

  private list(operator: string, depth: number): Json[] {
    const { text, at } = this.token
    const close = this.isNext('(') ? ')' : this.isNext('[') ? ']' : undefined
    if (close === undefined) throw this.problem(`a list such as (1, 2) is missing after "${operator}"`)
    const values: Json[] = []
    let after = this.take().text
    while (!this.isNext(close)) {
      if (this.isAtEnd()) throw unreadable(this.text, at, `the bracket "${text}" is not closed`)
      values.push(this.value(after, depth + 1))
      if (this.isNext(',')) after = this.take().text
      else if (!this.isNext(close) && !this.isAtEnd()) throw this.problem(`"," or "${close}" is missing`)
    }
    this.take()
    return values
  }

  private value(after: string, depth: number): Json {
    const { value, end } = readValue(this.text, this.token, after, depth)
    this.token = tokenAt(this.text, end)
    return value
  }

  private pattern(after: string): string {
    const pattern = readPattern(this.text, this.token, after)
    this.take()
    return pattern
  }

  /** Throws for whatever cannot stand behind a test or a group. */
  private expectNoMore(): void {
    const { kind, text } = this.token
    if (kind === 'end' || this.isNext(')') || (kind === 'word' && /^(?:and|or)$/i.test(text))) return
    if (kind === 'sign' && OPERATORS.has(text))
      throw this.problem(`"${text}" cannot follow a test. Write a < b and b < c for a < b < c`)
    const instead = kind === 'sign' || kind === 'bracket' ? insteadOf(text) : undefined
    const shown = `"and" or "or" is missing before "${showText(text, 60)}"; a text with blanks stands in quotes`
    throw this.problem(instead ?? shown)
  }

  private isNext(bracket: string): boolean {
    return this.token.kind === 'bracket' && this.token.text === bracket
  }

  private isAtEnd(): boolean {
    return this.token.kind === 'end'
  }

  private takeWord(word: string): boolean {
    const isNext = this.token.kind === 'word' && this.token.text.toLowerCase() === word
    if (isNext) this.take()
    return isNext
  }

  private take(): Token {
    const taken = this.token
    this.token = tokenAt(this.text, taken.end)
    return taken
  }

  private problem(problem: string): Error {
    return unreadable(this.text, this.token.at, problem)
  }
}
