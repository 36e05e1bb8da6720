import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { showText } from '../../params/show'
import { countText } from '../../text/numbers'
import type { Report } from '../data/report'
import type { RunNames } from '../data/run-names'
import { findRuns } from './find-runs'

interface RunPickerProps {
  readonly id: string
  readonly label: string
  readonly report: Report
  readonly names: RunNames
  readonly run: number | null
  readonly onChoose: (run: number | null) => void
}

/** A field in which a run is found by parts of its name. */
export function RunPicker({ id, label, report, names, run, onChoose }: RunPickerProps) {
  const [search, setSearch] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const isOpen = search !== null
  const box = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => box.current!.children[at]?.scrollIntoView({ block: 'nearest' }), [at])
  const { runs, total } = isOpen ? findRuns(names, report.data.runs, search) : { runs: [], total: 0 }
  const list = `${id}-list`
  const choose = (chosen: number | undefined) => {
    if (chosen !== undefined) onChoose(chosen)
    setSearch(null)
  }
  const look = (text: string) => {
    setSearch(text)
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' && !isOpen) look('')
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, runs.length - 1))
    else if (event.key === 'ArrowUp' && isOpen) setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && isOpen) choose(runs[at])
    else if (event.key === 'Escape' && isOpen) setSearch(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="picker">
      <label for={id}>{label}</label>
      <input
        {...{ id, onKeyDown }}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && runs.length > 0 ? `${list}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder="Part of its name"
        value={search ?? (run === null ? '' : showText(names.of(run), Infinity))}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => look(event.currentTarget.value)}
        onClick={() => isOpen || look('')}
        onBlur={() => setSearch(null)}
      />
      <ul id={list} ref={box} role="listbox" aria-label={label} hidden={!isOpen}>
        {runs.map((found, place) => (
          <li
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(found)}
          >
            {showText(names.of(found), Infinity)}
          </li>
        ))}
        {isOpen && total > runs.length && (
          <li role="presentation" class="soft">
            and {countText(total - runs.length)} more
          </li>
        )}
        {isOpen && total === 0 && (
          <li role="presentation" class="soft">
            No run has this in its name
          </li>
        )}
      </ul>
    </div>
  )
}
