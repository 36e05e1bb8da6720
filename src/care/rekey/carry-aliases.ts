import { join } from 'node:path'
import { readAliases, writeAliases, type Aliases } from '../../run/aliases'
import { experimentOf, folderOf, idIn, isPlainFolder } from './places'
import type { RekeyMove } from './types'

/**
 * Notes under which names the runs that move into an experiment were found before, those of earlier rekeys included. Written once,
 * before the first of them moves. Throws FileError.
 */
export function addAliases(root: string, experiment: string, moves: readonly RekeyMove[]): void {
  const known = readAliases(join(root, experiment))
  const runs = new Map(known.runs)
  const experiments = new Set(known.experiments)
  const before = new Map<string, ReadonlyMap<string, readonly string[]>>()
  for (const { from, to } of moves) {
    const old = experimentOf(from)
    if (!before.has(old)) before.set(old, formerIds(root, old))
    for (const was of [from, ...(before.get(old)!.get(folderOf(from)) ?? [])]) {
      runs.set(was, folderOf(to))
      experiments.add(folderOf(experimentOf(was)))
    }
  }
  // What moves back has its old name again.
  for (const [was, run] of runs) if (was === idIn(experiment, run)) runs.delete(was)
  experiments.delete(folderOf(experiment))
  replace(root, experiment, known, { experiments, runs })
}

/** Takes the former names of runs away that did not move into an experiment after all. Throws FileError. */
export function dropAliases(root: string, experiment: string, moves: readonly RekeyMove[]): void {
  const ids = moves.flatMap(({ from }) => [
    from,
    ...(formerIds(root, experimentOf(from)).get(folderOf(from)) ?? []),
  ])
  const dropped = new Set(ids)
  drop(root, experiment, (was) => dropped.has(was))
}

/** The same where they have moved out of it. Throws FileError. */
export function leaveAliases(root: string, experiment: string, moves: readonly RekeyMove[]): void {
  const gone = new Set(moves.map(({ from }) => folderOf(from)))
  drop(root, experiment, (_was, run) => gone.has(run))
}

function drop(root: string, experiment: string, isDropped: (was: string, run: string) => boolean): void {
  const known = readAliases(join(root, experiment))
  const runs = new Map([...known.runs].filter(([was, run]) => !isDropped(was, run)))
  const kept = new Set([...runs.keys()].map((was) => folderOf(experimentOf(was))))
  replace(root, experiment, known, {
    runs,
    experiments: new Set([...known.experiments].filter((name) => kept.has(name))),
  })
}

/** By the folder of each run in an experiment, the ids that it had. */
function formerIds(root: string, experiment: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  if (!isPlainFolder(root, experiment)) return found
  for (const [was, run] of readAliases(join(root, experiment)).runs)
    found.set(run, [...(found.get(run) ?? []), was])
  return found
}

function replace(root: string, experiment: string, before: Aliases, after: Aliases): void {
  const isSame = (a: Iterable<unknown>, b: Iterable<unknown>) =>
    JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
  if (isSame(before.experiments, after.experiments) && isSame(before.runs, after.runs)) return
  writeAliases(join(root, experiment), after)
}
