import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareRuns, type RunComparison } from '../../../src/catalog/compare/compare-runs'
import { realDisk, useDisk } from '../../../src/files/disk'
import type { Run } from '../../../src'
import { scratch } from '../../faults/scratch'
import { coded } from '../../run/runs'
import { aRecord, keyedRun, recordsOf, TWO_EPOCHS, writeTree, type Course } from '../trees'

const OTHER_EPOCHS = [TWO_EPOCHS[0]!, { loss: 0.125, val_loss: 1 }]

interface Pair {
  runs: [Run, Run]
  compare: (options?: { all?: boolean }) => Promise<RunComparison>
}

/** Two runs of one root. */
async function pair(
  [first, second]: [object, object] = [{}, {}],
  [firstCourse, secondCourse]: [Course, Course] = [{}, {}],
): Promise<Pair> {
  const root = join(scratch(), 'root')
  const runs: [Run, Run] = [
    await keyedRun(root, first, firstCourse),
    await keyedRun(root, second, secondCourse),
  ]
  const compare = async (options = {}) => {
    const records = await recordsOf(root)
    const [a, b] = runs.map(({ id }) => records.find((record) => record.id === id)!)
    return compareRuns(a!, b!, options)
  }
  return { runs, compare }
}

/** Changes the last session of a run as it is stored. */
function changeSession(run: Run, change: (session: Record<string, Record<string, unknown>>) => void): void {
  const record = JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as {
    sessions: Record<string, Record<string, unknown>>[]
  }
  change(record.sessions.at(-1)!)
  writeFileSync(run.path('run.json'), JSON.stringify(record))
}

test('a run is equal to itself', async () => {
  const { compare, runs } = await pair()
  const [record] = await recordsOf(join(runs[0].dir, '../..'))
  expect(await compareRuns(record!, record!, { all: true })).toEqual({
    runs: { a: record!.id, b: record!.id },
    ...{ params: [], scores: [], conditions: [], sessions: { a: 1, b: 1 } },
    curves: [
      { metric: 'loss', epochs: 2, partsAt: null },
      { metric: 'val_loss', epochs: 2, partsAt: null },
    ],
    problems: { a: [], b: [] },
  })
  expect((await compare()).runs).toEqual({ a: runs[0].id, b: runs[1].id })
})

test('parameters and scores that differ, and nothing more without `all`', async () => {
  const { compare, runs } = await pair(
    [{ training: { lr: 0.1 } }, { training: { lr: 0.2 }, comment: 'mine' }],
    [
      {},
      { epochs: [...OTHER_EPOCHS, { loss: 1, val_loss: 0.5 }], end: (run) => run.fail(new RangeError('no')) },
    ],
  )
  expect(await compare()).toEqual({
    runs: { a: runs[0].id, b: runs[1].id },
    params: [
      { name: 'training.lr', a: 0.1, b: 0.2 },
      { name: 'comment', a: undefined, b: 'mine' },
    ],
    scores: [
      { name: 'status', a: 'done', b: 'failed' },
      { name: 'epochs', a: 2, b: 3 },
      { name: 'bestEpoch', a: 1, b: 3 },
      { name: 'loss', a: 0.5, b: 1 },
      { name: 'val_loss', a: 0.75, b: 0.5 },
      { name: 'last.loss', a: 0.25, b: 1 },
      { name: 'last.val_loss', a: 1, b: 0.5 },
      { name: 'result', a: { accuracy: 0.9 }, b: undefined },
    ],
    problems: { a: [], b: [] },
  })
})

test('results are compared by their paths', async () => {
  const { compare } = await pair([{}, {}], [{}, { end: (run) => run.finish({ accuracy: 0.8 }) }])
  expect((await compare()).scores).toEqual([{ name: 'result.accuracy', a: 0.9, b: 0.8 }])
})

test('metrics that only one run has', async () => {
  const scores = await compareRuns(
    aRecord({ metrics: { toString: 1 }, last: { loss: NaN } }),
    aRecord({ metrics: {}, last: { loss: NaN } }),
  )
  expect(scores.scores).toEqual([{ name: 'toString', a: 1, b: undefined }])
})

