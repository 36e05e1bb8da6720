import { useMemo, useRef } from 'preact/hooks'
import { countText, runsText } from '../../text/numbers'
import { bestRun, modesOf } from '../data/best-run'
import type { Column, Report } from '../data/report'
import { NoRuns } from '../frame/no-runs'
import type { PageState } from '../state/page-state'
import type { Change } from '../state/use-page-state'
import { shownColumns } from './column-choice'
import { columnWidth } from './column-width'
import { HeadCell, PickHead } from './head-cell'
import { drawnRows } from './row-window'
import { RunRow } from './run-row'
import { nextSorting } from './sort-runs'
import { useRowKeys } from './use-row-keys'
import { PRINTED, useSight } from './use-sight'

interface RunsTableProps {
  readonly report: Report
  readonly state: PageState
  readonly shown: readonly number[]
  readonly change: Change
  readonly onPick: (run: number) => void
  readonly onOpen: (run: number) => void
}

/** The table of the runs, of which the rows in sight are drawn. */
export function RunsTable({ report, state, shown, change, onPick, onOpen }: RunsTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => shownColumns(report, state.columns), [report, state.columns])
  const modes = useMemo(() => modesOf(report), [report])
  const best = useMemo(() => bestRun(report, shown), [report, shown])
  const { sight, rowHeight } = useSight(box)
  const keys = useRowKeys({ box, shown, rowHeight, onPick, onOpen })
  const sort = (name: string) => change({ sorting: nextSorting(state.sorting, name, modes.get(name)) })
  const widths = useMemo(() => columns.map((column, at) => widthOf(column, at, report)), [columns, report])
  const rows = drawnRows(shown.length, sight, keys.activePlace)
  const below = shown.length - 1 - (rows.at(-1)?.place ?? -1)

  return (
    <>
      <div class="table-box" ref={box}>
        <table
          role="grid"
          aria-label="Runs"
          aria-multiselectable="true"
          aria-rowcount={shown.length + 1}
          aria-colcount={columns.length + 1}
        >
          <colgroup>
            <col class="pick-column" />
            {widths.map((style) => (
              <col style={style} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <PickHead {...{ shown, picked: state.picked }} onPick={(picked) => change({ picked })} />
              {columns.map((column) => (
                <HeadCell
                  key={column.name}
                  {...{ column, sorting: state.sorting, mode: modes.get(column.name) }}
                  onSort={sort}
                />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={keys.onKeyDown} onFocusIn={keys.onFocusIn}>
            {rows.flatMap(({ place, gap }) => {
              const run = shown[place]!
              return [
                gap > 0 && <Gap key={`above-${run}`} height={gap * rowHeight} />,
                <RunRow
                  key={run}
                  {...{ run, place, columns, onPick, onOpen }}
                  isActive={place === Math.max(keys.activePlace, 0)}
                  isPicked={state.picked.has(run)}
                  isOpen={state.open === run}
                  bestAt={best?.run === run ? best.metric : undefined}
                />,
              ]
            })}
            {below > 0 && <Gap key="below" height={below * rowHeight} />}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && <NoRuns report={report} />}
      {shown.length > PRINTED && (
        <p class="print-only">
          The first {countText(PRINTED)} of {runsText(shown.length)} are printed.
        </p>
      )}
    </>
  )
}

/** The id stays in sight, so it must leave room for others. */
function widthOf(column: Column, at: number, { data }: Report): { width: string } {
  const width = `calc(${columnWidth(column, data.runs)}ch + 1.5rem)`
  return { width: at === 0 ? `min(${width}, 45vw)` : width }
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" class="gap">
      <td style={{ height: `${height}px` }} />
    </tr>
  )
}
