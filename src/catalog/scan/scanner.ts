import { join } from 'node:path'
import { lookAtFolder } from '../../files'
import { Breath } from '../cache/breath'
import { keepLines } from '../cache/kept-lines'
import { FOLDERS_FILE, KnownFolders } from '../cache/known-folders'
import { linesOf, loadKnownRuns, RUNS_FILE, type Known } from '../cache/known-runs'
import type { Entry } from './entry'
import { Pass } from './pass'
import type { RunPlace } from './place'
import { NUMBERED, runPlaces } from './places'

/** A cache is written when it would spare the next listing at least so many runs, and so large a part of all. */
const WORTH = { runs: 50, part: 0.02 }

/** How often to look again for runs that move. */
const MOST_TRIES = 5

/** What a scan may do; `onProgress` hears how many runs of how many are read. */
export interface ScanOptions {
  trials: boolean
  cache: boolean
  /** For a list of which few runs are shown: what is known of the others is taken for true when their first file is as it was. */
  quick: boolean
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Reads the runs of one root, and again only what has changed since the last time, in this process or another. One file after the
 * other, with turns for the rest of the program between: asynchronously each would wait for turns of the event loop.
 */
export class RootScanner {
  readonly root: string
  readonly #options: ScanOptions
  #folders: KnownFolders | undefined
  #known: ReadonlyMap<string, Known> | undefined

  constructor(root: string, options: ScanOptions) {
    this.root = root
    this.#options = options
  }

  /** The runs as they are now, in no certain order. Throws FileError when the root cannot be listed. */
  async scan(): Promise<Entry[]> {
    const { cache, quick } = this.#options
    this.#folders ??= cache ? KnownFolders.load(this.root) : new KnownFolders()
    this.#known ??= cache ? await loadKnownRuns(this.root) : new Map()
    const pass = new Pass(this.root, this.#known, { quick })
    // A run that moves, as a failed one does, may have left the folder that is listed later for one listed before.
    let tries = 0
    for (let isOver = false; !isOver && tries < MOST_TRIES; tries++) {
      const before = this.#places()
      pass.hasMissed = false
      await this.#scan(pass)
      isOver = !pass.hasMissed && this.#places() === before
    }
    this.#keep(pass)
    return tries === 1 ? pass.found : pass.standing()
  }

  /** Other when a run came into a folder between which runs move, or went. */
  #places(): string {
    return NUMBERED.map((name) => lookAtFolder(join(this.root, name))?.stamp).join()
  }

  async #scan(pass: Pass): Promise<void> {
    const { trials, onProgress } = this.#options
    const folders = new KnownFolders(this.#folders)
    const breath = new Breath()
    const places: RunPlace[] = []
    for (const place of runPlaces(this.root, { trials, folders })) {
      places.push(place)
      if (breath.isDue) await breath.taken()
    }
    this.#folders = folders
    for (const [index, place] of places.entries()) {
      pass.take(place)
      if (!breath.isDue) continue
      onProgress?.(index + 1, places.length)
      await breath.taken()
    }
  }

  #keep(pass: Pass): void {
    const before = this.#known?.size ?? 0
    this.#known = pass.known
    const stale = Math.max(pass.readAgain, before - pass.known.size)
    if (!this.#options.cache || stale < WORTH.runs || stale < pass.known.size * WORTH.part) return
    keepLines(this.root, { [RUNS_FILE]: linesOf(pass.known), [FOLDERS_FILE]: this.#folders!.lines() })
  }
}
