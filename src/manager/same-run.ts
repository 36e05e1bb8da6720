import { warn } from '../errors'
import { comparableParams } from '../identity/comparable'
import type { IdentityOptions } from '../identity/identify'
import { differingPaths } from '../params/differences'
import { showText } from '../params/show'
import type { JsonObject } from '../params/types'
import type { StoredRun } from '../run/read'
import type { RunOnDisk } from '../run/stored-runs'

/** What a stored run must agree with, to count as the same. */
export interface Wanted {
  params: JsonObject
  /** The seed that is asked for; undefined for any. */
  seed: number | undefined
  /** `experiment` looks at the key alone. */
  match: 'params' | 'experiment'
  identity: IdentityOptions
}

/** Whether a stored run of the same experiment counts as the same run. */
export function isSame(run: StoredRun, wanted: Wanted): boolean {
  if (wanted.seed !== undefined && run.record.seed !== wanted.seed) return false
  return wanted.match === 'experiment' || differencesOf(run, wanted) === ''
}

/** The paths at which the parameters of a stored run differ from those wanted: `data.fold, data.split`; empty when none does. */
export function differencesOf(run: StoredRun, { params, identity }: Wanted): string {
  const paths = differingPaths(comparableParams(run.params, identity), comparableParams(params, identity))
  const shown = paths.slice(0, 10).map((path) => showText(path))
  return shown.join(', ') + (paths.length > shown.length ? ` and ${paths.length - shown.length} more` : '')
}

/**
 * Says that a new run begins, although one of the same parameters has been trained: it failed, or it has no result, where
 * one is asked for. Only the newest counts.
 */
export function warnOfPassedOver(same: readonly RunOnDisk[], { asksResult }: { asksResult: boolean }): void {
  const last = same.at(-1)
  if (last === undefined || last.record.epochs === 0) return
  const { id } = last.place
  const why =
    last.status === 'failed' || last.status === 'diverged'
      ? `has ${last.status} after ${last.record.epochs} epochs (${last.record.error?.message ?? 'no reason was recorded'})`
      : last.status === 'done' &&
          asksResult &&
          last.record.isPerformed !== true &&
          last.record.result === null
        ? 'is done, but has no result, as it was not trained by expm.run'
        : undefined
  if (why === undefined) return
  warn('EXMAN_RUN_PASSED_OVER', `A new run begins: ${id} ${why}. To go on with that one: resume: '${id}'.`)
}

/** Says that a new run begins, although there are runs of the experiment, because they have other parameters. */
export function warnOfOthers(runs: readonly RunOnDisk[], wanted: Wanted): void {
  if (wanted.match === 'experiment') return
  const usable = runs.filter(({ status }) => ['done', 'interrupted', 'lost', 'running'].includes(status))
  const other = usable.findLast((run) => differencesOf(run, wanted) !== '')
  if (other === undefined) return
  warn(
    'EXMAN_RUN_DIFFERS',
    `A new run begins: ${other.place.id} is of the same experiment, but differs in ${differencesOf(other, wanted)}.`,
  )
}
