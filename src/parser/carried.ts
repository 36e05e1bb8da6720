import type { OwnValues } from './own-options'

// By the arguments and by the texts that a first look left: a script goes on with either.
const values = new WeakMap<object, OwnValues>()

/** Keeps what our options said for a parse that goes on where this one ended. */
export function carryOver({ args, extras, own }: { args: object; extras: string[]; own: OwnValues }): void {
  values.set(args, own)
  values.set(extras, own)
}

/** What our options said in the parse that this one goes on from. */
export function carried(args: object | undefined, texts: readonly string[]): OwnValues | undefined {
  return values.get(texts) ?? (args === undefined ? undefined : values.get(args))
}

/** What our options say in two parts of a command line. */
export function together(first: OwnValues, second: OwnValues): OwnValues {
  return {
    config: [...first.config, ...second.config],
    name: second.name ?? first.name,
    tmp: first.tmp || second.tmp,
    resume: second.resume ?? first.resume,
    gitDirty: first.gitDirty || second.gitDirty,
  }
}
