import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, ExperimentManager, openRun, runDetails, type RunRecord } from '../../src'
import { scratch } from '../faults/scratch'
import { coded } from '../run/runs'
import { tf } from '../training/tiny'
import { expectWarnings } from '../warnings'
import { leave, manager, PARAMS } from './stored'

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

const recordOf = (run: { path: (name: string) => string }) =>
  JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as RunRecord

const before = process.cwd()
let project: string
beforeEach(() => {
  project = scratch()
  mkdirSync(join(project, 'data'))
  writeFileSync(join(project, 'data/train.csv'), 'hello')
  process.chdir(project)
})
afterEach(() => process.chdir(before))

test('what the training reads is recorded in the session, relative to the project', async () => {
  const expm = new ExperimentManager({ tf, data: ['data'] })
  const { run } = expm.prepare(PARAMS, { data: ['data/train.csv'] })
  run.finish()
  const data = [{ path: 'data/train.csv', bytes: 5, sha256: HELLO }]
  expect(recordOf(run).sessions).toMatchObject([{ data }])
  expect(Object.keys(recordOf(run).sessions[0]!).at(-1)).toBe('data')
  expect((await runDetails(run)).sessions).toMatchObject([{ data }])
})

test('without the option nothing is said of it', async () => {
  const { run } = new ExperimentManager({ tf, data: [] }).prepare(PARAMS)
  run.finish()
  expect(recordOf(run).sessions[0]).not.toHaveProperty('data')
  expect((await runDetails(run)).sessions).toMatchObject([{ data: [] }])
})

function keyedParser(data: string[]): ExParser {
  const parser = new ExParser({ root: 'runs', data, monitored: ['model'] })
  parser.add_argument_group('model').add_argument('--units', { type: 'int', default: 3 })
  return parser
}

test.each([
  'prepare',
  'prepare to go on',
  'run',
  'parse_args',
  'parse_args, to go on',
  'parse_args, hash-keyed',
])('%s writes nothing when a file is missing', async (way) => {
  const data = ['data/none.csv']
  const expm = new ExperimentManager({ tf, data: ['data/train.csv', ...data] })
  const work = async () => {
    if (way === 'run') await expm.run(PARAMS, () => 1)
    else if (way === 'parse_args') new ExParser({ root: 'runs', data }).parse_args([])
    else if (way === 'parse_args, to go on')
      new ExParser({ root: 'runs', data }).parse_args(['--resume', 'auto'])
    else if (way === 'parse_args, hash-keyed') keyedParser(data).parse_args([])
    else expm.prepare(PARAMS, { resume: way !== 'prepare' })
  }
  await expect(work()).rejects.toEqual(
    coded('EXMAN_READ_FAILED', `The option "data" names ${join(process.cwd(), 'data/none.csv')}`),
  )
  expect(readdirSync(project)).toEqual(['data'])
})

test('ExParser has the option, too', () => {
  const { run } = new ExParser({ root: 'runs', data: ['data/train.csv'] }).parse_args([])
  expect(recordOf(run).sessions).toMatchObject([{ data: [{ path: 'data/train.csv', sha256: HELLO }] }])
  run.finish()
})

test('a result that is there is given without a look at the data', async () => {
  const expm = manager({ data: ['data/train.csv'] })
  const first = await expm.run(PARAMS, () => 1)
  expect(recordOf(first.run).sessions).toMatchObject([{ data: [{ sha256: HELLO }] }])
  const { reused } = await manager({ expBaseDir: expm.expBaseDir, data: ['none'] }).run(PARAMS, () => 2)
  expect(reused).toBe(true)
})

test('a run that is only read needs no data', async () => {
  const run = await leave(manager(), 'done')
  const again = await openRun(run.dir, { data: ['none'], tf })
  expect(again.status).toBe('done')
  expect(again.readLog()).toHaveLength(2)
})

describe('a run that goes on', () => {
  /** A run that another process has left; the session of this one is not its own. */
  async function left(data: string[]) {
    const expm = manager({ data })
    const run = await leave(expm, 'interrupted')
    const record = recordOf(run)
    record.sessions[0]!.process.pid = 1
    writeFileSync(run.path('run.json'), JSON.stringify(record))
    return expm
  }

  test('with the same data goes on in silence', async () => {
    const expm = await left(['data/train.csv'])
    const { run } = expm.prepare(PARAMS, { resume: true })
    expect(recordOf(run).sessions).toHaveLength(1)
    run.fail(new Error('enough'))
    const { sessions, problems } = recordOf(run)
    expect(sessions.map(({ data }) => data)).toEqual([sessions[0]!.data, sessions[0]!.data])
    expect(problems.map(({ code }) => code)).toEqual(['Error'])
  })

  test('with other data says so, records it, and goes on', async () => {
    writeFileSync('data/test.csv', 'same')
    const expm = await left(['data/train.csv', 'data/test.csv'])
    writeFileSync('data/train.csv', 'HELLO')
    const warned = expectWarnings()
    const { run } = expm.prepare(PARAMS, { resume: true, data: ['data/train.csv', 'data/test.csv', 'data'] })
    run.fail(new Error('enough'))
    const text = 'The run goes on with other data than before: data/train.csv, data.'
    expect(warned).toEqual([{ code: 'EXMAN_DATA_CHANGED', text: `${run.id}: ${text}` }])
    const { sessions, problems } = recordOf(run)
    expect(problems).toContainEqual(expect.objectContaining({ code: 'EXMAN_DATA_CHANGED', message: text }))
    expect(sessions[1]!.data).toHaveLength(3)
    expect(sessions[1]!.data![0]!.sha256).not.toBe(HELLO)
  })

  test('without data before, or now, has nothing to compare', async () => {
    const expm = await left([])
    const { run } = expm.prepare(PARAMS, { resume: true, data: ['data/train.csv'] })
    run.fail(new Error('enough'))
    expect(recordOf(run).sessions[1]).toMatchObject({ data: [{ sha256: HELLO }] })
  })
})

test('the cache stands beside the other caches of the root', () => {
  writeFileSync('data/train.csv', 'hello')
  const { run } = new ExperimentManager({ tf, data: ['data'] }).prepare(PARAMS)
  run.finish()
  // What was written a moment ago is not kept.
  expect(existsSync('experiments/.exman/cache/data.json')).toBe(false)
})
