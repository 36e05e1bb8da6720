import type { OpenParser } from './argparse'

const read = new WeakMap<OpenParser, Map<string, string[]>>()

/** The texts of a command line with those of the files it names; each is read once, for it may be a pipe. */
export function readOnce(parser: OpenParser, texts: readonly string[], work: () => string[]): string[] {
  const known = read.get(parser) ?? new Map<string, string[]>()
  read.set(parser, known)
  const key = JSON.stringify(texts)
  const whole = known.get(key) ?? work()
  known.set(key, whole)
  return [...whole]
}

/** Forgets what was read: the next command line may name the same files. */
export function forgetFiles(parser: OpenParser): void {
  read.delete(parser)
}
