import { ExmanError } from '../../errors'
import { judgeHolder, readHolder } from '../../files'
import type { Identity, IdentityOptions } from '../../identity/identify'
import { parseRunId, type RunPlace } from '../../layout/run-id'
import { runPlaces } from '../../catalog/scan/places'
import { identityOfRun } from './run-identity'
import { isPlainFolder } from './places'

/** A run of a tree, and which experiment it is by other options; or why it cannot move. */
export type JudgedRun =
  { id: string; place: RunPlace; identity: Identity; why?: undefined } | { id: string; why: string }

/** The runs of a root that are wanted, those of the debug tree included, each judged when it is asked for. Changes nothing. */
export function* judgedRuns(
  root: string,
  options: IdentityOptions,
  isWanted: (id: string) => boolean = () => true,
): Generator<JudgedRun> {
  for (const { id, dir, kind, unreadable } of runPlaces(root, { trials: true })) {
    if (kind !== 'keyed' || !isWanted(id)) continue
    yield unreadable === undefined ? judge(root, { id, dir }, options) : { id, why: unreadable.message }
  }
}

function judge(root: string, { id, dir }: { id: string; dir: string }, options: IdentityOptions): JudgedRun {
  const place = parseRunId(id)
  if (place === undefined || !isPlainFolder(root, id))
    return { id, why: 'A folder on its way was renamed by hand. Give it back its name first.' }
  const why = whyHeld(dir)
  if (why !== undefined) return { id, why }
  try {
    return { id, place, identity: identityOfRun(dir, options) }
  } catch (error) {
    if (!(error instanceof ExmanError)) throw error
    return { id, why: error.message }
  }
}

/** Who holds a run, as a sentence; undefined when nobody does. */
export function whyHeld(dir: string): string | undefined {
  const holder = readHolder(dir)
  const judged = holder === undefined ? 'dead' : judgeHolder(holder)
  if (holder === undefined || judged === 'dead') return undefined
  return heldText(holder, judged)
}

/** The same for a holder that is known. */
export function heldText({ pid, host }: { pid: number; host: string }, judged: string): string {
  const whether = judged === 'unknown' ? ' (whether it still lives cannot be seen from here)' : ''
  return `Process ${pid} on ${host} holds it${whether}. Rekey again when the run has ended.`
}
