/** Arguments declared one after the other, as ExParser takes them, on a plain parser of argparse. */
import { ArgumentParser, type ArgumentOptions } from 'argparse'
import type { ArgOptions, ArgsOf, KnownOptions } from '../../src/parser/arg-types'
import { boolWord } from '../../src/parser/words'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

export class Declared<Args = unknown> {
  readonly #parser = new ArgumentParser({ prog: 'train', exit_on_error: false })

  constructor() {
    this.#parser.register('type', 'bool', boolWord)
  }

  arg<const N extends readonly [string, ...string[]]>(...names: N): Declared<Args & ArgsOf<N, object>>
  arg<const N extends readonly [string, ...string[]], const O extends ArgOptions>(
    ...namesAndOptions: [...names: N, options: KnownOptions<O>]
  ): Declared<Args & ArgsOf<N, O>>
  arg(...namesAndOptions: (string | ArgumentOptions)[]): unknown {
    this.#parser.add_argument(...(namesAndOptions as [string]))
    return this
  }

  parse(...line: string[]): Args {
    return this.#parser.parse_args(line) as Args
  }

  /** For the type check: whether the arguments are of this type. */
  is<Claimed>(_same: Same<Args, Claimed>): void {}

  /**
   * Parses some command lines, and fails unless each value is of a kind that its type claims, and each kind that a type
   * claims is seen. The type check holds the claims against the types.
   */
  holds(claims: Claims<Args>, ...lines: string[]): void {
    const seen = new Map(Object.keys(claims).map((key) => [key, new Set<string>()]))
    for (const line of lines) {
      const args = Object.entries(this.parse(...line.split(' ').filter(Boolean)) as Record<string, unknown>)
      expect(args.map(([key]) => key).sort()).toEqual([...seen.keys()].sort())
      for (const [key, value] of args) for (const kind of kinds(value)) seen.get(key)!.add(kind)
    }
    const claimed = Object.entries<object>(claims).map(([key, kinds]) => [key, Object.keys(kinds).sort()])
    expect([...seen].map(([key, kinds]) => [key, [...kinds].sort()])).toEqual(claimed)
  }
}

type Claims<Args> = { [K in keyof Args]-?: Record<Kind<Args[K]>, true> }

type Kind<Value> = Value extends undefined
  ? 'undefined'
  : Value extends null
    ? 'null'
    : Value extends string
      ? 'string'
      : Value extends number
        ? 'number'
        : Value extends boolean
          ? 'boolean'
          : Value extends readonly (infer Item)[]
            ? `${Kind<Item>}[]`
            : 'object'

function kinds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => kinds(item).map((kind) => `${kind}[]`))
  return [value === null ? 'null' : typeof value]
}
