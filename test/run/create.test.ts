import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { hostname } from 'node:os'
import { readHolder } from '../../src/files'
import { realDisk, useDisk } from '../../src/files/disk'
import { thisProcess } from '../../src/files/process-facts'
import { readRunRecord } from '../../src/run/record'
import { writeTree } from '../catalog/trees'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { PARAMS } from '../fixtures/run-setup'
import { coded, newRun, tree } from './runs'

const EXPERIMENT = 'exp-96766150-701789'
const NAME = /^exp-96766150-701789\/run--\d\d-\d\d-\d\d--\d\d-\d\d(-\d+)?$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

test('a new run is a folder with its parameters, its record and its lock', () => {
  const root = join(scratch(), 'root')
  const run = newRun({}, root)
  expect(run.id).toMatch(NAME)
  expect(run.dir).toBe(join(root, run.id))
  expect(tree(root)).toEqual(
    [
      '.exman/',
      '.exman/format.json',
      '.exman/sequence.json',
      `${EXPERIMENT}/`,
      `${EXPERIMENT}/experiment.json`,
      `${run.id}/`,
    ]
      .concat(['.lock', 'hyperparameters.json', 'run.json'].map((name) => `${run.id}/${name}`))
      .sort(),
  )
  expect(readHolder(run.dir)).toMatchObject({ host: hostname(), pid: process.pid })
})

test('hyperparameters.json is the parameters themselves', () => {
  const run = newRun()
  expect(readFileSync(run.path('hyperparameters.json'), 'utf8')).toBe(`{
  "model": {
    "units": 32
  },
  "training": {
    "lr": 0.01
  },
  "comment": "first"
}
`)
})

test('run.json has the shape that docs/files.md shows', () => {
  const run = newRun()
  const record = JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as object
  expect(record).toEqual({
    format: 1,
    id: run.id,
    status: 'created',
    created: expect.stringMatching(TIME) as string,
    sequence: expect.any(Number) as number,
    seed: null,
    paramsDigest: createHash('sha256')
      .update(readFileSync(run.path('hyperparameters.json')))
      .digest('hex'),
    epochs: 0,
    sessions: [
      {
        started: expect.stringMatching(TIME) as string,
        ended: null,
        fromEpoch: 0,
        toEpoch: null,
        end: null,
        process: {
          host: hostname(),
          pid: process.pid,
          start: expect.stringMatching(/^\d+$/) as string,
          boot: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          machine: expect.stringMatching(/^\w+, \d+ processors$/) as string,
          argv: expect.any(Array) as string[],
          cwd: '.',
          slurm: null,
        },
        versions: {
          exman: '0.1.0',
          node: process.versions.node,
          tfjs: '4.22.0',
          backend: 'cpu',
          lockfile: null,
        },
        settings: expect.any(Object) as object,
        git: null,
      },
    ],
    result: null,
    error: null,
    problems: [],
  })
  expect(Object.keys(record)).toEqual([
    'format',
    'id',
    'status',
    'created',
    'sequence',
    'seed',
    'paramsDigest',
    'epochs',
    'sessions',
    'result',
    'error',
    'problems',
  ])
})

test('debug runs stand below debug/, in the same form', () => {
  const root = join(scratch(), 'root')
  const run = newRun({}, root, { ...PARAMS, debug: true })
  expect(run.id).toMatch(new RegExp(`^debug/${NAME.source.slice(1)}`))
  expect(existsSync(join(root, 'debug', EXPERIMENT, 'experiment.json'))).toBe(true)
  expect(readdirSync(root).sort()).toEqual(['.exman', 'debug'])
})

describe('when clocks go back', () => {
  beforeEach(() =>
    jest.useFakeTimers({
      doNotFake: ['setImmediate', 'nextTick', 'performance'],
      now: Date.UTC(2020, 2, 3, 15, 52),
    }),
  )
  afterEach(() => jest.useRealTimers())

  test.each([3_600_000, 365 * 86_400_000, 0])(
    'by %i ms, every run has a name of its own, and no duration is negative',
    (back) => {
      const root = join(scratch(), 'root')
      const runs = [newRun({ monitor: 'loss' }, root)]
      jest.setSystemTime(Date.now() - back)
      runs.push(newRun({ monitor: 'loss' }, root))
      jest.setSystemTime(Date.now() + back)
      runs.push(newRun({ monitor: 'loss' }, root))
      expect(new Set(runs.map(({ id }) => id)).size).toBe(3)

      for (const run of runs) {
        run.log({ loss: 1 })
        jest.setSystemTime(Date.now() - back)
        run.log({ loss: 0.5 })
        run.finish()
        const [session] = run.record.sessions
        expect(Date.parse(session!.ended!) - Date.parse(session!.started)).toBeGreaterThanOrEqual(0)
        expect(run.scores!.elapsedSeconds).toBeGreaterThanOrEqual(0)
        for (const { seconds } of run.readLog()) expect(seconds).toBeGreaterThanOrEqual(0)
      }
    },
  )
})

