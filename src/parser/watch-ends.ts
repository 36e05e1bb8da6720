import type { OpenParser } from './argparse'

/** Does something, and says whether a parser has ended the process meanwhile, which a script may have kept it from. */
export function noticingEnds<T>(
  parsers: readonly OpenParser[],
  work: () => T,
): { value: T; hasEnded: boolean } {
  let hasEnded = false
  const stopWatching = watchEnds(parsers, () => (hasEnded = true))
  try {
    const value = work()
    return { value, hasEnded }
  } finally {
    stopWatching()
  }
}

function watchEnds(parsers: readonly OpenParser[], tell: () => void): () => void {
  const undo = parsers.flatMap((parser) =>
    (['error', 'exit'] as const).map((name) => {
      const own = Object.getOwnPropertyDescriptor(parser, name)
      const end = Reflect.get(parser, name) as (...args: unknown[]) => void
      const value = (...args: unknown[]) => {
        tell()
        end.apply(parser, args)
      }
      Object.defineProperty(parser, name, { value, configurable: true, writable: true })
      return () => {
        if (own === undefined) Reflect.deleteProperty(parser, name)
        else Object.defineProperty(parser, name, own)
      }
    }),
  )
  return () => undo.forEach((each) => each())
}
