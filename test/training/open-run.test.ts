import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  ExperimentManager,
  FileError,
  openRun,
  OptionError,
  RunError,
  type OpenRunOptions,
  type Run,
} from '../../src'
import { scratch } from '../faults/scratch'
import { expectWarnings } from '../warnings'
import {
  checkpointsOf,
  compiled,
  jsonOf,
  PARAMS,
  predicted,
  rejection,
  rowsOf,
  stateOf,
  TWO_EPOCHS,
  untrained,
  x,
  y,
} from './tiny'

/** A run of two epochs that is done. */
async function done(params = PARAMS, root = scratch()): Promise<{ run: Run; root: string }> {
  const callbacks = new ExperimentManager({ expBaseDir: root, monitor: 'loss', mode: 'max' }).prepare(params)
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
  return { run: callbacks.run, root }
}

/** What can be read of a run. */
const contentOf = (run: Run) => ({
  id: run.id,
  dir: run.dir,
  params: run.params,
  status: run.status,
  record: run.record,
  scores: run.scores,
  log: run.readLog(),
})

describe('a run is found', () => {
  test('by its folder', async () => {
    const { run } = await done()
    expect(contentOf(await openRun(run.dir))).toEqual(contentOf(run))
  })

  test('by its folder, relative to the working folder', async () => {
    const { run, root } = await done()
    const before = process.cwd()
    process.chdir(root)
    expect(contentOf(await openRun(`./${run.id}`))).toEqual(contentOf(run))
    expect(contentOf(await openRun(run.id))).toEqual(contentOf(run))
    process.chdir(before)
  })

  test('by its id and root', async () => {
    const { run, root } = await done()
    expect(contentOf(await openRun(run.id, { root }))).toEqual(contentOf(run))
  })

  test('by its id, in experiments', async () => {
    const before = process.cwd()
    process.chdir(scratch())
    const { run } = await done(PARAMS, 'experiments')
    expect(contentOf(await openRun(run.id))).toEqual(contentOf(run))
    process.chdir(before)
  })

  test('in the debug tree', async () => {
    const { run, root } = await done({ ...PARAMS, debug: true })
    expect(run.id).toMatch(/^debug\/exp-\d+-\d+\/run--/)
    expect(contentOf(await openRun(run.id, { root }))).toEqual(contentOf(run))
    expect(contentOf(await openRun(run.dir))).toEqual(contentOf(run))
  })

  test('where it was moved to, under the id that it has there', async () => {
    const { run } = await done()
    const there = join(scratch(), 'exp-1-2', 'run--20-03-03--15-52')
    mkdirSync(dirname(there))
    renameSync(run.dir, there)
    const opened = await openRun(there)
    expect([opened.dir, opened.id]).toEqual([there, 'exp-1-2/run--20-03-03--15-52'])
    expect(predicted(await opened.loadModel('last'))).toHaveLength(1)
  })

  test('where it was moved to, under the id it was made with if the new place gives none', async () => {
    const { run } = await done()
    const there = join(scratch(), 'kept')
    cpSync(run.dir, there, { recursive: true, verbatimSymlinks: true })
    const opened = await openRun(there)
    expect([opened.dir, opened.id, opened.status]).toEqual([there, run.id, 'done'])
  })
})

test('reading writes nothing and locks nothing', async () => {
  const { run } = await done()
  const before = stateOf(run.dir)
  const opened = await openRun(run.dir)
  contentOf(opened)
  opened.path('plots')
  await opened.loadModel('best')
  expect(stateOf(run.dir)).toEqual(before)
  expect(opened.recorder.held).toBeUndefined()
})

test('what is opened is frozen', async () => {
  const { run } = await done()
  const opened = await openRun<typeof PARAMS>(run.dir)
  expect(() => Object.assign(opened.params.model!, { units: 3 })).toThrow(TypeError)
})

