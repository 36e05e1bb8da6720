import { useMemo } from 'preact/hooks'
import { curvesOf } from '../data/curves'
import type { Report } from '../data/report'

/** The curves of a run: a small plot each metric. */
export function RunCurves({ report, run }: { readonly report: Report; readonly run: number }) {
  const metrics = useMemo(() => curvesOf(report), [report])
  return <p>{[...metrics.keys()].join(', ')} {run}</p>
}
