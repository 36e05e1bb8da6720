import { OptionError } from '../errors'
import { isDataObject } from './data-object'
import { hintFor } from './nearest'
import { show, showText } from './show'

/** What an option may be: undefined when the value is fine, else what it must be, such as `must be a positive integer`. */
export type Rule = (value: unknown) => string | undefined

/**
 * Checks options against one rule a name, before anything is done with them. An option that is `undefined` counts as not
 * given. Throws OptionError: EXMAN_OPTION_UNKNOWN for a name without a rule, EXMAN_OPTION_INVALID for a value its rule
 * refuses, or for options that are not a plain object.
 *
 * @example
 * ```ts
 * checkOptions('prepare', { keepBest: -1 }, { keepBest: isPositiveCount })
 * // throws: The "keepBest" option of prepare must be a positive integer, got -1.
 * ```
 */
export function checkOptions(what: string, options: unknown, rules: Record<string, Rule>): void {
  if (options === undefined) return
  if (!isDataObject(options)) {
    const text = `The options of ${what} must be a plain object, got ${show(options)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'options', value: options })
  }
  for (const [option, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, option) ? rules[option] : undefined
    if (rule === undefined) throw unknownOption(what, option, value, Object.keys(rules))
    const demand = value === undefined ? undefined : rule(value)
    if (demand !== undefined) {
      const text = `The "${option}" option of ${what} ${demand}, got ${show(value)}.`
      throw new OptionError('EXMAN_OPTION_INVALID', text, { option, value })
    }
  }
}

/** A rule: a text that is not empty. */
export const isText: Rule = (value) => (isFullText(value) ? undefined : 'must be a text that is not empty')

/** A rule: true or false. */
export const isBoolean: Rule = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')

/** A rule: 0, 1, 2, … */
export const isCount: Rule = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : 'must be an integer, 0 or more'

/** A rule: 1, 2, 3, … */
export const isPositiveCount: Rule = (value) =>
  Number.isSafeInteger(value) && (value as number) > 0 ? undefined : 'must be a positive integer'

/** A rule: a number above 0; Infinity counts. */
export const isPositiveNumber: Rule = (value) =>
  typeof value === 'number' && value > 0 ? undefined : 'must be a number above 0'

/** A rule: the seed of a generator. */
export const isSeed: Rule = (value) =>
  isCount(value) === undefined && !Object.is(value, -0) ? undefined : 'must be an integer, 0 or more'

/** A rule: one of some values, compared with `===`. */
export function oneOf(...values: readonly unknown[]): Rule {
  const demand = `must be ${values.map(show).join(' or ')}`
  return (value) => (values.includes(value) ? undefined : demand)
}

/** A rule: an array of texts, none of them empty. */
export const isListOfText: Rule = (value) =>
  Array.isArray(value) && value.every(isFullText) ? undefined : 'must be an array of texts that are not empty'

/** A rule: an array of texts, which may be empty, as words of a command line may. */
export const isListOfWords: Rule = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? undefined
    : 'must be an array of texts'

/** A rule: an object of data, not an instance of a class. */
export const isPlainObject: Rule = (value) => (isDataObject(value) ? undefined : 'must be a plain object')

/** A rule: a function. */
export const isFunction: Rule = (value) => (typeof value === 'function' ? undefined : 'must be a function')

function isFullText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function unknownOption(what: string, option: string, value: unknown, known: readonly string[]): OptionError {
  const text = `${what} has no option "${showText(option)}". ${hintFor(option, known, 'Its options are')}`
  return new OptionError('EXMAN_OPTION_UNKNOWN', text, { option, value })
}
