import { folderExists } from '../../files'
import { KeptFacts } from '../cache/kept-facts'
import type { Known } from '../cache/known-runs'
import { noFacts } from '../read/stored-facts'
import { Entry } from './entry'
import { marksIn } from './marks'
import type { RunPlace } from './place'
import { readRun, readRunQuickly } from './read-run'

const NO_MARKS: readonly string[] = Object.freeze([])

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
  readonly #isQuick: boolean
  readonly #before: ReadonlyMap<string, Known>
  readonly #marks: ReadonlyMap<string, readonly string[]>
  readonly #seen = new Set<string>()

  /** `quick`: not all files are looked at, and the others when somebody asks for the record. */
  constructor(root: string, before: ReadonlyMap<string, Known>, { quick }: { quick: boolean }) {
    this.#root = root
    this.#before = before
    this.#isQuick = quick
    this.#marks = marksIn(root)
  }

  /** Takes up one run, unless it was before. */
  take(place: RunPlace): void {
    if (this.#seen.has(place.dir)) return
    const before = place.isTrial ? undefined : this.#before.get(place.id)
    const kept = place.unreadable === undefined ? this.#kept(place, before) : unreadable(place.unreadable)
    if (kept === undefined) return
    this.#seen.add(place.dir)
    const marks = place.kind === 'named' ? (this.#marks.get(place.id) ?? NO_MARKS) : undefined
    const unproven = this.#isQuick && !place.isTrial ? this.known.get(place.id)?.stamp : undefined
    this.found.push(new Entry({ root: this.#root, place, marks }, kept, unproven))
  }

  /** What was found, each run once: one that moved meanwhile was found here and there. */
  standing(): Entry[] {
    const last = new Map(this.found.map((entry) => [entry.id, entry]))
    const again = new Set(this.found.filter((entry) => last.get(entry.id) !== entry).map(({ id }) => id))
    if (again.size === 0) return this.found
    const isHere = (entry: Entry) => !again.has(entry.id) || folderExists(entry.dir)
    // Looked for twice: one may have gone from the place that was looked at first to the one looked at last.
    const here = this.found.filter(isHere).filter(isHere)
    // One that goes on moving is nowhere when it is looked for, and is a run all the same.
    const lost = [...again].filter((id) => !here.some((entry) => entry.id === id))
    return [...here, ...lost.map((id) => last.get(id)!)]
  }

  #kept(place: RunPlace, before: Known | undefined): KeptFacts | undefined {
    const read = (this.#isQuick ? readRunQuickly : readRun)(place, before?.stamp)
    if (read === undefined) {
      this.known.set(place.id, before!)
      return before!.kept
    }
    if (read === 'missed') this.hasMissed = true
    if (read === 'missed' || read === 'none') return undefined
    if (read.stamp === undefined) return KeptFacts.of(read.facts)
    const kept = KeptFacts.of(read.facts, { packed: this.#isQuick })
    this.readAgain++
    this.known.set(place.id, { stamp: read.stamp, kept })
    return kept
  }
}

function unreadable({ code, message }: NonNullable<RunPlace['unreadable']>): KeptFacts {
  return KeptFacts.of({ ...noFacts(), problem: { code, message, file: '' } })
}
