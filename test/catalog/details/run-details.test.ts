import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runDetails } from '../../../src/catalog/details/run-details'
import { leave, manager } from '../../manager/stored'
import { scratch } from '../../faults/scratch'
import { coded, newRun } from '../../run/runs'
import { bytesBelow, keyedRun, namedRun, recordsOf, TWO_EPOCHS, writeTree } from '../trees'

const rootBelow = () => join(scratch(), 'root')

test('a training that was done: its record, scores, log and checkpoints', async () => {
  const expm = manager()
  const run = await leave(expm, 'done')
  const details = await runDetails(run, { verify: true })
  expect(details).toMatchObject({
    dir: run.dir,
    params: run.params,
    facts: {},
    error: null,
    incidents: [],
    result: { from: 'done' },
    scores: run.scores,
    files: [],
    problems: [],
  })
  expect(details.sessions).toEqual([
    {
      ...{ started: expect.any(String) as string, ended: expect.any(String) as string, end: 'done' },
      ...{
        fromEpoch: 0,
        toEpoch: 2,
        pid: process.pid,
        host: expect.any(String) as string,
        slurm: null,
        git: null,
      },
      ...{ machine: expect.stringContaining('processors') as string, settings: expect.any(Object) as object },
      ...{ data: [], execArgv: run.record.sessions[0]!.process.execArgv ?? [] },
      ...{ argv: run.record.sessions[0]!.process.argv, cwd: '.', versions: run.record.sessions[0]!.versions },
    },
  ])
  expect(details.log.map(({ epoch, seconds, metrics }) => ({ epoch, seconds, ...metrics }))).toEqual(
    run.readLog(),
  )
  expect(details.checkpoints).toMatchObject([
    {
      epoch: 2,
      isBest: true,
      isLast: true,
      isVerified: true,
      problem: null,
      metrics: run.readLog()[1]!['loss'] && {},
    },
  ])
  // All of it is data.
  expect(JSON.parse(JSON.stringify(details))).toEqual(details)
})

test('a run that failed tells why, and names the files beside it', async () => {
  const root = rootBelow()
  await namedRun(root, ['--lr', '0.5'], {
    end: (run) => run.safely(() => Promise.reject(new RangeError('too far'))).catch(() => undefined),
  })
  const [record] = await recordsOf(root)
  expect(await runDetails(record!)).toMatchObject({
    params: { lr: 0.5, model: 'cnn' },
    facts: { id: 1, commit: null, tmp: false },
    error: {
      name: 'RangeError',
      message: 'too far',
      stack: expect.stringContaining('RangeError: too far') as string,
    },
    sessions: [{ end: 'failed', fromEpoch: 0, toEpoch: 2 }],
    files: ['traceback.txt', 'log.txt'],
    problems: [],
  })
})

test('a run before its first epoch lacks nothing', async () => {
  const run = newRun()
  expect(await runDetails(run)).toMatchObject({ scores: null, log: [], checkpoints: [], problems: [] })
})

test('a run that goes on is read as it stands, in any moment', async () => {
  const run = newRun()
  for (const metrics of TWO_EPOCHS) {
    run.log(metrics)
    const { log, problems, scores } = await runDetails(run)
    expect([log.length, problems]).toEqual([scores!.epochs, []])
  }
})

test('nothing is changed', async () => {
  const root = rootBelow()
  const run = await keyedRun(root)
  const before = bytesBelow(root)
  await runDetails(run, { verify: true })
  expect(bytesBelow(root)).toEqual(before)
})

