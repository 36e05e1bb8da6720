import type { RecordedStatus, RunStatus, Session } from './record'

/**
 * Works the status out from the record and from whether a living process holds the run. A killed process cannot
 * write how it ended, so an open record without a living holder reads `lost`; one that ended before its first
 * epoch stays `created`. That an earlier session was lost, as others have recorded since, is no ending.
 */
export function deriveStatus(
  record: { status: RecordedStatus; sessions: readonly Pick<Session, 'end'>[] },
  isHeld: boolean,
): RunStatus {
  if (record.status !== 'created' && record.status !== 'running') return record.status
  if (isHeld) return record.status
  const end = record.sessions.at(-1)?.end ?? 'lost'
  return record.status === 'created' && end !== 'lost' ? 'created' : 'lost'
}
