import type { RecordedStatus, RunStatus, Session } from './record'

/**
 * Works the status out from the record and from whether a living process holds the run. A killed process cannot
 * write how it ended, so an open record without a living holder reads `lost`; one that ended before its first
 * epoch stays `created`.
 */
export function deriveStatus(
  record: { status: RecordedStatus; sessions: readonly Pick<Session, 'end'>[] },
  isHeld: boolean,
): RunStatus {
  if (record.status !== 'created' && record.status !== 'running') return record.status
  if (isHeld) return record.status
  const ended = record.sessions.at(-1)?.end != null
  return record.status === 'created' && ended ? 'created' : 'lost'
}