describe('a run goes on', () => {
  test('logging, under the monitored metric it was recorded with', async () => {
    const { run } = await done()
    const opened = await openRun(run.dir)
    opened.log({ loss: 99 })
    expect(opened.status).toBe('running')
    opened.finish()
    expect(rowsOf(run).at(-1)).toEqual({ epoch: 3, loss: 99 })
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      monitor: 'loss',
      mode: 'max',
      best: { epoch: 3 },
    })
    expect(opened.status).toBe('done')
  })

  test('under the metric that was asked for, also when loss stood in for it', async () => {
    const { run } = new ExperimentManager({ expBaseDir: scratch() }).prepare(PARAMS)
    run.log({ loss: 1 })
    expectWarnings()
    run.finish()
    expect(jsonOf(run, 'performances.json')).toMatchObject({ monitor: 'loss', fallbackFor: 'val_loss' })
    const opened = await openRun(run.dir)
    opened.log({ loss: 2, val_loss: 1 })
    opened.finish()
    expect(opened.scores).toMatchObject({ monitor: 'val_loss', best: { epoch: 2 } })
    expect(opened.scores).not.toHaveProperty('fallbackFor')
  })

  test('training, with checkpoints beside the old ones', async () => {
    const { run } = await done()
    const opened = await openRun(run.dir, { checkpoint: { keepLast: 9, keepBest: 9 } })
    const callbacks = opened.callbacks()
    await compiled().fit(x, y, { ...TWO_EPOCHS, epochs: 4, initialEpoch: 2, callbacks })
    expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
    expect(checkpointsOf(run).map((name) => name.slice(0, 8))).toEqual([
      'model.01',
      'model.02',
      'model.03',
      'model.04',
    ])
    expect(opened.record).toMatchObject({ status: 'done', epochs: 4 })
  })

  test.each<[OpenRunOptions, object]>([
    [{ monitor: 'acc' }, { monitor: 'acc', mode: 'max', best: { epoch: 4 } }],
    [{ monitor: 'mae' }, { monitor: 'mae', mode: 'min', best: { epoch: 3 } }],
    [
      { monitor: 'mae', mode: 'max' },
      { monitor: 'mae', mode: 'max', best: { epoch: 4 } },
    ],
    [{ monitor: 'loss' }, { monitor: 'loss', mode: 'max', best: { epoch: 4 } }],
    [{ mode: 'min' }, { monitor: 'loss', mode: 'min', best: { epoch: 3 } }],
  ])('under another monitored metric when told so: %j', async (options, scores) => {
    const { run } = await done()
    // Until the metric is logged, that it is missing is told.
    expectWarnings()
    const opened = await openRun(run.dir, options)
    for (const value of [0.001, 99]) opened.log({ loss: value, mae: value, acc: value })
    opened.finish()
    expect(jsonOf(run, 'performances.json')).toMatchObject(scores)
  })

  test('keeping the names of its checkpoints in the scores', async () => {
    const { run } = await done()
    const before = jsonOf<{ last: { checkpoint: string } }>(run, 'performances.json').last.checkpoint
    const opened = await openRun(run.dir)
    opened.log({ extra: 1 }, 2)
    opened.finish()
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      last: { epoch: 2, extra: 1, checkpoint: before },
    })
  })

  test('never while another holds it', async () => {
    const { run } = new ExperimentManager({ expBaseDir: scratch() }).prepare(PARAMS)
    const opened = await openRun(run.dir)
    expect(opened.status).toBe('created')
    expect(() => opened.log({ loss: 1 })).toThrow(RunError)
    expect(() => opened.log({ loss: 1 })).toThrow(
      expect.objectContaining({ code: 'EXMAN_RUN_HELD', run: run.id }) as Error,
    )
    await expect(opened.saveModel(untrained())).rejects.toMatchObject({ code: 'EXMAN_RUN_HELD' })
    run.log({ val_loss: 1 })
    expect(opened.status).toBe('running')
  })
})

