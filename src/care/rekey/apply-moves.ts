import { join } from 'node:path'
import type { IdentityOptions } from '../../identity/identify'
import { DIRS } from '../../layout/names'
import { withExperimentLock } from '../../run/experiment-lock'
import { carryOut, type CarryOptions } from './carry-out'
import { finishInterrupted } from './finish-rekey'
import { removeJournal, writeJournal } from './journal'
import { newcomers } from './planned-moves'
import type { RekeyMove, RekeyOutcome } from './types'

/** Moves that were planned. */
export interface Planned {
  identity: IdentityOptions
  moves: readonly RekeyMove[]
  /** The runs that there were. */
  known: ReadonlySet<string>
}

/** Carries out moves that were planned, while no other process changes the tree. Throws FileError, RunError. */
export function applyMoves(
  root: string,
  { identity, moves, known }: Planned,
  options: Pick<CarryOptions, 'onProgress'>,
): RekeyOutcome {
  return withExperimentLock(join(root, DIRS.exman), () => {
    finishInterrupted(root)
    const done = carryOutNoted(root, { identity, moves }, options)
    const seen = new Set([...known, ...done.moved.map(({ to }) => to)])
    return { ...done, left: [...done.left, ...newcomers(root, identity, seen)] }
  })
}

function carryOutNoted(
  root: string,
  journal: Pick<Planned, 'identity' | 'moves'>,
  options: Pick<CarryOptions, 'onProgress'>,
): RekeyOutcome {
  if (journal.moves.length === 0) return { moved: [], left: [], removed: [] }
  writeJournal(root, journal)
  const done = carryOut(root, journal, { ...options, isFinishing: false })
  removeJournal(root)
  return done
}
