import { useEffect, useRef } from 'preact/hooks'
import { RunCurves } from '../charts/run-curves'
import { cellTexts } from '../data/cell-text'
import type { Report } from '../data/report'
import { MetricList } from './metric-list'
import { runParts } from './run-parts'
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
  const opener = useOpener(panel)
  const close = () => {
    onClose()
    opener()
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
  const [fields, others] = runParts(report, run)
  return (
    <aside class="run" ref={panel} aria-labelledby="run-title" tabIndex={-1} onKeyDown={leave}>
      <div class="run-head">
        <h2 id="run-title">{cellTexts(report.columns[0]!).of(run)}</h2>
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

/** Takes the focus when a run is opened by hand, and gives what brings it back to where it was. */
function useOpener(panel: { current: HTMLElement | null }): () => void {
  const before = useRef<Element | null>(null)
  useEffect(() => {
    before.current = document.activeElement
    // A run that stood in the address was not opened by a key, and takes the focus from nobody.
    if (before.current !== document.body) panel.current!.focus({ preventScroll: true })
  }, [panel])
  return () => {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }
}
