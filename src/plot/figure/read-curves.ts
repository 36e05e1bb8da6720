import { Breath } from '../../catalog/cache/breath'
import { readLogRows } from '../../catalog/details/log-rows'
import { attempt } from '../../catalog/read/attempt'
import type { CatalogRecord } from '../../catalog/record'
import { curveOf, thinned, type LoggedCurve } from './logged-curve'

/** The curves of a run, of each metric that it has logged; undefined when its log cannot be read. */
export type RunCurves = readonly LoggedCurve[] | undefined

/** What some logs hold. */
export interface ReadCurves {
  /** In the order of the runs. */
  readonly ofRuns: readonly RunCurves[]
  /** The metrics in the logs: of those asked for each that there is, of others those at the last epochs. */
  readonly logged: ReadonlySet<string>
  /** Of the curves each so many-th epoch is held, besides the first. */
  readonly step: number
}

/** How many values are held; of more only each second, fourth, … epoch. */
const MOST_HELD = 5_000_000

/** Reads the curves of some metrics out of the logs of runs, with turns for the rest of the program between. */
export async function readCurves(
  records: readonly CatalogRecord[],
  metrics: readonly string[],
  onProgress: (done: number, total: number) => void = () => undefined,
  most = MOST_HELD,
): Promise<ReadCurves> {
  const logged = new Set<string>()
  const breath = new Breath()
  let ofRuns: RunCurves[] = []
  let [held, step] = [0, 1]
  for (const { dir } of records) {
    const rows = attempt(
      () => readLogRows(dir),
      () => undefined,
    )
    const curves = rows && metrics.flatMap((metric) => curveOf(rows, metric) ?? [])
    for (const { metric } of curves ?? []) logged.add(metric)
    for (const metric in rows?.at(-1)?.metrics) logged.add(metric)
    ofRuns.push(curves?.map((curve) => thinned(curve, step)))
    held += sizeOf(ofRuns.at(-1))
    // Two epochs stay of each curve, however many there are.
    if (held > most && held > 4 * ofRuns.length * metrics.length) {
      step *= 2
      ofRuns = ofRuns.map((own) => own?.map((curve) => thinned(curve, step)))
      held = ofRuns.reduce((sum, own) => sum + sizeOf(own), 0)
    }
    if (!breath.isDue) continue
    onProgress(ofRuns.length, records.length)
    await breath.taken()
  }
  onProgress(records.length, records.length)
  return { ofRuns, logged, step }
}

function sizeOf(curves: RunCurves): number {
  return curves?.reduce((sum, { values }) => sum + values.length, 0) ?? 0
}
