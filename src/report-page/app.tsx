import { useMemo } from 'preact/hooks'
import { reportOf } from './data/report'
import { RunNames } from './data/run-names'
import type { ReportData } from '../plot/report/payload'
import { Charts } from './charts/charts'
import { Compare } from './diff/compare'
import { Header } from './frame/header'
import { NoRuns } from './frame/no-runs'
import { TabPanel, Tabs } from './frame/tabs'
import { RunPanel } from './run/run-panel'
import { comparedRuns, withPicked } from './state/page-state'
import { usePageState } from './state/use-page-state'
import { useShownRuns } from './table/use-shown-runs'
import { RunsTable } from './table/runs-table'
import { Toolbar } from './table/toolbar'

/** The whole page of a report. */
export function App({ data }: { data: ReportData }) {
  const report = useMemo(() => reportOf(data), [data])
  const names = useMemo(() => new RunNames(report), [report])
  const [state, change] = usePageState(report, names)
  const { runs: shown, problem } = useShownRuns(report, state)
  const { tab, picked, open } = state
  const pickedInOrder = useMemo(() => [...picked], [picked])
  const pick = (run: number) => change({ picked: withPicked(picked, run) })
  const show = (run: number) => change({ open: run })
  const parts = { report, state, shown, change }

  return (
    <div class={`page page-${tab}`}>
      <main class="content">
        <Header report={report} />
        <Tabs tab={tab} onChoose={(chosen) => change({ tab: chosen })} />
        <TabPanel tab={tab}>
          {tab !== 'compare' && <Toolbar {...parts} problem={problem} />}
          {tab === 'runs' && <RunsTable {...parts} onPick={pick} onOpen={show} />}
          {tab === 'plots' && shown.length === 0 && <NoRuns report={report} />}
          {tab === 'plots' && shown.length > 0 && (
            <Charts report={report} shown={shown} picked={pickedInOrder} onPick={pick} />
          )}
          {tab === 'compare' && (
            <Compare
              report={report}
              names={names}
              runs={comparedRuns(state)}
              onChoose={(compared) => change({ compared })}
              onOpen={show}
            />
          )}
        </TabPanel>
      </main>
      {open !== null && (
        <RunPanel
          {...{ report, run: open, isPicked: picked.has(open) }}
          onPick={pick}
          onClose={() => change({ open: null })}
        />
      )}
    </div>
  )
}
