import { ArgumentParser } from 'argparse'
import { checkOptions, type Rule } from '../params/check-options'
import { boolWord } from './words'

const NAMES = ['int', 'float', 'str', 'bool'] as const
const NOTHING = ['none', 'null']

type Convert<T> = (text: string) => T
type Class<T> = new (text: string) => T

/** What `optional` takes: the name of a type, or a converter of one's own. */
export type OptionalType = (typeof NAMES)[number] | Convert<unknown> | Class<unknown>

const types = new WeakMap<Convert<unknown>, OptionalType>()

/**
 * A type of arguments that may also be nothing: `none` and `null`, in any case, are null, and every other text is converted as
 * `type` says, `'str'` when it is left out. Throws OptionError (EXMAN_OPTION_INVALID) for another type.
 *
 * @example
 * ```ts
 * import { ArgumentParser } from 'argparse'
 * import { optional } from 'exman'
 * const parser = new ArgumentParser()
 * parser.add_argument('--dropout', { type: optional('float'), default: null })
 * parser.parse_args(['--dropout', '0.5']) // { dropout: 0.5 }
 * parser.parse_args(['--dropout', 'none']) // { dropout: null }
 * ```
 */
export function optional(type?: 'str'): Convert<string | null>
export function optional(type: 'int' | 'float'): Convert<number | null>
export function optional(type: 'bool'): Convert<boolean | null>
export function optional<T>(type: Convert<T> | Class<T>): Convert<T | null>
export function optional(type: OptionalType = 'str'): Convert<unknown> {
  checkOptions('optional', { type }, { type: isType })
  const convertPresent = typeof type === 'string' ? named(type) : called(type)
  const convert = (text: string) => (NOTHING.includes(text.toLowerCase()) ? null : convertPresent(text))
  // argparse says "invalid <name> value".
  const name = `optional ${typeof type === 'string' ? type : type.name}`.trimEnd()
  Object.defineProperty(convert, 'name', { value: name, configurable: true })
  types.set(convert, type)
  return convert
}

/** The type behind a converter that `optional` has made; undefined for anything else. */
export function optionalType(converter: unknown): OptionalType | undefined {
  return typeof converter === 'function' ? types.get(converter as Convert<unknown>) : undefined
}

const isType: Rule = (value) =>
  typeof value === 'function' || (NAMES as readonly unknown[]).includes(value)
    ? undefined
    : 'must be "int", "float", "str", "bool" or a function'

let registry: { _registry_get(registry: 'type', name: string): Convert<unknown> } | undefined

function named(name: (typeof NAMES)[number]): Convert<unknown> {
  if (name === 'bool') return boolWord
  // Every parser has argparse's own converters; its types do not tell.
  registry ??= new ArgumentParser({ add_help: false }) as unknown as NonNullable<typeof registry>
  return registry._registry_get('type', name)
}

function called(type: Convert<unknown> | Class<unknown>): Convert<unknown> {
  return isClass(type) ? (text) => new type(text) : type
}

// argparse takes classes as well as functions, and neither can stand in for the other.
function isClass(type: Convert<unknown> | Class<unknown>): type is Class<unknown> {
  return /^class\b/.test(Function.prototype.toString.call(type))
}