describe('runs of the Python tools', () => {
  const EXPERIMENT = 'exp--52663881-19659650/run--20-03-03--15-52'
  const KERAS = {
    'hyperparameters.json': { training: { lr: 0.01 } },
    'performances.json': [{ epoch: 1, loss: 0.25, elapsed: 33.1 }],
    'training-logs.csv': 'epoch,loss,val_loss\n0,0.5,0.4\n1,0.25,nan\n',
  }
  const kerasRun = (files: Record<string, unknown> = KERAS) => {
    const dir = join(rootBelow(), EXPERIMENT)
    writeTree(dir, files)
    return { dir }
  }

  test('a run of the Keras tool shows its log, and the scores that exman would have written of it', async () => {
    const { log, scores, params, problems } = await runDetails(kerasRun())
    expect({ params, problems }).toEqual({ params: { training: { lr: 0.01 } }, problems: [] })
    expect(log.map(({ epoch, metrics }) => [epoch, metrics])).toEqual([
      [1, { loss: 0.5, val_loss: 0.4 }],
      [2, { loss: 0.25, val_loss: NaN }],
    ])
    expect(scores).toMatchObject({
      monitor: 'loss',
      best: { epoch: 2, loss: 0.25 },
      metrics: { loss: { min: 0.25, minEpoch: 2, max: 0.5, maxEpoch: 1, last: 0.25, mean: 0.375 } },
    })
  })

  test('one that has just begun lacks nothing', async () => {
    const { 'hyperparameters.json': params } = KERAS
    const details = await runDetails(kerasRun({ 'hyperparameters.json': params }))
    expect(details).toMatchObject({ scores: null, log: [], problems: [] })
  })

  test('its scores that are cut are a problem that names them', async () => {
    const { problems } = await runDetails(kerasRun({ ...KERAS, 'performances.json': '[{' }))
    expect(problems).toMatchObject([{ code: 'EXMAN_FILE_INVALID', file: 'performances.json' }])
  })

  test('a numbered run of the Python tool shows its arguments and the facts beside them', async () => {
    const dir = join(rootBelow(), 'runs/000001-2020-03-03-15-52-10')
    writeTree(dir, {
      'params.yaml': "lr: 0.5\nroot: runs/x\ntime: '2020-03-03T15:52:10'\nid: 1\ncommit: abc\n",
    })
    expect(await runDetails({ dir })).toMatchObject({
      params: { lr: 0.5 },
      facts: { id: 1, commit: 'abc' },
      sessions: [],
      problems: [],
    })
  })
})

/** The parts that come from each file, as they are without it. */
const PARTS: [file: string, parts: object][] = [
  ['run.json', { sessions: [], error: null, incidents: [], result: null }],
  ['hyperparameters.json', { params: null }],
  ['performances.json', { scores: null }],
]

describe.each(PARTS)('a damaged %s', (file, lost) => {
  test('cut at any byte, it is told of, and all else is read', async () => {
    const run = await keyedRun(rootBelow())
    const whole = await runDetails(run)
    const text = readFileSync(run.path(file), 'utf8')
    for (let length = 0; length < text.trimEnd().length; length++) {
      writeFileSync(run.path(file), text.slice(0, length))
      const { problems, ...rest } = await runDetails(run)
      expect([length, rest]).toEqual([length, { ...rest, ...whole, ...lost, problems: undefined }])
      expect(problems).toEqual([
        { code: 'EXMAN_FILE_INVALID', message: expect.stringContaining(run.path(file)) as string, file },
      ])
    }
  })

  test.each([
    ['zeros', Buffer.alloc(300)],
    ['empty', ''],
    ['a list', '[1]'],
    ['other JSON', '"text"'],
    ['nested too deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['with something behind it', '{"format":1}}'],
  ])('%s: it is told of', async (_title, content) => {
    const run = await keyedRun(rootBelow())
    writeFileSync(run.path(file), content)
    expect(await runDetails(run)).toMatchObject({ ...lost, problems: [{ code: 'EXMAN_FILE_INVALID', file }] })
  })

  test('missing: it is told of', async () => {
    const run = await keyedRun(rootBelow())
    rmSync(run.path(file))
    const { problems } = await runDetails(run)
    expect(problems).toMatchObject([
      { code: 'EXMAN_FILE_INVALID', file, message: expect.stringContaining(`has no ${file}`) as string },
    ])
  })

  test('a link: it is not followed', async () => {
    const run = await keyedRun(rootBelow())
    const away = join(scratch(), 'away')
    renameSync(run.path(file), away)
    symlinkSync(away, run.path(file))
    const { problems } = await runDetails(run)
    expect(problems).toMatchObject([{ file, message: expect.stringContaining('it is a link') as string }])
  })
})

test('of a newer exman, a record is told of as newer', async () => {
  const run = await keyedRun(rootBelow())
  writeFileSync(
    run.path('run.json'),
    readFileSync(run.path('run.json'), 'utf8').replace('"format": 1', '"format": 2'),
  )
  expect((await runDetails(run)).problems).toMatchObject([{ code: 'EXMAN_FORMAT_NEWER', file: 'run.json' }])
})

