import type { RerunPlan } from '../../care/rerun/plan-rerun'
import type { CatalogRecord } from '../../catalog/record'
import { differingPaths } from '../../params/differences'
import { digitsFor, numberText } from '../../text/numbers'
import { safeText } from '../../text/text-width'

const MOST_PATHS = 5

const HOW = `Have it take them from outside: new ExperimentManager({ rerunnable: true }), and use callbacks.run.params.`

/** What came of a rerun: lines to print, and what is wrong, if anything is. */
export function outcomeOf(
  plan: RerunPlan,
  old: CatalogRecord,
  made: readonly CatalogRecord[],
): { lines: string[]; wrong: string | undefined } {
  const lines = made.flatMap((record) => [
    safeText(`${record.id} (${record.status})${metricText(old, record)}`),
  ])
  const { id } = made.at(-1) ?? {}
  if (id !== undefined) lines.push(safeText(`exman diff ${old.id} ${id} --all tells in what they differ.`))
  return { lines, wrong: wrongOf(plan, made) }
}

function metricText({ monitor, metrics: before }: CatalogRecord, { metrics: now }: CatalogRecord): string {
  if (monitor === null) return ''
  const [then, here] = [before[monitor], now[monitor]]
  if (then === undefined || here === undefined) return ''
  const digits = digitsFor([then, here])
  const change = here - then
  const sign = change > 0 ? '+' : ''
  const difference = Object.is(then, here) ? 'the same' : `${sign}${numberText(change, 3)}`
  return `: ${monitor} was ${numberText(then, digits)} and is ${numberText(here, digits)}, ${difference}`
}

function wrongOf(plan: RerunPlan, made: readonly CatalogRecord[]): string | undefined {
  const { params, root, by } = plan
  if (made.length === 0) {
    const why = by === 'manager' ? ' The script has made none, or below another root.' : ''
    return safeText(`No new run was found in ${root}.${why}`)
  }
  if (params === null || made.some((record) => differingPaths(params, record.params).length === 0))
    return undefined
  const { id, params: found } = made.at(-1)!
  const paths = differingPaths(params, found)
  const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : ''
  const text = `${id} has other parameters than it was to have: ${paths.slice(0, MOST_PATHS).join(', ')}${more}.`
  const how =
    by === 'manager'
      ? ` The script uses its own. ${HOW}`
      : ' The script works them out otherwise than before.'
  return safeText(text + how)
}
