import { reportOf, type Report } from '../../src/report-page/data/report'
import type { ReportColumn, ReportData } from '../../src/plot/report/payload'
import type { Json } from '../../src/params/types'

/** What a column holds, run by run; undefined where a run has no value. Numbers that JSON lacks are given as they are. */
export interface MadeColumn {
  name: string
  part?: ReportColumn['part']
  type?: ReportColumn['type']
  cells: readonly (Json | undefined)[]
}

/** A report of some columns, as the page reads it. */
export function madeReport(columns: readonly MadeColumn[], data: Partial<ReportData> = {}): Report {
  return reportOf(madeData(columns, data))
}

/** What stands in the page of a report of some columns. */
export function madeData(columns: readonly MadeColumn[], data: Partial<ReportData> = {}): ReportData {
  const made: ReportData = {
    ...{ format: 1, title: 'A report', made: '2026-11-22T12:00:00.000Z', version: '0.1.0' },
    runs: columns[0]!.cells.length,
    columns: columns.map(madeColumn),
    ...{ monitor: null, modes: {}, overview: [], curves: [], importance: {}, problems: [] },
    ...data,
  }
  // As in the page, where keys such as __proto__ are keys like others.
  return JSON.parse(JSON.stringify(made)) as ReportData
}

function madeColumn({ name, part = 'param', type, cells }: MadeColumn): ReportColumn {
  const values: Json[] = []
  const index = cells.map((cell) => {
    if (cell === undefined) return -1
    const spelled = typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell
    const known = values.findIndex((value) => JSON.stringify(value) === JSON.stringify(spelled))
    return known === -1 ? values.push(spelled) - 1 : known
  })
  const isInOrder = index.every((place, run) => place === run)
  return { name, part, type: type ?? typeOf(cells), values, ...(isInOrder ? {} : { index }) }
}

function typeOf(cells: readonly (Json | undefined)[]): ReportColumn['type'] {
  const types = new Set(
    cells.filter((cell) => cell !== undefined && cell !== null).map((cell) => typeof cell),
  )
  if (types.size === 0) return 'empty'
  if (types.size > 1) return 'mixed'
  const [type] = types
  return type === 'number' ? 'number' : type === 'string' ? 'text' : type === 'boolean' ? 'boolean' : 'json'
}
