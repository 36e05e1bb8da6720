import type { ReportData } from '../plot/report/payload'

/** The whole page of a report. */
export function App({ data }: { data: ReportData }) {
  return <h1>{data.title}</h1>
}
