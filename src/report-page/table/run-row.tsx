import { cellTexts, isNumeric } from '../data/cell-text'
import type { Column } from '../data/report'
import { CellValue } from '../run/cell-value'

interface RunRowProps {
  readonly run: number
  /** Where it stands among the rows. */
  readonly place: number
  readonly columns: readonly Column[]
  /** Whether it is the row that the tab key reaches. */
  readonly isActive: boolean
  readonly isPicked: boolean
  readonly isOpen: boolean
  /** The metric in which it is the best. */
  readonly bestAt: string | undefined
  readonly onPick: (run: number) => void
  readonly onOpen: (run: number) => void
}

/** A run in the table. */
export function RunRow({
  run,
  place,
  columns,
  isActive,
  isPicked,
  isOpen,
  bestAt,
  onPick,
  onOpen,
}: RunRowProps) {
  const [id, ...others] = columns
  const name = cellTexts(id!).of(run)
  const open = (event: MouseEvent) => {
    const isOnControl = (event.target as Element).closest('input') !== null
    // Who marks a text with the mouse does not ask for the run.
    if (!isOnControl && getSelection()?.isCollapsed !== false) onOpen(run)
  }
  return (
    <tr
      data-run={run}
      aria-rowindex={place + 2}
      aria-selected={isPicked}
      class={`${isOpen ? 'open' : ''} ${place % 2 === 1 ? 'odd' : ''}`}
      tabIndex={isActive ? 0 : -1}
      onClick={open}
    >
      <td class="pick">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Pick ${name}`}
          checked={isPicked}
          onChange={() => onPick(run)}
        />
      </td>
      <th scope="row" title={cellTexts(id!).wholeOf(run) ?? name}>
        <span class="run-name">
          {bestAt !== undefined && <Star metric={bestAt} />}
          <button type="button" class="link cut" tabIndex={-1}>
            {name}
          </button>
        </span>
      </th>
      {others.map((column) => (
        <Cell key={column.name} column={column} run={run} isBest={bestAt === column.name} />
      ))}
    </tr>
  )
}

function Star({ metric }: { metric: string }) {
  const text = `Best ${metric} of the runs shown`
  return (
    <span class="star" role="img" aria-label={text} title={text}>
      ★
    </span>
  )
}

function Cell({ column, run, isBest }: { column: Column; run: number; isBest: boolean }) {
  const texts = cellTexts(column)
  const text = texts.of(run)
  const isMissing = column.placeOf(run) === -1
  const kind = `${isNumeric(column) ? 'number' : ''}${isBest ? ' best' : ''}${isMissing ? ' missing' : ''}`
  return (
    <td class={kind} title={texts.wholeOf(run) ?? (text.length > 16 ? text : undefined)}>
      <CellValue column={column} run={run} />
    </td>
  )
}
