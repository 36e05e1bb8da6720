import { join } from 'node:path'
import { ExmanError } from '../../errors'
import type { IdentityOptions } from '../../identity/identify'
import { Breath } from '../../catalog/cache/breath'
import { Destinations } from './destinations'
import { readAliases } from '../../run/aliases'
import { judgedRuns, type JudgedRun } from './judged-runs'
import { experimentOf, isPlainFolder } from './places'
import type { RekeyMove, RekeyStay } from './types'

/** The runs of a tree: those that are to move apart from those that cannot. The others are where they belong. */
export interface PlannedMoves {
  readonly moves: readonly RekeyMove[]
  readonly stays: readonly RekeyStay[]
  /** The ids of all runs that there are. */
  readonly known: ReadonlySet<string>
}

/** Works out which runs of a tree have to move. Changes nothing. Throws FileError where the root cannot be listed. */
export async function plannedMoves(root: string, identity: IdentityOptions): Promise<PlannedMoves> {
  const breath = new Breath()
  const judged: JudgedRun[] = []
  for (const run of judgedRuns(root, identity)) {
    judged.push(run)
    if (breath.isDue) await breath.taken()
  }
  return { ...movesOf(root, judged), known: new Set(judged.map(({ id }) => id)) }
}

/** The runs that have come into a tree since it was planned, as far as they are not where they belong, and why they stay. */
export function newcomers(root: string, identity: IdentityOptions, known: ReadonlySet<string>): RekeyStay[] {
  const isNew = (id: string) => !known.has(id)
  const { moves, stays } = movesOf(root, [...judgedRuns(root, identity, isNew)])
  const why = 'It has come since the moves were planned. Rekey again.'
  return [...moves.map(({ from }) => ({ id: from, why })), ...stays]
}

function movesOf(root: string, judged: readonly JudgedRun[]): Pick<PlannedMoves, 'moves' | 'stays'> {
  const destinations = new Destinations(root)
  const [moves, stays]: [RekeyMove[], RekeyStay[]] = [[], []]
  // By name, so that of two runs of the same minute the same one keeps its name, whatever the disk lists first.
  for (const run of judged.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const to = run.why === undefined ? placed(root, destinations, run) : run
    if (typeof to !== 'string') stays.push({ id: run.id, why: to.why })
    else if (to !== run.id) moves.push({ from: run.id, to })
  }
  return { moves, stays }
}

function placed(
  root: string,
  destinations: Destinations,
  run: Extract<JudgedRun, { why?: undefined }>,
): string | { why: string } {
  try {
    const to = destinations.of(run.place, run.identity)
    if (to !== run.id) for (const id of [run.id, to]) checkAliases(root, experimentOf(id))
    return to
  } catch (error) {
    if (error instanceof ExmanError) return { why: error.message }
    throw error
  }
}

/** Throws FileError where former names cannot be carried on, since they would be lost. */
function checkAliases(root: string, experiment: string): void {
  if (isPlainFolder(root, experiment)) readAliases(join(root, experiment))
}
