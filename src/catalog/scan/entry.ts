import { basename, dirname } from 'node:path'
import { DIRS } from '../../layout/names'
import { deriveStatus } from '../../run/status'
import { KeptFacts } from '../cache/kept-facts'
import type { CatalogRecord } from '../record'
import { isHeldNow, readRun } from './read-run'
import type { RunPlace } from './place'

/** A run that was found: its record is made when it is asked for. */
export class Entry {
  readonly #root: string
  readonly #place: RunPlace
  /** Those that links tell of; undefined where the run's own files do. */
  readonly #marks: readonly string[] | undefined
  /** The stamp that the files have to have, where not all of them were looked at. */
  #unproven: string | undefined
  #status: CatalogRecord['status']
  #kept: KeptFacts
  #record: CatalogRecord | undefined
  /** Larger for a run that was made later. */
  readonly sequence: number

  constructor(
    { root, place, marks }: { root: string; place: RunPlace; marks?: readonly string[] | undefined },
    kept: KeptFacts,
    unproven?: string,
  ) {
    this.#root = root
    this.#place = place
    this.#marks = marks
    this.#kept = kept
    this.#unproven = unproven
    this.#status = statusOf(place, kept)
    this.sequence = kept.sequence
  }

  get dir(): string {
    return this.#place.dir
  }

  get id(): string {
    return this.#place.id
  }

  /** Whether something of the run could not be read, as far as it was looked at: that of a record is told in full. */
  get hasProblem(): boolean {
    return this.#kept.hasProblem
  }

  /** Whether all there is to know of the run is as it was. What was not read again is the same object. */
  isLike(other: Entry): boolean {
    const isSame =
      this.#kept === other.#kept && this.#status === other.#status && this.#place.dir === other.#place.dir
    if (isSame && this.#marks?.join() === other.#marks?.join()) return true
    return JSON.stringify(this.record) === JSON.stringify(other.record)
  }

  get record(): CatalogRecord {
    if (this.#record !== undefined) return this.#record
    this.#prove()
    const { id, dir, experiment } = this.#place
    const { facts } = this.#kept
    this.#record = {
      id,
      dir,
      root: this.#root,
      experiment,
      status: this.#status,
      started: facts.started,
      seconds: facts.seconds,
      epochs: facts.epochs,
      seed: facts.seed,
      monitor: facts.monitor,
      mode: facts.mode,
      bestEpoch: facts.bestEpoch,
      params: facts.params,
      metrics: facts.metrics,
      last: facts.last,
      marks: this.#marks ?? facts.marks,
      note: facts.note,
      result: facts.result,
      problem: facts.problem,
    }
    return this.#record
  }

  // Whatever is shown is as it is on the disk.
  #prove(): void {
    if (this.#unproven === undefined) return
    const read = readRun(this.#place, this.#unproven)
    this.#unproven = undefined
    if (read === undefined || typeof read === 'string') return
    this.#kept = KeptFacts.of(read.facts)
    this.#status = statusOf(this.#place, this.#kept)
  }
}

// Of the moment of the listing, not of that at which somebody asks.
function statusOf({ dir, kind }: RunPlace, { recorded, hasEnded }: KeptFacts): CatalogRecord['status'] {
  // The Python tool writes no status, but moves what has failed, of which no file of the run tells.
  if (recorded === 'unknown')
    return kind === 'named' && basename(dirname(dir)) === DIRS.fails ? 'failed' : recorded
  if (recorded !== 'created' && recorded !== 'running') return recorded
  return deriveStatus({ status: recorded, sessions: [{ end: hasEnded ? 'exited' : null }] }, isHeldNow(dir))
}
