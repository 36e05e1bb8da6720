import type { Report } from './report'

/** The run with the best finite value of the metric that most runs monitor, the earliest of equals. */
export interface BestRun {
  readonly run: number
  /** The column of the metric. */
  readonly metric: string
}

/** The best among some runs; undefined when none has such a value. */
export function bestRun(report: Report, runs: readonly number[]): BestRun | undefined {
  const metric = monitoredColumn(report)
  if (metric === undefined) return undefined
  const { at } = report.find(metric)!
  const sign = modesOf(report).get(metric) === 'max' ? -1 : 1
  let best: { run: number; value: number } | undefined
  for (const run of runs) {
    const cell = at(run)
    if (typeof cell !== 'number' || !Number.isFinite(cell)) continue
    const value = sign * cell
    if (best === undefined || value < best.value || (value === best.value && run < best.run))
      best = { run, value }
  }
  return best === undefined ? undefined : { run: best.run, metric }
}

/** Which way each column of a metric gets better. */
export function modesOf({ data }: Report): ReadonlyMap<string, 'min' | 'max'> {
  return new Map(Object.entries(data.modes))
}

// A metric that has the name of a field is a column by a longer name.
function monitoredColumn({ data, find }: Report): string | undefined {
  const { monitor } = data
  if (monitor === null) return undefined
  return [monitor, `metrics.${monitor}`].find((name) => find(name)?.part === 'metric')
}