describe('what cannot be opened', () => {
  const PLACES: [string, (root: string) => string][] = [
    ['a folder that is not there', (root) => join(root, 'nothing')],
    ['a folder that is no run', (root) => root],
    ['an id that leads out', () => '../exp-1-2/run--20-03-03--15-52'],
    ['a file', (root) => join(root, '.exman', 'format.json')],
  ]

  test.each(PLACES)('%s is not found', async (_, pathOf) => {
    const { root } = await done()
    const error = await rejection(openRun(pathOf(root), { root }))
    expect(error).toBeInstanceOf(RunError)
    expect(error).toMatchObject({ code: 'EXMAN_RUN_NOT_FOUND' })
    expect(error.message).toMatch(/is not the folder of a run: it has no run\.json\.$/)
  })

  test('an id that is not there is not found, and the folder looked for is named', async () => {
    const { root } = await done()
    const id = 'exp-1-2/run--20-03-03--15-52'
    const error = await rejection(openRun(id, { root }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_NOT_FOUND', run: id })
    expect(error.message).toContain(`There is no folder ${join(root, id)}.`)
  })

  test.each([undefined, null, '', 7, {}])('%j names no run', async (run) => {
    const error = await rejection(openRun(run as string))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_NOT_FOUND' })
    expect(error.message).toMatch(/^A run is named by its folder, its id or its number as a text, got /)
  })

  test.each<[string, string, string, string]>([
    ['a run.json that was cut', 'run.json', '{"format": 1, "id"', 'EXMAN_FILE_INVALID'],
    ['an empty run.json', 'run.json', '', 'EXMAN_FILE_INVALID'],
    ['a run.json of something else', 'run.json', '{"format": 1}', 'EXMAN_FILE_INVALID'],
    ['a run.json that is a list', 'run.json', '[]', 'EXMAN_FILE_INVALID'],
    [
      'a run.json of a newer exman',
      'run.json',
      '{"format": 2, "id": "x", "status": "done", "sessions": []}',
      'EXMAN_FORMAT_NEWER',
    ],
    ['hyperparameters.json that was cut', 'hyperparameters.json', '{"model"', 'EXMAN_FILE_INVALID'],
    ['hyperparameters.json that is a list', 'hyperparameters.json', '[]', 'EXMAN_FILE_INVALID'],
    ['hyperparameters.json that is null', 'hyperparameters.json', 'null', 'EXMAN_FILE_INVALID'],
    ['performances.json that was cut', 'performances.json', '{"format": 1', 'EXMAN_FILE_INVALID'],
    ['performances.json of something else', 'performances.json', '{"format": 1}', 'EXMAN_FILE_INVALID'],
    ['performances.json of a newer exman', 'performances.json', '{"format": 2}', 'EXMAN_FORMAT_NEWER'],
  ])('%s is an error that names the file', async (_, name, text, code) => {
    const { run } = await done()
    writeFileSync(run.path(name), text)
    const error = await rejection(openRun(run.dir))
    expect(error).toBeInstanceOf(FileError)
    expect(error).toMatchObject({ code, path: run.path(name) })
    expect(error.message).toContain(name)
    expect(readFileSync(run.path(name), 'utf8')).toBe(text)
  })

  test('a run without hyperparameters.json is an error that names the file', async () => {
    const { run } = await done()
    rmSync(run.path('hyperparameters.json'))
    expect(await rejection(openRun(run.dir))).toMatchObject({
      code: 'EXMAN_FILE_INVALID',
      path: run.path('hyperparameters.json'),
    })
  })

  test.each<[object, string]>([
    [{ rot: 'x' }, 'openRun has no option "rot". Did you mean "root"?'],
    [{ root: '' }, 'The "root" option of openRun must be a text that is not empty, got "".'],
    [{ takeover: 'yes' }, 'The "takeover" option of openRun must be true or false, got "yes".'],
    [{ monitor: 1 }, 'The "monitor" option of openRun must be a text that is not empty, got 1.'],
    [
      { checkpoint: { keepLast: -1 } },
      'The "keepLast" option of the checkpoint option must be an integer, 0 or more, got -1.',
    ],
  ])('the options %j are refused', async (options, message) => {
    const error = await rejection(openRun('x', options))
    expect(error).toBeInstanceOf(OptionError)
    expect(error.message).toBe(message)
  })
})

test('scores that are damaged after the run was opened are an error that names the file', async () => {
  const { run } = await done()
  const opened = await openRun(run.dir)
  writeFileSync(run.path('performances.json'), '{"format": 1}')
  expect(() => opened.scores).toThrow(
    expect.objectContaining({ code: 'EXMAN_FILE_INVALID', path: run.path('performances.json') }) as Error,
  )
})

test('unknown fields in run.json and performances.json are passed over', async () => {
  const { run } = await done()
  for (const name of ['run.json', 'performances.json']) {
    writeFileSync(run.path(name), JSON.stringify({ ...jsonOf(run, name), later: { more: 1 } }))
  }
  const opened = await openRun(run.dir)
  expect([opened.status, opened.scores?.epochs]).toEqual(['done', 2])
  expect(basename(opened.dir)).toMatch(/^run--/)
})
