import type { ReportData } from '../../../src/plot/report/payload'
import type { Column, Report } from '../../../src/report-page/data/report'
import { madeReport, type MadeColumn } from '../made-report'

type Given = Omit<MadeColumn, 'name'>

/** The report of some runs, by the columns that they have besides their ids. */
export function someReport(columns: Record<string, Given>, data: Partial<ReportData> = {}): Report {
  const runs = Math.max(0, ...Object.values(columns).map(({ cells }) => cells.length))
  const id: Given = { part: 'field', cells: Array.from({ length: runs }, (_, run) => `run-${run}`) }
  return madeReport(
    Object.entries({ id, ...columns }).map(([name, given]) => ({ name, ...given })),
    data,
  )
}

/** One column with these values. */
export function someColumn(name: string, given: Given): Column {
  return someReport({ [name]: given }).find(name)!
}
