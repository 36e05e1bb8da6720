import { useState } from 'preact/hooks'
import { countText } from '../../text/numbers'
import type { Report } from '../data/report'
import type { RunNames } from '../data/run-names'
import { ComparedTable } from './compared-table'
import { compareInReport } from './run-differences'
import { RunPicker } from './run-picker'

type Pair = readonly [number | null, number | null]

interface CompareProps {
  readonly report: Report
  readonly names: RunNames
  readonly runs: Pair
  readonly onChoose: (runs: Pair) => void
  readonly onOpen: (run: number) => void
}

/** Two runs side by side: what differs, and on demand what is equal. */
export function Compare({ report, names, runs, onChoose, onOpen }: CompareProps) {
  const [a, b] = runs
  return (
    <div class="compare">
      <div class="pickers">
        <RunPicker
          label="First run"
          id="a"
          {...{ report, names, run: a }}
          onChoose={(run) => onChoose([run, b])}
        />
        <button type="button" class="button" onClick={() => onChoose([b, a])} aria-label="Swap the two runs">
          ⇄
        </button>
        <RunPicker
          label="Second run"
          id="b"
          {...{ report, names, run: b }}
          onChoose={(run) => onChoose([a, run])}
        />
      </div>
      {a === null || b === null ? (
        <p class="empty">
          {report.data.runs < 2
            ? 'It takes two runs to compare, and this report has fewer.'
            : 'Choose two runs here, or pick them in the table.'}
        </p>
      ) : (
        <Differences {...{ report, names, a, b, onOpen }} />
      )}
    </div>
  )
}

interface DifferencesProps {
  readonly report: Report
  readonly names: RunNames
  readonly a: number
  readonly b: number
  readonly onOpen: (run: number) => void
}

function Differences({ report, names, a, b, onOpen }: DifferencesProps) {
  const [isAll, setAll] = useState(false)
  const parts = compareInReport(report, a, b)
  const rows = parts.flatMap((part) => part.rows)
  const equal = rows.filter(({ isEqual }) => isEqual).length
  const shown = parts.map(({ title, rows: all }) => ({
    title,
    rows: isAll ? all : all.filter(({ isEqual }) => !isEqual),
  }))
  return (
    <>
      <p class="toolbar-row">
        <span role="status">{differenceText(rows.length - equal)}</span>
        <label class="check">
          <input type="checkbox" checked={isAll} onChange={() => setAll(!isAll)} />
          <span>Show also what is equal ({countText(equal)})</span>
        </label>
      </p>
      <ComparedTable {...{ names, a, b, onOpen }} parts={shown.filter((part) => part.rows.length > 0)} />
    </>
  )
}

function differenceText(count: number): string {
  if (count === 0) return 'Nothing differs'
  return count === 1 ? 'One thing differs' : `${countText(count)} things differ`
}
