import type { ArgumentOptions, BooleanOptionalActionConstructor, SUPPRESS } from 'argparse'

/** The options of an argument: those of argparse, and whether it stays out of the record of a run. */
export interface ArgOptions extends ArgumentOptions {
  /** Whether runs that differ in this argument alone are of the same parameters; it is not recorded then. */
  volatile?: boolean
}

/** The options with an error at each name that does not exist. */
export type KnownOptions<O> = O & { [Name in Exclude<keyof O, keyof ArgOptions>]: never }

/**
 * What the declaration of one argument adds to the result of `parse_args`: `'-b', '--batch-size'` with `{ type: 'int' }` adds
 * `{ batch_size: number | undefined }`. A name that only the running program knows adds no more than that there is something.
 */
export type ArgsOf<Names extends readonly string[], O> =
  LeavesNothing<Names, O> extends true
    ? Record<never, never>
    : string extends Key<Names, O>
      ? Record<string, unknown>
      : Option<O, 'default'> extends Suppressed
        ? { [K in Key<Names, O>]?: Spelled<Value<O, IsPositional<Names>>> }
        : { [K in Key<Names, O>]: Spelled<Value<O, IsPositional<Names>>> }

/** Makes editors show the type itself, not how it came about. */
type Spelled<T> = T extends infer Same ? Same : never

type Suppressed = typeof SUPPRESS

type Option<O, Name> = Name extends keyof O ? O[Name] : undefined

type LeavesNothing<Names extends readonly string[], O> =
  Option<O, 'action'> extends 'help' | 'version' ? true : Key<Names, O> extends Suppressed ? true : false

type IsPositional<Names extends readonly string[]> = Names[0] extends `-${string}` ? false : true

/** The name in the result: `dest`, a positional's own name, or that of the option without its dashes. */
type Key<Names extends readonly string[], O> =
  Option<O, 'dest'> extends infer Dest extends string
    ? Dest
    : IsPositional<Names> extends true
      ? Names[0]
      : Underscored<Bare<FirstLong<Names, Names[0]>>>

type FirstLong<Names extends readonly string[], Otherwise> = Names extends readonly [
  infer First extends string,
  ...infer Rest extends string[],
]
  ? First extends `--${string}`
    ? First
    : FirstLong<Rest, Otherwise>
  : Otherwise

type Bare<Name> = Name extends `-${infer Rest}` ? Bare<Rest> : Name

type Underscored<Name> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : Name extends string
    ? Name
    : never

type Value<O, Positional, Action = Option<O, 'action'>> = Action extends undefined
  ? Stored<O, Positional>
  : Action extends keyof ByAction<O, Positional>
    ? ByAction<O, Positional>[Action]
    : Action extends BooleanOptionalActionConstructor
      ? boolean | Default<O, boolean, undefined>
      : unknown

interface ByAction<O, Positional> {
  store: Stored<O, Positional>
  store_true: boolean | Default<O, boolean, never>
  store_false: boolean | Default<O, boolean, never>
  // Both are what is written there, so neither is widened.
  store_const: Option<O, 'const'> | (Option<O, 'required'> extends true ? never : Option<O, 'default'>)
  count: number | Default<O, number, undefined>
  append: Grown<O, Given<O, Positional>>
  append_const: Grown<O, Option<O, 'const'>>
  extend: Grown<O, Given<O, Positional> extends Iterable<infer Item> ? Item : Given<O, Positional>>
}

type Stored<O, Positional> = Given<O, Positional> | WithoutUse<O, Positional, Option<O, 'nargs'>>

type WithoutUse<O, Positional, Nargs> = Positional extends false
  ? Default<O, Given<O, Positional>, undefined>
  : Nargs extends '?'
    ? Default<O, Given<O, Positional>, undefined>
    : Nargs extends '*'
      ? // The one place where argparse leaves a text of the declaration as it is.
        Default<Omit<O, 'type'>, Given<O, Positional>, never>
      : never

/** What one use of the argument on the command line gives. */
type Given<O, Positional, Nargs = Option<O, 'nargs'>> = Nargs extends undefined
  ? Chosen<O>
  : Nargs extends '?'
    ? Chosen<O> | (Positional extends true ? never : FromText<O, Option<O, 'const'>>)
    : Nargs extends number | '*' | '+'
      ? Chosen<O>[]
      : Nargs extends '...' | 'A...'
        ? Converted<Option<O, 'type'>>[]
        : unknown

/** A list that begins with the items of the default. */
type Grown<O, Item> =
  Option<O, 'default'> extends readonly (infer First)[]
    ? (Item | (First extends Item ? never : Widened<First>))[]
    : Item[] | Default<O, Item[], undefined>

/** What the default adds to the values of an argument; `Absent` when there is none. */
type Default<O, Values, Absent> =
  Option<O, 'required'> extends true
    ? never
    : 'default' extends keyof O
      ? Added<O, Values, O['default']>
      : Absent

type Added<O, Values, Given> = Given extends Suppressed | Unchanging<Values>
  ? never
  : Widened<FromText<O, Given>>

type Unchanging<Values> = Values extends readonly unknown[] ? Readonly<Values> : Values

/** argparse converts a text that stands in the declaration as one of the command line. */
type FromText<O, Given> = Given extends string
  ? Option<O, 'type'> extends undefined | 'str'
    ? Given
    : Converted<Option<O, 'type'>>
  : Given

/** One value as the command line gives it, of the choices if they are known. */
type Chosen<O> =
  Option<O, 'choices'> extends readonly (infer Choice)[]
    ? [Extract<Choice, Converted<Option<O, 'type'>>>] extends [never]
      ? Converted<Option<O, 'type'>>
      : Extract<Choice, Converted<Option<O, 'type'>>>
    : Converted<Option<O, 'type'>>

type Converted<Type> = Type extends undefined | 'str'
  ? string
  : Type extends 'int' | 'float'
    ? number
    : Type extends 'bool'
      ? boolean
      : Type extends (text: string) => infer Result
        ? Result
        : Type extends new (text: string) => infer Instance
          ? Instance
          : unknown

type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Item)[]
        ? Widened<Item>[]
        : T
