import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordGit } from '../../src/run/git-record'
import type { HeldRun } from '../../src/run/held-run'
import { expectWarnings } from '../warnings'
import { gitAsked } from './git-repositories'
import { again, newRun } from './runs'

let repository: string
let before: string

beforeEach(() => {
  before = process.cwd()
  repository = realpathSync(mkdtempSync(join(tmpdir(), 'exman-git-record-')))
  process.chdir(repository)
  execFileSync('git', ['init', '-q', '-b', 'main'])
  writeFileSync('train.js', 'one\n')
})

afterEach(() => {
  process.chdir(before)
  rmSync(repository, { recursive: true, force: true })
})

const DIFF = (line: string) =>
  `diff --git a/train.js b/train.js\nnew file mode 100644\n--- /dev/null\n+++ b/train.js\n@@ -0,0 +1 @@\n+${line}\n`
const git = { commit: null, branch: 'main', dirty: true }
const read = (path: string) => readFileSync(path, 'utf8')

test('the state of git is written beside the run, its own root left out', async () => {
  const run = newRun({}, join(repository, 'experiments'))
  await run.recorder.waitForGit()
  expect(read(run.path('changes.diff'))).toBe(DIFF('one'))
  expect(JSON.parse(read(run.path('run.json')))).toMatchObject({ sessions: [{ git }] })
  run.finish()
  expect(run.record.sessions[0]?.git).toEqual(git)
})

test('a run that was finished before git answered gets it all the same', async () => {
  const run = newRun()
  run.finish({ a: 1 })
  expect(run.record.sessions[0]?.git).toBeNull()
  await run.recorder.waitForGit()
  expect(run.record).toMatchObject({ status: 'done', result: { a: 1 }, sessions: [{ git }] })
  expect(existsSync(run.path('.lock'))).toBe(false)
})

test('a second session has a diff of its own', async () => {
  const run = newRun({ monitor: 'loss' })
  await run.recorder.waitForGit()
  run.finish()
  const { record } = run
  record.sessions[0]!.process.pid = 1
  writeFileSync(run.path('run.json'), JSON.stringify(record))
  writeFileSync('train.js', 'two\n')
  const other = again(run, { monitor: 'loss' })
  other.log({ loss: 1 })
  await other.recorder.waitForGit()
  other.finish()
  expect([read(run.path('changes.diff')), read(run.path('changes-2.diff'))]).toEqual([
    DIFF('one'),
    DIFF('two'),
  ])
  expect(other.record.sessions).toMatchObject([{ git }, { git }])
})

test('outside of git there is no diff', async () => {
  rmSync(join(repository, '.git'), { recursive: true })
  const run = newRun()
  await run.recorder.waitForGit()
  expect([existsSync(run.path('changes.diff')), run.record.sessions[0]?.git]).toEqual([false, null])
  run.finish()
})

test('a folder that is gone by then is one warning, and is not made again', async () => {
  const warnings = expectWarnings()
  const run = newRun()
  run.finish()
  rmSync(run.dir, { recursive: true })
  await run.recorder.waitForGit()
  expect(warnings.map(({ code }) => code)).toEqual(['EXMAN_WRITE_SKIPPED'])
  expect(existsSync(run.dir)).toBe(false)
})

test('who holds the run is asked for when git has answered', async () => {
  const first = newRun({ monitor: 'loss' })
  await first.recorder.waitForGit()
  first.finish()
  writeFileSync('train.js', 'two\n')
  const holders: HeldRun[] = []
  const recorded = recordGit(first.recorder.init, 0, () => holders[0])
  const other = again(first, { monitor: 'loss' })
  other.log({ loss: 1 })
  const holder = other.recorder.hold()
  holder.session.git = null
  holders.push(holder)
  expect(await recorded).toBeUndefined()
  expect(holder.session.git).toEqual(git)
  other.log({ loss: 2 })
  other.finish()
  expect(JSON.parse(read(other.path('run.json')))).toMatchObject({ epochs: 2, sessions: [{ git }] })
})

test('runs prepared in one go have one collection, and a state each', async () => {
  const { commands } = await gitAsked(async () => {
    const root = join(repository, 'experiments')
    const runs = Array.from({ length: 30 }, () => newRun({}, root))
    await Promise.all(runs.map((run) => run.recorder.waitForGit()))
    const states = runs.map((run) => run.recorder.held?.session.git)
    expect(states).toEqual(runs.map(() => git))
    expect(new Set(states).size).toBe(30)
    runs.forEach((run) => run.finish())
  })
  expect(commands.filter((command) => command === 'rev-parse')).toHaveLength(1)
})