test('runs of the same minute are numbered', () => {
  const root = join(scratch(), 'root')
  jest.useFakeTimers({
    doNotFake: ['setImmediate', 'nextTick', 'performance'],
    now: new Date(2020, 2, 3, 15, 52, 10),
  })
  const names = [1, 2, 3].map(() => newRun({}, root).id.split('/')[1])
  jest.useRealTimers()
  expect(names).toEqual(['run--20-03-03--15-52', 'run--20-03-03--15-52-2', 'run--20-03-03--15-52-3'])
})

test.each(['ENOSPC', 'EIO'])(
  'when the disk fails at any operation (%s), there is a whole run or none',
  async (code) => {
    await atEveryOperation(
      { kind: 'fail', code },
      {
        prepare: () => join(scratch(), 'root'),
        act: (root) => newRun({}, root),
        check: async (root, { error, struck }) => {
          const isMade = error === undefined
          if (struck === undefined) expect(isMade).toBe(true)
          const folders = await settled(root, isMade ? 1 : 0)
          expect(folders).toHaveLength(isMade ? 1 : 0)
          for (const name of folders) {
            const dir = join(root, EXPERIMENT, name)
            expect(JSON.parse(readFileSync(join(dir, 'hyperparameters.json'), 'utf8'))).toEqual(PARAMS)
            expect(readRunRecord(dir)?.status).toBe('created')
            expect(readHolder(dir)?.pid).toBe(process.pid)
          }
          const next = newRun({}, root)
          next.log({ val_loss: 1 })
          next.finish()
          expect(next.status).toBe('done')
        },
      },
    )
  },
)

/** The run folders, once there are so many: what is given up takes its name away in the background. */
async function settled(root: string, count: number): Promise<string[]> {
  for (let tries = 0; ; tries += 1) {
    const names = existsSync(join(root, EXPERIMENT)) ? readdirSync(join(root, EXPERIMENT)) : []
    const folders = names.filter((name) => name.startsWith('run--'))
    if (folders.length === count || tries === 1000) return folders
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('a folder that another process has got hold of first is left to that', () => {
  const root = join(scratch(), 'root')
  let taken = ''
  const holder = { ...thisProcess(), host: 'elsewhere' }
  const undo = useDisk({
    ...realDisk,
    mkdirSync: (path) => {
      realDisk.mkdirSync(path)
      if (!basename(path).startsWith('run--')) return
      taken = path
      writeTree(path, { '.lock': { format: 1, ...holder, inode: String(statSync(path).ino), since: 'now' } })
    },
  })
  try {
    expect(() => newRun({}, root)).toThrow(coded('EXMAN_RUN_HELD', 'elsewhere'))
  } finally {
    undo()
  }
  expect(readdirSync(taken)).toEqual(['.lock'])
})

test('a disk that goes on failing leaves no run that is half made', async () => {
  await atEveryOperation(
    { kind: 'fail', failFor: 1000 },
    {
      prepare: () => join(scratch(), 'root'),
      act: (root) => newRun({}, root),
      check: (root, { error, struck }) => {
        expect(error === undefined).toBe(struck === undefined)
        if (struck === undefined || !existsSync(join(root, EXPERIMENT))) return
        for (const name of readdirSync(join(root, EXPERIMENT))) {
          const dir = join(root, EXPERIMENT, name)
          // It comes last: where it is, all is there.
          if (!existsSync(join(dir, 'run.json'))) continue
          expect(JSON.parse(readFileSync(join(dir, 'hyperparameters.json'), 'utf8'))).toEqual(PARAMS)
          expect(readRunRecord(dir)?.status).toBe('created')
        }
      },
    },
  )
})

test('the runs of one minute are numbered, though the clock stand still', () => {
  const root = scratch()
  jest.useFakeTimers({ now: new Date(2020, 2, 3, 15, 52), doNotFake: ['setImmediate'] })
  const names = ['', '-2', '-3', '-4'].map((end) => `run--20-03-03--15-52${end}`)
  const made = names.map(() => {
    const run = newRun({}, root)
    run.finish()
    return basename(run.dir)
  })
  jest.useRealTimers()
  expect(made).toEqual(names)
})
