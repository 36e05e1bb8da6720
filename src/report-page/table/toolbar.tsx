import { countText } from '../../text/numbers'
import type { Report } from '../data/report'
import { comparedRuns, type PageState } from '../state/page-state'
import type { Change } from '../state/use-page-state'
import { ColumnMenu } from './column-menu'
import { FilterField } from './filter-field'

interface ToolbarProps {
  readonly report: Report
  readonly state: PageState
  readonly shown: readonly number[]
  readonly problem: string | undefined
  readonly change: Change
}

/** What says which runs and which columns are shown, and what is to be done with the picked ones. */
export function Toolbar({ report, state, shown, problem, change }: ToolbarProps) {
  return (
    <div class="toolbar">
      <FilterField {...{ report, problem, filter: state.filter }} onFilter={(filter) => change({ filter })} />
      <div class="toolbar-row">
        <p role="status" class="count">
          {shownText(shown.length, report.data.runs)}
        </p>
        <Picked state={state} change={change} />
        {state.tab === 'runs' && (
          <ColumnMenu report={report} chosen={state.columns} onChoose={(columns) => change({ columns })} />
        )}
      </div>
    </div>
  )
}

function Picked({ state, change }: Pick<ToolbarProps, 'state' | 'change'>) {
  const { size } = state.picked
  if (size === 0) return null
  const [a, b] = comparedRuns({ ...state, compared: [null, null] })
  const compare = () => change({ tab: 'compare', compared: [a, b] })
  return (
    <p class="picked">
      <span>{countText(size)} picked</span>
      {size >= 2 && (
        <button type="button" class="button main" onClick={compare}>
          {size === 2 ? 'Compare' : 'Compare the first two'}
        </button>
      )}
      <button type="button" class="button" onClick={() => change({ picked: new Set() })}>
        Pick none
      </button>
    </p>
  )
}

function shownText(shown: number, all: number): string {
  if (all === 0) return 'No runs'
  if (shown === all) return all === 1 ? 'The one run' : `All ${countText(all)} runs`
  return `${countText(shown)} of ${countText(all)} runs`
}