test('with `all`, the conditions of the last sessions, and where the curves part', async () => {
  const { compare, runs } = await pair([{}, {}], [{ seed: 1 }, { seed: 2, epochs: OTHER_EPOCHS }])
  changeSession(runs[0], (session) => {
    session['git'] = { commit: 'abc', branch: 'main', dirty: false }
    session['settings'] = { NODE_OPTIONS: '--inspect' }
  })
  changeSession(runs[1], (session) => {
    session['git'] = { commit: 'def', branch: 'wide', dirty: true }
    Object.assign(session['process']!, {
      host: 'gpu3',
      machine: 'arm64',
      argv: ['node', 'train.js'],
      cwd: 'sub',
    })
    Object.assign(session['versions']!, {
      exman: '9.0.0',
      node: '30.0.0',
      tfjs: '5.0.0',
      backend: 'wasm',
      lockfile: 'sha256:1',
    })
    session['settings'] = {}
  })
  writeFileSync(runs[0].path('changes.diff'), 'a')
  writeFileSync(runs[1].path('changes.diff'), 'b')
  const { conditions, curves, sessions } = await compare({ all: true })
  const left = runs[0].record.sessions[0]!
  expect(conditions!.filter(({ name }) => name !== 'seconds')).toEqual([
    { name: 'seed', a: 1, b: 2 },
    { name: 'commit', a: 'abc', b: 'def' },
    { name: 'branch', a: 'main', b: 'wide' },
    { name: 'uncommitted', a: false, b: true },
    {
      name: 'changes.diff',
      a: 'sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
      b: 'sha256:3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
    },
    { name: 'lockfile', a: left.versions.lockfile ?? undefined, b: 'sha256:1' },
    { name: 'exman', a: left.versions.exman, b: '9.0.0' },
    { name: 'node', a: left.versions.node, b: '30.0.0' },
    { name: 'tfjs', a: left.versions.tfjs ?? undefined, b: '5.0.0' },
    { name: 'backend', a: left.versions.backend ?? undefined, b: 'wasm' },
    { name: 'host', a: left.process.host, b: 'gpu3' },
    { name: 'machine', a: left.process.machine, b: 'arm64' },
    { name: 'command', a: left.process.argv, b: ['node', 'train.js'] },
    { name: 'folder', a: left.process.cwd, b: 'sub' },
    { name: 'settings.NODE_OPTIONS', a: '--inspect', b: undefined },
  ])
  expect(curves).toEqual([
    { metric: 'loss', epochs: 2, partsAt: 2, a: 0.25, b: 0.125 },
    { metric: 'val_loss', epochs: 2, partsAt: null },
  ])
  expect(sessions).toEqual({ a: 1, b: 1 })
})

test('of several sessions the last one counts, and how many there are is told', async () => {
  const { compare, runs } = await pair()
  const record = JSON.parse(readFileSync(runs[0].path('run.json'), 'utf8')) as { sessions: object[] }
  const [session] = record.sessions
  record.sessions = [
    { ...session, git: { commit: 'old' } },
    { ...session, git: { commit: 'new' } },
  ]
  writeFileSync(runs[0].path('run.json'), JSON.stringify(record))
  const { conditions, sessions } = await compare({ all: true })
  expect(sessions).toEqual({ a: 2, b: 1 })
  expect(conditions).toContainEqual({ name: 'commit', a: 'new', b: undefined })
})

test('equal changes.diff are no difference, and one that cannot be read is a problem', async () => {
  const { compare, runs } = await pair()
  for (const run of runs) writeFileSync(run.path('changes.diff'), 'the same')
  const names = (conditions: RunComparison['conditions']) => conditions!.map(({ name }) => name)
  expect(names((await compare({ all: true })).conditions)).not.toContain('changes.diff')
  const refused = runs[1].path('changes.diff')
  const undo = useDisk({
    ...realDisk,
    open: (path, flags) =>
      path === refused
        ? Promise.reject(Object.assign(new Error('EACCES: no'), { code: 'EACCES' }))
        : realDisk.open(path, flags),
  })
  const { conditions, problems } = await compare({ all: true }).finally(undo)
  expect(names(conditions)).toContain('changes.diff')
  expect(problems).toMatchObject({ a: [], b: [{ code: 'EXMAN_NO_PERMISSION', file: 'changes.diff' }] })
})

test('the commit of a run of the Python tool stands beside its arguments', async () => {
  const root = scratch()
  const facts = (id: number, commit: string) =>
    `root: x\ntime: '2020-03-03T15:52:10'\nid: ${id}\ncommit: ${commit}\n`
  writeTree(root, {
    'runs/000001-2020-03-03-15-52-10/params.yaml': facts(1, 'abc'),
    'runs/000002-2020-03-03-15-52-10/params.yaml': facts(2, 'def'),
  })
  const [a, b] = await recordsOf(root)
  const { conditions } = await compareRuns(a!, b!, { all: true })
  expect(conditions).toEqual([{ name: 'commit', a: 'abc', b: 'def' }])
})

test.each([false, true])('what could not be read is told, with all: %s', async (all) => {
  const { compare, runs } = await pair()
  truncateSync(runs[1].path('hyperparameters.json'), 5)
  const { problems } = await compare({ all })
  expect(problems).toMatchObject({ a: [], b: [{ code: 'EXMAN_FILE_INVALID', file: 'hyperparameters.json' }] })
})

test('an option that there is not is refused', async () => {
  await expect(compareRuns(aRecord(), aRecord(), { whole: true } as object)).rejects.toThrow(
    coded('EXMAN_OPTION_UNKNOWN'),
  )
})
