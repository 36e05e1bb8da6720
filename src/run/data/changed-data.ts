import type { Session } from '../record'
import { isListOfFacts, type DataFact } from './data-fact'

const MOST_NAMED = 10

/**
 * In what the data of the last session differs from that of the one before it that names its data: a sentence with the paths;
 * undefined when it is the same, or one of them does not say.
 */
export function changedData(sessions: readonly Session[]): string | undefined {
  const now = sessions.at(-1)?.data
  const before = sessions.slice(0, -1).findLast(({ data }) => isListOfFacts(data))?.data
  if (now === undefined || before === undefined) return undefined
  const paths = differingData(before, now)
  if (paths.length === 0) return undefined
  const more = paths.length - MOST_NAMED
  const shown = paths.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return `The run goes on with other data than before: ${shown}.`
}

/** The paths whose content differs, and those that only one of the two has. */
export function differingData(before: readonly DataFact[], now: readonly DataFact[]): string[] {
  const [then, here] = [before, now].map((facts) => new Map(facts.map(({ path, sha256 }) => [path, sha256])))
  const paths = new Set([...then!.keys(), ...here!.keys()])
  return [...paths].filter((path) => then!.get(path) !== here!.get(path))
}
