import type { Column, Report } from '../data/report'

/** The parts of which columns are chosen, in their order, with what people call them. */
const PARTS: readonly (readonly [part: Column['part'], title: string])[] = [
  ['field', 'Run'],
  ['param', 'Parameters'],
  ['metric', 'Metrics, best epoch'],
  ['last', 'Metrics, last epoch'],
  ['result', 'Result'],
]

/** The columns of a part that there are to choose. */
export interface ColumnGroup {
  readonly title: string
  readonly columns: readonly Column[]
}

/** The columns by parts, without the id, which is always shown; with a search those in whose names it stands. */
export function columnGroups(columns: readonly Column[], search = ''): ColumnGroup[] {
  const wanted = search.trim().toLowerCase()
  const found = columns.slice(1).filter(({ name }) => name.toLowerCase().includes(wanted))
  return PARTS.map(([part, title]) => ({
    title,
    columns: found.filter((column) => column.part === part),
  })).filter((group) => group.columns.length > 0)
}

/** The columns to show, the id first: those chosen, else those in which the runs differ. */
export function shownColumns(report: Report, chosen: readonly string[] | null): Column[] {
  const [id] = report.columns
  const others = (chosen ?? report.data.overview).flatMap((name) => report.find(name) ?? [])
  return id === undefined ? [] : [id, ...others.filter((column) => column !== id)]
}

/** The choice with a column added in its place, or taken away. */
export function withColumn(report: Report, chosen: readonly string[] | null, name: string): string[] {
  const shown = shownColumns(report, chosen)
    .slice(1)
    .map((column) => column.name)
  return shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]
}
