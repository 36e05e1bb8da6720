import { cellTexts } from '../data/cell-text'
import type { Column } from '../data/report'
import { StatusText } from './status-text'

/** The value of a run in a column, as it stands in tables. */
export function CellValue({ column, run }: { column: Column; run: number }) {
  const text = cellTexts(column).of(run)
  const isStatus = column.part === 'field' && column.name === 'status' && column.placeOf(run) !== -1
  return isStatus ? <StatusText status={text} /> : <>{text}</>
}
