import { join } from 'node:path'
import { ExmanError } from '../../errors'
import { FolderLock, kindAt, relocateIfFree, removeEmptyFolder, sweepTemporary } from '../../files'
import type { Identity, IdentityOptions } from '../../identity/identify'
import { sameExperiment } from '../../identity/same-experiment'
import { parseExperimentFolder } from '../../layout/experiment-folder'
import { FILES } from '../../layout/names'
import { makeExperiment } from '../../run/experiment'
import { withLock } from '../../run/experiment-lock'
import { addAliases, dropAliases } from './carry-aliases'
import { heldText, whyHeld } from './judged-runs'
import { folderOf, isPlainFolder } from './places'
import { identityOfRun } from './run-identity'
import type { RekeyMove, RekeyStay } from './types'

const CHANGED = 'It is not as it was when the moves were planned'

/** Runs that move into one experiment. */
export interface Group {
  /** The experiment below the root. */
  experiment: string
  moves: readonly RekeyMove[]
  identity: IdentityOptions
}

/** Where it is noted what has come of them. */
export interface GroupOutcome {
  moved: RekeyMove[]
  left: RekeyStay[]
  isFinishing: boolean
  onDone: () => void
}

/** A move that can be made now, or has been made by a process that died. */
interface Ready extends RekeyMove {
  identity: Identity
  isMade: boolean
}

/** Moves runs into an experiment: its folder and the former names first, so that each run can be found at every moment. */
export function moveGroup(root: string, group: Group, outcome: GroupOutcome): void {
  const leave = (move: RekeyMove, why: string) => void outcome.left.push({ id: move.from, why })
  const ready = group.moves.flatMap((move) => readyFrom(root, move, group, { ...outcome, leave }))
  const [first] = ready
  if (first === undefined) return
  const dir = join(root, group.experiment)
  const others = ready.filter(({ identity }) => !sameExperiment(identity, first.identity))
  if (others.length > 0 || !isOurs(root, group.experiment, first.identity)) {
    for (const move of ready)
      leave(move, `${CHANGED}: another experiment has the name ${group.experiment}. Rekey again.`)
    return
  }
  if (outcome.isFinishing) sweepTemporary(dir)
  addAliases(root, group.experiment, ready)
  const stayed = ready.filter((move) => {
    const why = move.isMade ? letGo(root, move) : moveRun(root, move, outcome)
    if (why !== undefined) leave(move, why)
    else outcome.moved.push({ from: move.from, to: move.to })
    outcome.onDone()
    return why !== undefined
  })
  if (stayed.length > 0) dropAliases(root, group.experiment, stayed)
}

/** Whether the folder is that of the experiment, or was made so. A link is nobody's. */
function isOurs(root: string, experiment: string, identity: Identity): boolean {
  const dir = join(root, experiment)
  if (kindAt(dir) !== undefined && !isPlainFolder(root, experiment)) return false
  const kind = kindAt(join(dir, FILES.experiment))
  return (kind === undefined || kind === 'file') && makeExperiment(dir, identity)
}

/** Looks again whether a run stands where it should and belongs where it is to go. */
function readyFrom(
  root: string,
  move: RekeyMove,
  { experiment, identity: options }: Group,
  { isFinishing, leave }: GroupOutcome & { leave: (move: RekeyMove, why: string) => void },
): Ready[] {
  const isHere = isPlainFolder(root, move.from)
  const isMade = !isHere && isFinishing && isPlainFolder(root, move.to)
  if (!isHere && !isMade) {
    leave(move, `${CHANGED}: there is no such folder now.`)
    return []
  }
  try {
    const why = isMade ? undefined : whyHeld(join(root, move.from))
    const identity = identityOfRun(join(root, isMade ? move.to : move.from), options)
    const isRight = parseExperimentFolder(folderOf(experiment))?.name === identity.name
    if (isRight && why === undefined) return [{ ...move, identity, isMade }]
    leave(move, why ?? `${CHANGED}: its parameters make it ${identity.name}.`)
  } catch (error) {
    if (!(error instanceof ExmanError)) throw error
    leave(move, error.message)
  }
  return []
}

/** Moves one run while this process holds it; why not, when it cannot be. */
function moveRun(root: string, { from, to }: RekeyMove, { isFinishing }: GroupOutcome): string | undefined {
  const [before, after] = [join(root, from), join(root, to)]
  const taken = FolderLock.acquire(before)
  if (taken.lock === undefined) return heldText(taken.heldBy, taken.judged)
  const { lock } = taken
  return withLock(lock, () => {
    // What a process has left that died between the two steps of a move.
    if (isFinishing && isPlainFolder(root, to)) removeEmptyFolder(after)
    const isMoved = relocateIfFree(before, after, () => lock.movedTo(after))
    if (!isMoved) return `${CHANGED}: there is a folder ${to} now. Rekey again.`
    if (isFinishing) sweepTemporary(after)
    return undefined
  })
}

/** Takes away the lock of a process that died after it had moved a run. */
function letGo(root: string, { to }: RekeyMove): undefined {
  const dir = join(root, to)
  const { lock } = FolderLock.acquire(dir)
  if (lock !== undefined) withLock(lock, () => void sweepTemporary(dir))
}
