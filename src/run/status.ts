import type { RunRecord, RunStatus } from './record'

/**
 * Works the status out from the record and from whether a living process holds the run. A killed process cannot
 * write how it ended, so an open record without a living holder reads `lost`; one that ended before its first
 * epoch stays `created`.
 */
export function deriveStatus(record: Pick<RunRecord, 'status' | 'sessions'>, isHeld: boolean): RunStatus {
  if (record.status !== 'created' && record.status !== 'running') return record.status
  if (isHeld) return record.status
  const ended = record.sessions.at(-1)?.end != null
  return record.status === 'created' && ended ? 'created' : 'lost'
}
