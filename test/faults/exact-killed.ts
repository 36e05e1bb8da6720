/** A training that was killed in the middle, of which tests change copies before they go on; and one that was not. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../fixtures/exact-case'
import { checkpointDirs } from './exact-edit'
import { endingBelow, runBelow, type Ending } from './exact-ending'
import { trainCase, trainToTheEnd } from './exact-session'
import { scratch } from './scratch'

/** A copy of the killed run, below a root of its own. */
export interface Copy {
  root: string
  /** The folder of the run. */
  dir: string
  /** Its checkpoints, the newest first. */
  newest: string[]
}

/** A case trained without a break, and one killed when it had so many epochs complete. */
export interface Killed {
  readonly straight: Ending
  copy(): Copy
}

/** Trains both before the tests of a file. */
export function killedTraining(given: Case, epochs: number): Killed {
  const root = join(scratch(), 'killed')
  let straight: Ending
  beforeAll(async () => {
    const other = scratch()
    const fixture: [string, string] = ['exact-training', String(epochs)]
    const [, { signal }] = await Promise.all([
      trainToTheEnd(other, given),
      trainCase(root, given, { fixture }),
    ])
    expect(signal).toBe('SIGKILL')
    straight = endingBelow(other)
  })
  return {
    get straight() {
      return straight
    },
    copy: () => {
      const copy = join(scratch(), 'copy')
      cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
      const dir = runBelow(copy)
      return { root: copy, dir, newest: checkpointDirs(dir).reverse() }
    },
  }
}

/** The epoch of a checkpoint, by the name of its folder. */
export function epochOf(checkpoint: string): number {
  return Number(/model\.(\d+)[^/]*$/.exec(checkpoint)![1])
}
