import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isThisProcess, processFacts, resultSettings } from '../../src/run/provenance'
import { scratch } from '../faults/scratch'
import { PARAMS } from '../fixtures/run-setup'
import { again, newRun } from './runs'

const settings = ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS', 'TF_ENABLE_ONEDNN_OPTS', 'NODE_OPTIONS']
const before = { argv: process.argv, cwd: process.cwd(), env: { ...process.env } }

afterEach(() => {
  process.argv = before.argv
  process.chdir(before.cwd)
  for (const name of [...settings, 'SECRET_TOKEN']) {
    if (before.env[name] === undefined) delete process.env[name]
    else process.env[name] = before.env[name]
  }
})

function factsIn(cwd: string, ...argv: string[]) {
  process.chdir(cwd)
  process.argv = argv
  const { argv: shown, cwd: where } = processFacts()
  return { argv: shown, cwd: where }
}

test('options of node are told, when there are some', () => {
  const { execArgv } = process
  try {
    process.execArgv = []
    expect(processFacts()).not.toHaveProperty('execArgv')
    process.execArgv = ['--import', 'tsx', '--max-old-space-size=8192']
    expect(processFacts()).toMatchObject({ execArgv: ['--import', 'tsx', '--max-old-space-size=8192'] })
  } finally {
    process.execArgv = execArgv
  }
})

test('the process is told by host, pid, start and boot', () => {
  const facts = processFacts()
  expect(facts).toMatchObject({ host: hostname(), pid: process.pid, slurm: null })
  expect(facts.start).toMatch(/^\d+$/)
  expect(facts.boot).toMatch(/^[0-9a-f-]{36}$/)
  expect(isThisProcess(facts)).toBe(true)
})

test.each([{ pid: 1 }, { start: '1' }, { boot: 'other' }, { host: 'other' }])(
  'with %j it is another process',
  (change) => {
    expect(isThisProcess({ ...processFacts(), ...change })).toBe(false)
  },
)

describe('script and working folder', () => {
  const top = realpathSync(scratch())
  const at = (...names: string[]) => join(top, ...names)
  beforeAll(() => {
    for (const folder of ['plain/sub', 'repo/.git', 'repo/sub/deep', 'worktree/sub'])
      mkdirSync(at(folder), { recursive: true })
    // Of a linked work tree .git is a file.
    writeFileSync(at('worktree/.git'), 'gitdir: elsewhere')
  })

  test.each([
    ['plain', 'plain/train.js', 'train.js', '.'],
    ['plain/sub', 'plain/sub/train.js', 'train.js', '.'],
    ['plain/sub', 'plain/train.js', undefined, '.'],
    ['repo', 'repo/train.js', 'train.js', '.'],
    ['repo/sub', 'repo/train.js', 'train.js', 'sub'],
    ['repo/sub/deep', 'repo/sub/train.js', 'sub/train.js', 'sub/deep'],
    ['repo/sub', 'plain/train.js', undefined, 'sub'],
    ['worktree/sub', 'worktree/train.js', 'train.js', 'sub'],
  ])('in %s, %s is %s and the folder %s', (cwd, path, shown, where) => {
    const found = factsIn(at(cwd), '/usr/bin/node', at(path), '--lr', '0.1', at('plain/data'))
    expect(found).toEqual({ argv: ['node', shown ?? at(path), '--lr', '0.1', at('plain/data')], cwd: where })
  })

  test('a process without a script has none', () => {
    expect(factsIn(at('plain'), '/usr/bin/node')).toEqual({ argv: ['node'], cwd: '.' })
  })
})

test('of the environment only the settings that change results are stored', () => {
  for (const name of settings) delete process.env[name]
  process.env['SECRET_TOKEN'] = 'hunter2'
  expect(resultSettings()).toEqual({})
  settings.forEach((name, index) => (process.env[name] = String(index)))
  expect(resultSettings()).toEqual({
    TF_NUM_INTRAOP_THREADS: '0',
    TF_NUM_INTEROP_THREADS: '1',
    TF_ENABLE_ONEDNN_OPTS: '2',
    NODE_OPTIONS: '3',
  })
  const run = newRun()
  expect(JSON.stringify(run.record)).not.toContain('hunter2')
  run.finish()
})

test('a second session stands beside the first, and each has its own provenance', () => {
  process.env['TF_NUM_INTRAOP_THREADS'] = '2'
  const run = newRun({ monitor: 'loss' })
  run.log({ loss: 1 })
  run.finish()
  process.env['TF_NUM_INTRAOP_THREADS'] = '4'
  const [first] = run.record.sessions
  const second = again(run, { monitor: 'loss' })
  // As if another process had come before.
  const other = { ...run.record, sessions: [{ ...first!, process: { ...first!.process, pid: 1 } }] }
  writeFileSync(join(run.dir, 'run.json'), JSON.stringify(other))
  second.log({ loss: 0.5 })
  second.finish()
  expect(second.record.sessions).toMatchObject([
    { fromEpoch: 0, toEpoch: 1, end: 'done', settings: { TF_NUM_INTRAOP_THREADS: '2' }, process: { pid: 1 } },
    {
      fromEpoch: 1,
      toEpoch: 2,
      end: 'done',
      settings: { TF_NUM_INTRAOP_THREADS: '4' },
      process: { pid: process.pid },
    },
  ])
  expect(second.params).toEqual(PARAMS)
})
