import type { Found } from './notebook'

/** How to look at a folder. */
export interface Looking {
  /** Whether checkpoints are proven byte for byte. */
  readonly verify: boolean
  /** Whether this process has locked the folder to mend it: then nobody else writes there. */
  readonly isHolder?: boolean
}

/** A folder that is checked by itself, and mended under one lock. */
export interface Subject {
  readonly dir: string
  /** The folder whose lock keeps others from writing there; undefined where there is none to be had. */
  readonly lock: string | undefined
  look(how: Looking): Found[] | Promise<Found[]>
}
