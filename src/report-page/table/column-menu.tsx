import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { showText } from '../../params/show'
import type { Report } from '../data/report'
import { columnGroups, shownColumns, withColumn } from './column-choice'

interface ColumnMenuProps {
  readonly report: Report
  readonly chosen: readonly string[] | null
  readonly onChoose: (columns: readonly string[] | null) => void
}

/** The menu in which the columns of the table are chosen. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { report, chosen } = props
  const menu = useRef<HTMLDetailsElement>(null)
  const [isOpen, setOpen] = useState(false)
  useLayoutEffect(() => {
    if (!isOpen) return
    const close = (event: Event) => {
      if (!event.composedPath().includes(menu.current!)) setOpen(false)
    }
    addEventListener('pointerdown', close)
    return () => removeEventListener('pointerdown', close)
  }, [isOpen])
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    setOpen(false)
    menu.current!.querySelector('summary')!.focus()
  }
  const shown = shownColumns(report, chosen).length
  return (
    <details
      class="menu"
      ref={menu}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onKeyDown={leave}
    >
      <summary class="button">
        Columns ({shown} of {report.columns.length})
      </summary>
      {isOpen && <Choice {...props} />}
    </details>
  )
}

function Choice({ report, chosen, onChoose }: ColumnMenuProps) {
  const [search, setSearch] = useState('')
  const shown = new Set(shownColumns(report, chosen))
  const groups = columnGroups(report.columns, search)
  const all = report.columns.slice(1).map(({ name }) => name)
  return (
    <div class="menu-box">
      <div class="menu-head">
        <input
          type="search"
          aria-label="Search columns"
          placeholder="Search columns"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <button type="button" class="button" onClick={() => onChoose(null)}>
          Default
        </button>
        <button type="button" class="button" onClick={() => onChoose(all)}>
          All
        </button>
        <button type="button" class="button" onClick={() => onChoose([])}>
          None
        </button>
      </div>
      {groups.map(({ title, columns }) => (
        <fieldset>
          <legend>{title}</legend>
          {columns.map((column) => (
            <label class="check">
              <input
                type="checkbox"
                checked={shown.has(column)}
                onChange={() => onChoose(withColumn(report, chosen, column.name))}
              />
              <span>{showText(column.name, Infinity)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {groups.length === 0 && <p class="soft">No column has this in its name.</p>}
    </div>
  )
}
