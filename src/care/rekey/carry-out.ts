import { join } from 'node:path'
import { sweepTemporary } from '../../files'
import { DIRS } from '../../layout/names'
import { clearExperiment } from './clear-experiment'
import type { Journal } from './journal'
import { moveGroup } from './move-group'
import { experimentOf } from './places'
import type { RekeyMove, RekeyOutcome, RekeyStay } from './types'

/** How moves are carried out. */
export interface CarryOptions {
  /** Whether a process that died may have done a part of them. */
  isFinishing: boolean
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Moves the runs of a journal, experiment by experiment, and takes away the experiments that are empty then. What is no longer as it
 * was planned stays where it is, and is told. May be called again after it was interrupted anywhere. Only who holds the root's lock
 * calls it. Throws FileError.
 */
export function carryOut(root: string, { identity, moves }: Journal, options: CarryOptions): RekeyOutcome {
  sweepTemporary(join(root, DIRS.exman))
  const [moved, left]: [RekeyMove[], RekeyStay[]] = [[], []]
  let done = 0
  const { isFinishing, onProgress } = options
  const steps = { isFinishing, onDone: () => onProgress?.((done += 1), moves.length) }
  for (const [experiment, group] of groupsOf(moves, ({ to }) => experimentOf(to)))
    moveGroup(root, { experiment, moves: group, identity }, { moved, left, ...steps })
  const removed = [...groupsOf(moved, ({ from }) => experimentOf(from))].flatMap(([experiment, gone]) =>
    clearExperiment(root, experiment, gone) ? [experiment] : [],
  )
  return { moved, left, removed }
}

function groupsOf(moves: readonly RekeyMove[], by: (move: RekeyMove) => string): Map<string, RekeyMove[]> {
  const groups = new Map<string, RekeyMove[]>()
  for (const move of moves) {
    const group = groups.get(by(move))
    if (group === undefined) groups.set(by(move), [move])
    else group.push(move)
  }
  return groups
}
