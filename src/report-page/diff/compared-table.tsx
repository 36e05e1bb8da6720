import { numberText, rounded } from '../../text/numbers'
import { cellTexts } from '../data/cell-text'
import type { Column } from '../data/report'
import type { RunNames } from '../data/run-names'
import { Name } from '../frame/name'
import { CellValue } from '../run/cell-value'
import { fromDifference } from './from-difference'
import type { Compared, ComparedPart } from './run-differences'

interface ComparedTableProps {
  readonly names: RunNames
  readonly a: number
  readonly b: number
  readonly parts: readonly ComparedPart[]
  readonly onOpen: (run: number) => void
}

/** What two runs have in columns, part by part. */
export function ComparedTable({ names, a, b, parts, onOpen }: ComparedTableProps) {
  const head = (run: number) => (
    <th scope="col">
      <button type="button" class="link" onClick={() => onOpen(run)}>
        <Name name={names.of(run)} />
      </button>
    </th>
  )
  return (
    <div class="wide">
      <table class="compared" aria-label="In what the runs differ">
        <thead>
          <tr>
            <td />
            {head(a)}
            {head(b)}
            <th scope="col" class="number">
              Second − first
            </th>
          </tr>
        </thead>
        {parts.map(({ title, rows }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={4} class="part">
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <Row key={row.column.name} {...{ row, a, b }} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Row({ row, a, b }: { row: Compared; a: number; b: number }) {
  const { column, isEqual, more, better } = row
  return (
    <tr class={isEqual ? 'equal' : ''}>
      <th scope="row">
        <Name name={column.name} />
      </th>
      <Value {...{ column, run: a, other: b }} isBetter={better === 'a'} />
      <Value {...{ column, run: b, other: a }} isBetter={better === 'b'} />
      <td class="number">{more === undefined ? '' : moreText(more)}</td>
    </tr>
  )
}

interface ValueProps {
  readonly column: Column
  readonly run: number
  readonly other: number
  readonly isBetter: boolean
}

function Value({ column, run, other, isBetter }: ValueProps) {
  const text = fromDifference(column, run, other)
  return (
    <td class={column.placeOf(run) === -1 ? 'missing' : ''} title={cellTexts(column).wholeOf(run)}>
      {text === cellTexts(column).of(run) ? <CellValue column={column} run={run} /> : text}
      {isBetter && <span class="better">better</span>}
    </td>
  )
}

function moreText(more: number): string {
  if (more === 0) return '='
  return `${more > 0 ? '+' : '−'}${numberText(rounded(Math.abs(more), 4))}`
}
