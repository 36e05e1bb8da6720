import type { RunRecord, Session } from '../../src/run/record'
import { deriveStatus } from '../../src/run/status'

const session = (end: Session['end']) => ({ end }) as Session

test.each([
  // written, ends of the sessions, held, what people see
  ['created', [null], true, 'created'],
  ['created', [null], false, 'lost'],
  ['created', ['exited'], false, 'created'],
  ['created', ['lost', 'exited'], false, 'created'],
  ['created', ['lost'], false, 'lost'],
  ['running', ['lost'], false, 'lost'],
  ['running', [null], true, 'running'],
  ['running', [null], false, 'lost'],
  ['running', ['exited'], false, 'lost'],
  ['running', ['lost', null], true, 'running'],
  ['done', ['done'], false, 'done'],
  ['done', ['done', null], true, 'done'],
  ['failed', ['failed'], false, 'failed'],
  ['interrupted', ['interrupted'], false, 'interrupted'],
  ['diverged', ['diverged'], false, 'diverged'],
  ['running', [], false, 'lost'],
] as const)('written %s, sessions ended %j, held: %p -> %s', (status, ends, isHeld, expected) => {
  const record: Pick<RunRecord, 'status' | 'sessions'> = { status, sessions: ends.map(session) }
  expect(deriveStatus(record, isHeld)).toBe(expected)
})
