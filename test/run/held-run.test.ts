/** A run that another process has taken over may not be written to any more. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHolder } from '../../src/files'
import type { RunFolder } from '../../src/run/run-folder'
import { startPeer } from '../faults/holders'
import { onHost } from '../faults/elsewhere'
import { describeWith } from '../faults/tools'
import '../faults/children'
import { expectWarnings } from '../warnings'
import { coded, newRun } from './runs'

const losing = { monitor: 'loss' }

/** Has another process take the run over, as its lock says; it then writes a row of its own. */
function rob(run: RunFolder): void {
  const path = run.path('.lock')
  const holder = JSON.parse(readFileSync(path, 'utf8')) as object
  writeFileSync(
    path,
    JSON.stringify({ ...holder, host: 'gpu3', pid: 4711, since: '2031-01-01T00:00:00.000Z' }),
  )
  writeFileSync(run.path('training-logs.csv'), 'epoch,seconds,loss\n1,0,1\n2,0,77\n')
  writeFileSync(run.path('performances.json'), '{"theirs":true}')
}

/** All files of a run, with their bytes. */
function filesOf({ dir }: { dir: string }): Record<string, string> {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(dir, path)).isFile(),
  )
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(dir, path), 'latin1')]))
}

/** A run of one epoch that was taken over from this process. */
async function robbed(): Promise<RunFolder> {
  const run = newRun(losing)
  run.log({ loss: 1 })
  await run.recorder.waitForGit()
  rob(run)
  return run
}

const lost = coded('EXMAN_RUN_HELD', 'was taken over by process 4711 on gpu3, since 2031-01-01')

test.each<[string, (run: RunFolder) => void]>([
  ['logging an epoch', (run) => run.log({ loss: 0.5 })],
  ['adding to an epoch', (run) => run.log({ accuracy: 0.5 }, 1)],
  ['finishing', (run) => run.finish({ done: true })],
  ['beginning a fit', (run) => run.recorder.beginFit(['loss'], {})],
  ['ending a fit', (run) => run.recorder.endFit()],
  ['going back to a checkpoint', (run) => run.recorder.restoreTo({ epoch: 0, metrics: {} })],
  ['noting checkpoints', (run) => run.recorder.hold().epochs.setCheckpoints([[1, 'model.01-1.0000']])],
  ['writing what an earlier failure left', (run) => run.recorder.hold().epochs.flush()],
  ['being interrupted', (run) => void run.recorder.interrupt('SIGTERM')],
])('%s is refused, and nothing is written', async (_, write) => {
  const run = await robbed()
  const before = filesOf(run)
  expect(() => write(run)).toThrow(lost)
  expect(() => write(run)).toThrow(lost)
  expect(filesOf(run)).toEqual(before)
})

test.each<[string, (run: RunFolder) => void]>([
  ['a failure', (run) => run.fail(new Error('mine'))],
  ['the end of the process', (run) => run.recorder.endAtExit(0, undefined)],
])('%s is not recorded, with a warning that tells why', async (_, end) => {
  const warnings = expectWarnings()
  const run = await robbed()
  const before = filesOf(run)
  end(run)
  expect(warnings).toMatchObject([{ code: 'EXMAN_WRITE_SKIPPED' }])
  expect(warnings[0]!.text).toContain('was taken over by process 4711 on gpu3')
  expect(filesOf(run)).toEqual(before)
})

test('the lock is left to the other', async () => {
  expectWarnings()
  const run = await robbed()
  run.fail(new Error('mine'))
  expect(readHolder(run.dir)).toMatchObject({ host: 'gpu3', pid: 4711 })
})

test("a lock that is gone, or damaged, is nobody's: the run goes on", async () => {
  for (const text of ['', '{']) {
    const run = newRun(losing)
    run.log({ loss: 1 })
    writeFileSync(run.path('.lock'), text)
    run.log({ loss: 0.5 })
    expect(run.readLog()).toHaveLength(2)
    await run.recorder.waitForGit()
  }
})

describeWith(['other host names'], 'a process on another host', () => {
  test('that takes a run over has it for itself', async () => {
    expectWarnings()
    const run = newRun(losing)
    run.log({ loss: 1 })
    await run.recorder.waitForGit()
    const other = await startPeer('holder-peer', ['open', run.dir, 'takeover'], { command: onHost('gpu3') })
    expect(other.first).toMatchObject({ epochs: 2 })
    const before = filesOf(run)
    expect(() => run.log({ loss: 0.5 })).toThrow(
      coded('EXMAN_RUN_HELD', `process ${other.child.pid} on gpu3`),
    )
    expect(() => run.finish()).toThrow(coded('EXMAN_RUN_HELD'))
    run.fail(new Error('mine'))
    expect(filesOf(run)).toEqual(before)
    expect(await other.tell()).toMatchObject({ epochs: 3 })
  })
})