test('a log that is cut at any byte, or gone, is told of by the epochs it lacks', async () => {
  const run = await keyedRun(rootBelow())
  const whole = await runDetails(run)
  const text = readFileSync(run.path('training-logs.csv'), 'utf8')
  for (let length = 0; length < text.length; length++) {
    writeFileSync(run.path('training-logs.csv'), text.slice(0, length))
    const { log, problems } = await runDetails(run)
    expect(log).toEqual(whole.log.slice(0, log.length))
    expect(log.length).toBeLessThan(2)
    expect(problems).toMatchObject([{ code: 'EXMAN_FILE_INVALID', file: 'training-logs.csv' }])
  }
  rmSync(run.path('training-logs.csv'))
  expect((await runDetails(run)).problems).toMatchObject([
    { message: `${run.dir} has no training-logs.csv, after 2 epochs.` },
  ])
})

test('each file that cannot be read has a problem of its own', async () => {
  const run = await keyedRun(rootBelow())
  const files = ['run.json', 'hyperparameters.json', 'performances.json', 'training-logs.csv']
  for (const file of files) writeFileSync(run.path(file), '\0\0\n')
  expect((await runDetails(run)).problems.map(({ file }) => file)).toEqual(files)
})

test.each<[string, (record: Record<string, unknown>) => unknown]>([
  [
    'facts of another type',
    () => ({ process: { host: 7, argv: 'node', slurm: 'no' }, versions: { node: [] }, git: 3 }),
  ],
  ['no more than must be', () => ({ process: {}, versions: {} })],
])('a session with %s is one of which little is known', async (_title, change) => {
  const run = await keyedRun(rootBelow())
  const record = JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as Record<string, unknown>
  const started = '2026-11-22T10:00:00.000Z'
  record['sessions'] = [{ started, ...(change(record) as object) }]
  writeFileSync(run.path('run.json'), JSON.stringify(record))
  const { sessions, problems } = await runDetails(run)
  const none = {
    ended: null,
    fromEpoch: null,
    toEpoch: null,
    end: null,
    host: null,
    pid: null,
    machine: null,
  }
  const versions = { exman: null, node: null, tfjs: null, backend: null, lockfile: null }
  expect(problems).toEqual([])
  expect(sessions.map(({ slurm: _, ...rest }) => rest)).toEqual([
    { started, ...none, execArgv: [], argv: [], cwd: null, versions, settings: {}, git: null, data: [] },
  ])
})

test('a folder that is gone, a file or a link is a problem, not an error', async () => {
  const root = rootBelow()
  const run = await keyedRun(root)
  const [gone, file, link] = ['gone', 'file', 'link'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(file, '')
  symlinkSync(run.dir, link)
  for (const [dir, why] of [
    [gone, 'There is no folder'],
    [file, 'There is no folder'],
    [link, 'it is a link'],
    [`${link}/`, 'it is a link'],
  ] as const) {
    const { problems, params, log } = await runDetails({ dir })
    expect([params, log, problems.length]).toEqual([null, [], 1])
    expect(problems[0]).toMatchObject({ file: '', message: expect.stringContaining(why) as string })
  }
})

test('what only the listing has found wrong is told', async () => {
  const root = rootBelow()
  await keyedRun(root)
  const [record] = await recordsOf(root)
  const problem = { code: 'EXMAN_READ_FAILED', message: 'it cannot be opened', file: '' }
  expect((await runDetails({ ...record!, problem })).problems).toEqual([problem])
})

test.each(['run.json', 'performances.json', 'hyperparameters.json'])(
  'a %s in which something is nested too deep is told of',
  async (file) => {
    const run = await keyedRun(rootBelow())
    const whole = readFileSync(run.path(file), 'utf8').trimEnd().slice(0, -1)
    writeFileSync(run.path(file), `${whole},"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)
    expect((await runDetails(run)).problems).toMatchObject([
      { file, message: expect.stringContaining('levels deep') as string },
    ])
  },
)

test('an option that there is not is refused', async () => {
  await expect(runDetails({ dir: scratch() }, { check: true } as object)).rejects.toThrow(
    coded('EXMAN_OPTION_UNKNOWN'),
  )
})
