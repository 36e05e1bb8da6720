import { useMemo, useRef } from 'preact/hooks'
import type { Report } from '../data/report'
import type { PageState } from '../state/page-state'
import { readFilter } from './filter-runs'
import { sortRuns } from './sort-runs'

/** The runs that pass the filter, in the order chosen; while the filter cannot be read, those of the last one that could be. */
export function useShownRuns(report: Report, { filter, sorting }: PageState) {
  const sorted = useMemo(() => sortRuns(report, sorting), [report, sorting])
  const read = useMemo(() => readFilter(filter, report), [report, filter])
  const good = useRef<(run: number) => boolean>(() => true)
  if ('holds' in read) good.current = read.holds
  const holds = good.current
  const runs = useMemo(() => sorted.filter(holds), [sorted, holds])
  return { runs, problem: 'problem' in read ? read.problem : undefined }
}
