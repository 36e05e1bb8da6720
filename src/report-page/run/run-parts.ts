import type { Column, Report } from '../data/report'

/** A part of all that is known of a run. */
export interface RunPart {
  readonly title: string
  readonly columns: readonly Column[]
}

/** A metric of a run: its columns at the best and at the last epoch, as far as there are such. */
export interface RunMetric {
  readonly name: string
  readonly best: Column | undefined
  readonly last: Column | undefined
}

/** What a run has of each part but metrics, the fields apart; its id stands above all. */
export function runParts({ columns }: Report, run: number): readonly [fields: RunPart[], others: RunPart[]] {
  const parts = [
    { part: 'field', title: 'Run' },
    { part: 'param', title: 'Parameters' },
    { part: 'result', title: 'Result' },
  ] as const
  const found = parts.map(({ part, title }) => {
    const own = columns.slice(1).filter((column) => column.part === part && has(column, run))
    return own.length === 0 ? [] : [{ title, columns: own }]
  })
  return [found[0]!, found.slice(1).flat()]
}

/** The metrics that a run has. */
export function runMetrics({ columns }: Report, run: number): RunMetric[] {
  const found = new Map<string, { best?: Column; last?: Column }>()
  for (const column of columns) {
    if ((column.part !== 'metric' && column.part !== 'last') || !has(column, run)) continue
    const name = metricName(column)
    const metric = found.get(name) ?? {}
    found.set(name, { ...metric, [column.part === 'metric' ? 'best' : 'last']: column })
  }
  return [...found].map(([name, { best, last }]) => ({ name, best, last }))
}

/** The metric that a column is of. */
export function metricName({ name, part }: Column): string {
  return name.replace(part === 'last' ? /^last\./ : /^metrics\./, '')
}

function has(column: Column, run: number): boolean {
  return column.at(run) !== undefined
}
