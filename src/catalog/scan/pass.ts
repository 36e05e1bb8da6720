import { KeptFacts } from '../cache/kept-facts'
import type { Known } from '../cache/known-runs'
import { noFacts } from '../read/stored-facts'
import { Entry } from './entry'
import { marksIn } from './marks'
import type { RunPlace } from './place'
import { readRun } from './read-run'

/** One pass over the runs of a root: what is found, and what of it need not be read the next time. */
export class Pass {
  readonly found: Entry[] = []
  /** What is known now of the runs that were not changed a moment ago. */
  readonly known = new Map<string, Known>()
  /** How many of them had to be read. */
  readAgain = 0
  /** Whether a run was gone before it could be read. */
  hasMissed = false
  readonly #root: string
  readonly #before: ReadonlyMap<string, Known>
  readonly #marks: ReadonlyMap<string, readonly string[]>
  readonly #seen = new Set<string>()

  constructor(root: string, before: ReadonlyMap<string, Known>) {
    this.#root = root
    this.#before = before
    this.#marks = marksIn(root)
  }

  /** Takes up one run, unless it was before. */
  take(place: RunPlace): void {
    if (this.#seen.has(place.dir)) return
    const kept = place.unreadable === undefined ? this.#kept(place) : unreadable(place.unreadable)
    if (kept === undefined) return
    this.#seen.add(place.dir)
    const marks = place.kind === 'named' ? this.#marks.get(place.id) : undefined
    this.found.push(new Entry(this.#root, place, kept, marks))
  }

  #kept(place: RunPlace): KeptFacts | undefined {
    const before = place.isTrial ? undefined : this.#before.get(place.id)
    const read = readRun(place, before?.stamp)
    if (read === undefined) {
      this.known.set(place.id, before!)
      return before!.kept
    }
    if (read === 'missed') this.hasMissed = true
    if (read === 'missed' || read === 'none') return undefined
    const kept = KeptFacts.of(read.facts)
    if (read.stamp !== undefined) {
      this.readAgain++
      this.known.set(place.id, { stamp: read.stamp, kept })
    }
    return kept
  }
}

function unreadable({ code, message }: NonNullable<RunPlace['unreadable']>): KeptFacts {
  return KeptFacts.of({ ...noFacts(), problem: { code, message, file: '' } })
}
