import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareRuns, openRuns, planRerun, type PlanRerunOptions, type RerunPlan } from '../../../src'
import { shellWord } from '../../../src/cli/rerun/plan-text'
import { faultyDisk, under } from '../../faults/faulty-disk'
import { scratch } from '../../faults/scratch'
import { git, repository, write as writeIn } from '../../run/git-repositories'
import { coded } from '../../run/runs'
import { MANAGED, node, PARSED, write } from './projects'

const LIVES_UNTIL_GIT_HAS_ANSWERED = `
const { readFileSync } = require('node:fs')
const wait = () => /"dirty"/.test(readFileSync(args.run.path('run.json'), 'utf8')) || setTimeout(wait, 20)
wait()
`

const IGNORED = { '.gitignore': 'exman\nexperiments\n' }

/** A script that was run once in a folder; gives the folder and the record of the run. */
async function ran(
  text: string,
  {
    dir = scratch(),
    at = '.',
    words = [],
    env = {},
  }: { dir?: string; at?: string; words?: string[]; env?: Record<string, string> } = {},
) {
  write(dir, { 'train.js': text })
  mkdirSync(join(dir, at), { recursive: true })
  const script = at === '.' ? 'train.js' : join(dir, 'train.js')
  const { code, err } = await node(join(dir, at), [script, ...words], env)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return { dir, record: (await openRuns(dir, { trials: true })).find('latest') }
}

interface AnyProcess {
  argv: unknown
  execArgv?: unknown
  cwd: unknown
  machine: unknown
}

/** What a record is to those who write it by hand. */
interface AnyRecord {
  extraArgs?: unknown
  sessions:
    | []
    | [
        {
          process: AnyProcess
          versions: { node: unknown }
          settings: unknown
          git: unknown
          data?: { path: string }[]
        },
      ]
}

type AnySession = NonNullable<AnyRecord['sessions'][0]>

/** Changes the session of a run, and its record. */
function edit(dir: string, change: (session: AnySession, record: AnyRecord) => void): void {
  const path = join(dir, 'run.json')
  const record = JSON.parse(readFileSync(path, 'utf8')) as AnyRecord
  change(record.sessions[0]!, record)
  writeFileSync(path, JSON.stringify(record))
}

const messages = ({ changes }: RerunPlan) => changes.map(({ name, message }) => [name, message])
const wordsOf = ({ command }: RerunPlan) => command.slice(1)

