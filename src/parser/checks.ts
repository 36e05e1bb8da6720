import { ArgumentError } from 'argparse'
import { OptionError } from '../errors'
import { show, showText } from '../params/show'

/** Judges the arguments: true, or nothing at all, when they are right; false, or what is wrong with them. */
export type Validator<A = Record<string, unknown>> = (params: A) => boolean | string | undefined | null | void
/** Computes a value from the arguments. */
export type Setter<A = Record<string, unknown>> = (params: A) => unknown

/** What a script has registered to be done with its arguments once they are parsed. */
export class Checks {
  readonly #validators: { validator: Validator; message: string }[] = []
  readonly #setters = new Map<string, Setter>()

  /** Adds a validator. Throws `EXMAN_OPTION_INVALID`. */
  addValidator(validator: unknown, message: unknown): void {
    mustBe('validator of registerValidator', validator, 'function')
    mustBe('message of registerValidator', message, 'string')
    this.#validators.push({ validator: validator as Validator, message: message as string })
  }

  /** Adds a setter; one of the same name takes its place. Throws `EXMAN_OPTION_INVALID`. */
  addSetter(name: unknown, setter: unknown): void {
    mustBe('name of registerSetter', name, 'string')
    if (name === '__proto__') throw taken(name)
    mustBe('setter of registerSetter', setter, 'function')
    this.#setters.set(name as string, setter as Setter)
  }

  /** The names of computed arguments. */
  get computed(): string[] {
    return [...this.#setters.keys()]
  }

  /** Sets the computed arguments, one after the other. Throws `EXMAN_OPTION_INVALID` for a name that an argument has. */
  compute(args: Record<string, unknown>, declared: ReadonlySet<string>): void {
    for (const [name, setter] of this.#setters) {
      if (declared.has(name)) throw taken(name)
      const value = setter(args)
      if (value instanceof Promise)
        throw asynchronous(`The setter of "${name}"`, 'Compute it after parse_args')
      args[name] = value
    }
  }

  /** What is wrong with the arguments, a sentence for each validator that says so. */
  faults(args: Record<string, unknown>): string[] {
    return this.#validators.flatMap(({ validator, message }) => {
      const fault = judge(validator, args, () => filled(message, args))
      return fault === undefined ? [] : [fault]
    })
  }
}

/** What a validator has against the arguments, in its own words or in those it was registered with. */
function judge(validator: Validator, args: Record<string, unknown>, words: () => string): string | undefined {
  let verdict: unknown
  try {
    verdict = validator(args)
  } catch (error) {
    return error instanceof ArgumentError ? error.message : `${words()} (${String(error)})`
  }
  if (verdict instanceof Promise) throw asynchronous('A validator', 'Check it after parse_args')
  if (typeof verdict === 'string') return verdict
  return verdict === undefined || verdict === null || verdict === true ? undefined : words()
}

/** A message with `{lr}` replaced by the value of the argument; `{{` and `}}` are braces, other names stay as they are. */
function filled(message: string, args: Record<string, unknown>): string {
  return message.replace(/\{\{|\}\}|\{(\w+)\}/g, (text, name: string | undefined) => {
    if (name === undefined) return text[0]!
    if (!Object.hasOwn(args, name)) return text
    const value = args[name]
    return typeof value === 'string' ? showText(value) : show(value)
  })
}

function mustBe(what: string, value: unknown, type: 'function' | 'string'): void {
  if (typeof value === type && value !== '') return
  const text = `The ${what} must be a ${type === 'string' ? 'text that is not empty' : type}, got ${show(value)}.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: what.split(' ')[0]!, value })
}

function taken(name: string): OptionError {
  const why =
    name === '__proto__'
      ? 'it stands for the prototype of an object'
      : 'an argument has that name, and the record must hold what was given for it'
  const text = `registerSetter cannot set "${name}": ${why}. Choose another.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'name', value: name })
}

function asynchronous(what: string, instead: string): OptionError {
  const text = `${what} gives a promise, but arguments are there at once. ${instead}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: what, value: undefined })
}
