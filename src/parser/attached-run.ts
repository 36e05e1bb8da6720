import type { Run } from '../training/run'
import { allParsers, type OpenParser } from './argparse'
import { declaredNames } from './recorded-args'

const attached = new WeakSet<object>()

/** Gives arguments their run, as a property that nothing that goes through them meets; a `run` of the script's own stays. */
export function attachRun(parser: OpenParser, args: object, run: () => Run): void {
  const isDeclared =
    declaredNames(parser).has('run') || allParsers(parser).some(({ _defaults }) => 'run' in _defaults)
  if (isDeclared || 'run' in args) return
  attached.add(args)
  Object.defineProperty(args, 'run', {
    get: run,
    // A script may keep something of its own there.
    set: (value: unknown) =>
      Object.defineProperty(args, 'run', { value, enumerable: true, writable: true, configurable: true }),
    configurable: true,
  })
}

/** Takes the run of an earlier parse from arguments that are to be parsed into again. */
export function detachRun(args: object): void {
  if (attached.delete(args) && Object.getOwnPropertyDescriptor(args, 'run')?.get !== undefined)
    delete (args as { run?: Run }).run
}
