import type { Column, Report } from '../../data/report'
import { isDrawable } from './column-groups'

/** The columns that the y axis can have: those of numbers, metrics first. */
export function numberColumns({ columns }: Report): Column[] {
  const order = ['metric', 'last', 'result', 'field', 'param']
  return columns
    .filter((column) => isDrawable(column) && column.type === 'number')
    .sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
}

/** The column of the metric that most runs monitor, or else the first of numbers. */
export function firstMetric(report: Report): Column | undefined {
  const { monitor } = report.data
  const named = monitor === null ? [] : [report.find(monitor), report.find(`metrics.${monitor}`)]
  return named.find((column) => column?.part === 'metric') ?? numberColumns(report)[0]
}

/** The parameters in which runs differ: those first that go most closely with the metric. */
export function differingParams(report: Report, metric: string | undefined): Column[] {
  const importance = new Map(Object.entries(report.data.importance))
  const bars = (metric === undefined ? undefined : importance.get(metric)) ?? []
  const byImportance = bars.toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
  const names = new Set([...byImportance.map(({ parameter }) => parameter), ...report.data.overview])
  return [...names].flatMap((name) => {
    const column = report.find(name)
    return column?.part === 'param' && isDrawable(column) ? [column] : []
  })
}
