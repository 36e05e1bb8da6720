import { useLayoutEffect, useRef } from 'preact/hooks'
import { showText } from '../../params/show'
import { isNumeric } from '../data/cell-text'
import type { Column } from '../data/report'
import { Name } from '../frame/name'
import type { Sorting } from '../state/page-state'

interface HeadCellProps {
  readonly column: Column
  readonly sorting: Sorting | null
  readonly mode: 'min' | 'max' | undefined
  readonly onSort: (column: string) => void
}

/** The head of a column, which sorts by it. */
export function HeadCell({ column, sorting, mode, onSort }: HeadCellProps) {
  const isSorted = sorting?.column === column.name
  const order = isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined
  const name = showText(column.name, Infinity)
  const better = mode === undefined ? '' : mode === 'max' ? ' (higher is better)' : ' (lower is better)'
  return (
    <th scope="col" role="columnheader" aria-sort={order} class={isNumeric(column) ? 'number' : ''}>
      <button type="button" class="sort" title={`${name}${better}`} onClick={() => onSort(column.name)}>
        <span class="cut">
          <Name name={column.name} />
        </span>
        <span class="arrow" aria-hidden="true">
          {order === undefined ? '' : order === 'ascending' ? '▲' : '▼'}
        </span>
      </button>
    </th>
  )
}

interface PickHeadProps {
  readonly shown: readonly number[]
  readonly picked: ReadonlySet<number>
  readonly onPick: (picked: ReadonlySet<number>) => void
}

/** The box that picks all runs shown, or none of them. */
export function PickHead({ shown, picked, onPick }: PickHeadProps) {
  const box = useRef<HTMLInputElement>(null)
  const count = picked.size === 0 ? 0 : shown.filter((run) => picked.has(run)).length
  const isAll = count > 0 && count === shown.length
  useLayoutEffect(() => {
    box.current!.indeterminate = count > 0 && !isAll
  })
  const pick = () => {
    const here = new Set(shown)
    onPick(new Set(isAll ? [...picked].filter((run) => !here.has(run)) : [...picked, ...shown]))
  }
  return (
    <th scope="col" role="columnheader" class="pick">
      <input type="checkbox" aria-label="Pick all runs shown" ref={box} checked={isAll} onChange={pick} />
    </th>
  )
}