describe('the words for a run of ExParser', () => {
  let dir: string
  const plan = (options?: PlanRerunOptions) => planRerun({ dir }, options)
  const config = () => join(dir, 'params.yaml')

  beforeAll(async () => {
    const words = ['--lr', '0.25', '--name=wide', '--gpu', '-1', '--note', '--config=x y']
    // An option whose value looks like one is written with "=".
    words.splice(5, 2, '--note=--config')
    dir = (await ran(PARSED, { words })).record.dir
  })

  test('are its record, what that lacks, and the overrides', async () => {
    expect(wordsOf(await plan({ overrides: ['--lr', '1'] }))).toEqual([
      'train.js',
      '--config',
      config(),
      '--gpu=-1',
      '--lr',
      '1',
    ])
  })

  test('say so in the record, and so do others', async () => {
    expect(JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'))).toMatchObject({ extraArgs: ['--gpu=-1'] })
    const { params, by, run, env } = await plan()
    expect({ params, by }).toMatchObject({ params: { lr: 0.25, note: '--config' }, by: 'parser' })
    expect(env).toEqual({ EXMAN_RERUN: JSON.stringify({ of: run, seed: null, overrides: [] }) })
  })

  test.each<[string, string[], string[]]>([
    [
      'those that go on with a run or name it',
      ['--resume', '3', '--lr', '2', '--name=x', '--name', 'y'],
      ['--lr', '2'],
    ],
    ['files of arguments', ['--config', 'a.yaml', '--lr', '2', '--config=b.yaml'], ['--lr', '2']],
    ['none behind --', ['--lr', '2', '--', '--name', 'x'], ['--lr', '2', '--gpu', '1', '--', '--name', 'x']],
  ])('of an older record are all but %s', async (_, words, expected) => {
    edit(dir, ({ process }, record) => {
      delete record.extraArgs
      process.argv = ['node', 'train.js', ...words]
    })
    const rest = expected.includes('--gpu') ? expected : [...expected, '--gpu', '1']
    expect(wordsOf(await plan({ overrides: ['--gpu', '1'] }))).toEqual([
      'train.js',
      '--config',
      config(),
      ...rest,
    ])
  })

  test('of a script with a --config of its own are the recorded ones', async () => {
    edit(dir, ({ process }, record) => {
      record.extraArgs = null
      process.argv = ['node', 'train.js', '--config', 'mine', '--resume', '3']
    })
    expect(wordsOf(await plan())).toEqual(['train.js', '--config', 'mine'])
  })
})

test('a hash-keyed run of ExParser is run by its hyperparameters.json', async () => {
  const text = PARSED.replace(`prog: 'train'`, `prog: 'train', monitored: ['model']`).replace(
    'const args',
    `parser.add_argument_group('model').add_argument('--units', { type: 'int', default: 3 })\nconst args`,
  )
  const { dir, record } = await ran(text, { words: ['--units', '5', '--gpu', '2', '--tmp'] })
  const plan = await planRerun(record)
  expect(wordsOf(plan)).toEqual([
    'train.js',
    '--config',
    join(record.dir, 'hyperparameters.json'),
    '--tmp',
    '--gpu',
    '2',
  ])
  expect((await node(plan.cwd, wordsOf(plan), plan.env)).code).toBe(0)
  const runs = await openRuns(dir, { trials: true })
  expect(runs.find('latest')).toMatchObject({ params: record.params, experiment: record.experiment })
  expect(runs.records).toHaveLength(2)
})

describe('what has changed', () => {
  test('nothing, in a work tree as it was', async () => {
    const { record } = await ran(PARSED, { dir: repository({ 'train.js': PARSED, ...IGNORED }) })
    expect(messages(await planRerun(record))).toEqual([])
  })

  test('uncommitted work, if it is other than that which the record holds', async () => {
    const dir = repository({ 'train.js': PARSED, ...IGNORED })
    const { record } = await ran(`${PARSED}${LIVES_UNTIL_GIT_HAS_ANSWERED}`, { dir })
    edit(record.dir, (session) => expect(session.git).toEqual(expect.objectContaining({ dirty: true })))
    expect(messages(await planRerun(record))).toEqual([])
    writeIn(dir, { 'train.js': `${PARSED}// other` })
    expect(messages(await planRerun(record))).toEqual([
      ['uncommitted', 'The uncommitted changes are not those that the run had.'],
    ])
    git(dir, 'checkout', '-q', '--', '.')
    expect(messages(await planRerun(record))).toEqual([
      ['uncommitted', 'There were uncommitted changes; now there are none.'],
    ])
  })

  test('the commit, and uncommitted work', async () => {
    const text = `${PARSED}${LIVES_UNTIL_GIT_HAS_ANSWERED}`
    const dir = repository({ 'train.js': text, ...IGNORED })
    const { record } = await ran(text, { dir })
    const before = git(dir, 'rev-parse', 'HEAD').trim()
    writeIn(dir, { 'train.js': `${PARSED}// other` })
    git(dir, 'commit', '-q', '-a', '-m', 'second')
    const after = git(dir, 'rev-parse', 'HEAD').trim()
    writeIn(dir, { 'new.js': 'new' })
    expect((await planRerun(record)).changes).toEqual([
      { name: 'commit', then: before, now: after, message: `The commit was ${before} and is ${after}.` },
      {
        name: 'uncommitted',
        then: null,
        now: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        message: 'There are uncommitted changes; there were none.',
      },
    ])
  })

  test('lockfile, node, machine and settings', async () => {
    const { dir, record } = await ran(PARSED, { dir: write(scratch(), { 'package-lock.json': '{}' }) })
    edit(record.dir, (session) => {
      session.versions.node = '1.2.3'
      session.process.machine = 'pdp11, 1 processors'
    })
    writeFileSync(join(dir, 'package-lock.json'), '{"a":1}')
    process.env.TF_ENABLE_ONEDNN_OPTS = '0'
    try {
      const plan = await planRerun(record)
      expect(plan.changes.map(({ name }) => name)).toEqual([
        'lockfile',
        'node',
        'machine',
        'settings.TF_ENABLE_ONEDNN_OPTS',
      ])
      expect(messages(plan)[1]![1]).toBe(`The version of node was 1.2.3 and is ${process.versions.node}.`)
    } finally {
      delete process.env.TF_ENABLE_ONEDNN_OPTS
    }
  })

  test('data, wherever one is', async () => {
    const dir = write(scratch(), { 'data/a.csv': 'one', 'data/b.csv': 'two' })
    const { record } = await ran(MANAGED, { dir, env: { DATA: 'data' } })
    expect(messages(await planRerun(record))).toEqual([])
    writeFileSync(join(dir, 'data/b.csv'), 'TWO')
    expect(messages(await planRerun(record))).toEqual([['data.data', 'The data data has changed.']])
    for (const [text, now] of [
      ['', '3 bytes'],
      ['three', 'more'],
    ] as const) {
      writeFileSync(join(dir, 'data/b.csv'), text)
      const message = `The data data had 6 bytes and has ${now}.`
      const { changes } = await planRerun(record)
      expect(changes).toEqual([{ name: 'data.data', then: '6 bytes', now, message }])
    }
    renameSync(join(dir, 'data'), join(dir, 'gone'))
    expect(messages(await planRerun(record))).toEqual([['data.data', 'The data data cannot be read.']])
  })

  test('data of another size is not read: a record from elsewhere may name the whole disk', async () => {
    const dir = write(scratch(), { 'data/a.csv': 'one' })
    const { record } = await ran(MANAGED, { dir, env: { DATA: 'data' } })
    edit(record.dir, (session) => (session.data![0]!.path = '/'))
    const disk = faultyDisk({ failAt: Infinity, kind: 'fail' })
    let plan: RerunPlan | undefined
    expect(await under(disk, async () => (plan = await planRerun(record)))).toBeUndefined()
    expect(plan!.changes).toMatchObject([{ name: 'data./', then: '3 bytes', now: 'more' }])
    expect(disk.log.filter(({ name }) => name === 'lstatSync').length).toBeLessThan(1000)
  })
})

describe('the folder to start in', () => {
  test('is that of the record below the work tree around the runs', async () => {
    const dir = repository({ 'train.js': PARSED, ...IGNORED })
    const { record } = await ran(PARSED, { dir, at: 'deep/er' })
    expect(await planRerun(record)).toMatchObject({ cwd: join(dir, 'deep/er') })
    expect(wordsOf(await planRerun(record))[0]).toBe(join(dir, 'train.js'))
  })

  test('is found above the runs, from everywhere', async () => {
    const { dir, record } = await ran(PARSED)
    expect(process.cwd()).not.toBe(dir)
    expect(await planRerun(record)).toMatchObject({ cwd: dir })
  })

  test('is found for a whole project that was moved', async () => {
    const { dir, record } = await ran(PARSED)
    const moved = join(scratch(), 'elsewhere')
    renameSync(dir, moved)
    expect(await planRerun({ dir: record.dir.replace(dir, moved) })).toMatchObject({ cwd: moved })
  })

  test('may be named', async () => {
    const { dir, record } = await ran(PARSED)
    const other = write(scratch(), { 'train.js': PARSED })
    expect(await planRerun(record, { cwd: other })).toMatchObject({ cwd: other })
    await expect(planRerun(record, { cwd: join(dir, 'exman') })).rejects.toEqual(
      coded('EXMAN_RERUN_IMPOSSIBLE', 'its script train.js is not in'),
    )
  })
})

describe('a record that cannot be run again', () => {
  test.each<[string, (process: AnyProcess) => void, string]>([
    ['no command', (process) => (process.argv = []), 'does not tell the command'],
    ['a strange command', (process) => (process.argv = 'node train.js'), 'does not tell the command'],
    ['another program', (process) => (process.argv = ['rm', 'train.js']), 'started by "rm"'],
    ['no script', (process) => (process.argv = ['node']), 'as a text'],
    ['code as a text', (process) => (process.execArgv = ['-e', 'train()']), 'as a text'],
    ['a script outside', (process) => (process.argv = ['node', '../train.js']), 'is not in'],
    ['a folder outside', (process) => (process.cwd = '../..'), 'is not in'],
  ])('%s', async (_, change, text) => {
    const { record } = await ran(PARSED)
    edit(record.dir, ({ process }) => change(process))
    await expect(planRerun(record)).rejects.toEqual(coded('EXMAN_RERUN_IMPOSSIBLE', text))
  })

  test('no session', async () => {
    const { record } = await ran(PARSED)
    edit(record.dir, (_, run) => (run.sessions = []))
    await expect(planRerun(record)).rejects.toEqual(coded('EXMAN_RERUN_IMPOSSIBLE', 'no session'))
  })

  test.each(['run.json', 'params.yaml'])('a %s that is a link', async (name) => {
    const { dir, record } = await ran(PARSED)
    const path = join(record.dir, name)
    renameSync(path, join(dir, 'elsewhere'))
    symlinkSync(join(dir, 'elsewhere'), path)
    await expect(planRerun(record)).rejects.toEqual(
      coded('EXMAN_FILE_INVALID', 'a link, which is not followed'),
    )
  })

  test('no run', async () => {
    await expect(planRerun({ dir: scratch() })).rejects.toEqual(coded('EXMAN_RUN_NOT_FOUND'))
  })

  test('wrong options', async () => {
    await expect(planRerun({ dir: '.' }, { overrides: 'lr=1' } as object)).rejects.toEqual(
      coded('EXMAN_OPTION_INVALID'),
    )
  })
})

test('of the recorded settings only those that exman records are set', async () => {
  const { record } = await ran(PARSED)
  edit(
    record.dir,
    (session) => (session.settings = { LD_PRELOAD: '/x.so', NODE_OPTIONS: '--trace-warnings' }),
  )
  const { env } = await planRerun(record)
  expect(Object.keys(env)).toEqual(['NODE_OPTIONS', 'EXMAN_RERUN'])
})

test('two runs that saw other data differ in it', async () => {
  const dir = write(scratch(), { 'train.csv': 'one' })
  await ran(MANAGED, { dir, env: { DATA: 'train.csv' } })
  writeFileSync(join(dir, 'train.csv'), 'two')
  await ran(MANAGED, { dir, env: { DATA: 'train.csv' } })
  const [a, b] = (await openRuns(dir)).records
  const { conditions } = await compareRuns(a!, b!, { all: true })
  const hash = expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string
  expect(conditions!.filter(({ name }) => name.startsWith('data'))).toEqual([
    { name: 'data.train.csv', a: hash, b: hash },
  ])
})

test.each([
  ['train.js', 'train.js'],
  ['a b', `'a b'`],
  [`it's`, `'it'\\''s'`],
  ['$(x)', `'$(x)'`],
  ['', `''`],
  ['--lr=0.1', '--lr=0.1'],
  ['~', `'~'`],
])('%j is %s for a shell', (word, expected) => {
  expect(shellWord(word)).toBe(expected)
})

test('links to a project lead to it', async () => {
  const { dir, record } = await ran(PARSED)
  const link = join(scratch(), 'link')
  symlinkSync(dir, link)
  expect(await planRerun({ dir: record.dir.replace(dir, link) })).toMatchObject({ cwd: link })
})
