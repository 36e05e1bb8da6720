import type { ReportData } from '../../plot/report/payload'

/** The data of the report, which stands in the page as JSON. */
export function readData(page: Pick<Document, 'getElementById'>): ReportData {
  return JSON.parse(page.getElementById('exman-data')!.textContent) as ReportData
}
