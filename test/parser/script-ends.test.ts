import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRun } from '../../src'
import { run, script } from '../faults/children'
import { scratch } from '../faults/scratch'

test.each<[string, string, object]>([
  ['that comes to its end', '', { status: 'done' }],
  ['that exits with 0', 'exit 0', { status: 'done' }],
  ['that exits with 3', 'exit 3', { status: 'failed', error: { code: 'EXMAN_PROCESS_EXITED' } }],
  ['that throws', 'throw', { status: 'failed', error: { name: 'TypeError', message: 'boom' } }],
  ['that leaves a rejection alone', 'reject', { status: 'failed', error: { message: 'boom' } }],
  ['that is killed', 'kill', { status: 'lost' }],
  ['that finishes the run', 'finish', { status: 'done', result: { score: 1 } }],
  ['that does its work in safely', 'safely', { status: 'done' }],
])('the run of a script %s, without a training', async (_, how, expected) => {
  const root = join(scratch(), 'exman')
  const { output } = await run(script('exparser-ends', root, how))
  const stored = await openRun(output.split('\n')[0]!, { root })
  const { error, result } = stored.record
  expect({ status: stored.status, error, result }).toMatchObject(expected)
})

test('log.txt holds what was printed in safely, by console.log too', async () => {
  const root = join(scratch(), 'exman')
  const { output } = await run(script('exparser-ends', root, 'safely'))
  const { path } = await openRun('1', { root }).then((stored) => ({ path: stored.path('log.txt') }))
  expect(output).toContain('inside\n')
  expect(readFileSync(path, 'utf8')).toBe('inside\n')
})
