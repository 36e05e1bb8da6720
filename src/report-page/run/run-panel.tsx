import { useRef } from 'preact/hooks'
import { RunCurves } from '../charts/run-curves'
import { cellTexts } from '../data/cell-text'
import type { Report } from '../data/report'
import { Name } from '../frame/name'
import { MetricList } from './metric-list'
import { runParts } from './run-parts'
import { useEscape } from './use-escape'
import { useFocus } from './use-focus'
import { ValueList } from './value-list'

interface RunPanelProps {
  readonly report: Report
  readonly run: number
  readonly isPicked: boolean
  readonly onPick: (run: number) => void
  readonly onClose: () => void
}

/** All that is known of a run, beside what it was opened from. */
export function RunPanel({ report, run, isPicked, onPick, onClose }: RunPanelProps) {
  const panel = useRef<HTMLElement>(null)
  const goBack = useFocus(panel, run)
  const close = () => {
    onClose()
    goBack()
  }
  useEscape(close)
  const [fields, others] = runParts(report, run)
  return (
    <aside class="run" ref={panel} aria-labelledby="run-title" tabIndex={-1}>
      <div class="run-head">
        <h2 id="run-title">
          <Name name={cellTexts(report.columns[0]!).of(run)} />
        </h2>
        <button type="button" class="button" aria-label="Close" onClick={close}>
          ✕
        </button>
      </div>
      <label class="check">
        <input type="checkbox" checked={isPicked} onChange={() => onPick(run)} />
        <span>Picked</span>
      </label>
      <MetricList report={report} run={run} />
      <RunCurves report={report} run={run} />
      {[...others, ...fields].map(({ title, columns }) => (
        <ValueList key={title} {...{ title, columns, run }} />
      ))}
    </aside>
  )
}
