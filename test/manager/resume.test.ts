/** Which stored run `prepare` goes on with. */
import { writeFileSync } from 'node:fs'
import { openRun, RunError, type JsonObject, type PrepareOptions, type Run } from '../../src'
import { compiled, rejection, rowsOf, tf, TWO_EPOCHS, x, y } from '../training/tiny'
import { expectWarnings } from '../warnings'
import { leave, manager, PARAMS, type Left } from './stored'

function thrown(work: () => unknown): Error & { code?: string } {
  try {
    work()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

type Case = [
  what: string,
  left: Left,
  params: JsonObject,
  options: PrepareOptions,
  goesOn: boolean,
  warning?: string,
]

const cases: Case[] = [
  ['a killed run', 'lost', PARAMS, { seed: 7 }, true],
  ['an interrupted run', 'interrupted', PARAMS, { seed: 7 }, true],
  ['a run of any seed, when none is given', 'lost', PARAMS, {}, true],
  ['a run that is done', 'done', PARAMS, { seed: 7 }, false],
  ['a run that has failed', 'failed', PARAMS, { seed: 7 }, false, 'has failed after 2 epochs'],
  ['a run that diverged', 'diverged', PARAMS, { seed: 7 }, false, 'has diverged after 2 epochs'],
  ['a run that was only created', 'created', PARAMS, { seed: 7 }, false],
  ['a run of another seed', 'lost', PARAMS, { seed: 8 }, false],
  ['another ignored param', 'lost', { ...PARAMS, comment: 'second' }, { seed: 7 }, true],
  ['a new neutral param', 'lost', { ...PARAMS, training: { lr: 0.1, warmup: 0 } }, { seed: 7 }, true],
  [
    'keys in another order',
    'lost',
    { data: { fold: 1 }, training: { lr: 0.1 }, model: { units: 2 } },
    { seed: 7 },
    true,
  ],
  [
    'another un-monitored param',
    'lost',
    { ...PARAMS, data: { fold: 2 } },
    { seed: 7 },
    false,
    'differs in data.fold.',
  ],
  ['an un-monitored param more', 'lost', { ...PARAMS, extra: [1] }, { seed: 7 }, false, 'differs in extra.'],
  [
    'the same with match: experiment',
    'lost',
    { ...PARAMS, data: { fold: 2 } },
    { match: 'experiment' },
    true,
  ],
  ['another experiment', 'lost', { ...PARAMS, model: { units: 3 } }, { seed: 7 }, false],
  ['a debug run', 'lost', { ...PARAMS, debug: true }, { seed: 7 }, false],
]

describe('resume: true', () => {
  test.each(cases)('%s', async (_, left, params, options, goesOn, warning = '') => {
    const warnings = expectWarnings()
    const expm = manager({ neutralParams: { 'training.warmup': 0 } })
    const before = await leave(expm, left)
    const { run } = expm.prepare(params, { ...options, resume: true })
    expect(run.id === before.id).toBe(goesOn)
    if (goesOn) expect(run.params).toEqual(PARAMS)
    const isPassedOver = left === 'failed' || left === 'diverged'
    expect(warnings.map(({ code, text }) => [code, text.includes(warning)])).toEqual([
      ...(isPassedOver ? [['EXMAN_RUN_PASSED_OVER', true]] : []),
      ...(warning === '' || isPassedOver ? [] : [['EXMAN_RUN_DIFFERS', true]]),
    ])
    run.finish()
  })

  test('of several the newest that is unfinished', async () => {
    const expm = manager()
    const left: Left[] = ['lost', 'interrupted', 'done', 'failed']
    const runs = []
    for (const each of left) runs.push(await leave(expm, each))
    const { run } = expm.prepare(PARAMS, { resume: true })
    expect(run.id).toBe(runs[1]!.id)
    run.finish()
  })

  test('debug runs go on among themselves', async () => {
    const expm = manager()
    const params = { ...PARAMS, debug: true }
    const before = await leave(expm, 'lost', { params })
    const { run } = expm.prepare(params, { resume: true })
    expect(run.id).toBe(before.id)
    expect(run.id).toMatch(/^debug\//)
    run.finish()
  })

  test('where none is to go on with, a run begins, and its seed is drawn and recorded', () => {
    const { run } = manager().prepare(PARAMS, { resume: true })
    expect(Number.isSafeInteger(run.record.seed)).toBe(true)
    expect(run.status).toBe('created')
    run.finish()
  })

  test('a run that is held is an error, never a second run', async () => {
    const expm = manager()
    const first = expm.prepare(PARAMS, { resume: true })
    const error = thrown(() => expm.prepare(PARAMS, { resume: true }))
    expect(error).toBeInstanceOf(RunError)
    expect(error).toMatchObject({ code: 'EXMAN_RUN_HELD', run: first.run.id })
    expect(await expm.find(PARAMS)).toHaveLength(1)
    first.run.finish()
  })

  test('a folder that cannot be read is passed over, with a warning', async () => {
    const warnings = expectWarnings()
    const expm = manager()
    const before = await leave(expm, 'lost')
    const broken = await leave(expm, 'lost')
    writeFileSync(broken.path('run.json'), '{')
    const { run } = expm.prepare(PARAMS, { resume: true })
    expect(run.id).toBe(before.id)
    expect(warnings).toMatchObject([{ code: 'EXMAN_RUN_UNREADABLE' }])
    run.finish()
  })
})

describe('a run that is named', () => {
  test.each<Left>(['lost', 'interrupted', 'done', 'failed', 'diverged', 'created'])(
    '%s goes on',
    async (left) => {
      const expm = manager()
      const before = await leave(expm, left)
      const { run } = expm.prepare(PARAMS, { resume: before.id })
      expect(run.id).toBe(before.id)
      const model = compiled()
      expect(await run.restore(model)).toBe(left === 'created' ? 0 : 2)
      await run.fit(model, x, y, { ...TWO_EPOCHS, epochs: 3 })
      expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual([1, 2, 3])
      expect(run.status).toBe('done')
    },
  )

  test.each<[string, JsonObject, PrepareOptions, string]>([
    ['other params', { ...PARAMS, data: { fold: 2 } }, {}, 'they differ in data.fold'],
    ['another experiment', { ...PARAMS, model: { units: 3 } }, {}, 'they differ in model.units'],
    ['another seed', PARAMS, { seed: 8 }, 'its seed is 7, not 8'],
    ['debug', { ...PARAMS, debug: true }, {}, 'one of them is for debugging'],
  ])('with %s is refused, and nothing is made', async (_, params, options, why) => {
    const expm = manager()
    const before = await leave(expm, 'lost')
    const error = thrown(() => expm.prepare(params, { ...options, resume: before.id }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_MISMATCH', run: before.id })
    expect(error.message).toContain(why)
    expect(await expm.find(PARAMS)).toHaveLength(1)
  })

  test('that is not there is EXMAN_RUN_NOT_FOUND', () => {
    const error = thrown(() => manager().prepare(PARAMS, { resume: 'exp-1-2/run--20-01-01--00-00' }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_NOT_FOUND' })
  })
})

describe('a run that goes on', () => {
  test('is a session more, and the one before is lost', async () => {
    const expm = manager()
    const before = await leave(expm, 'lost')
    const record = before.record
    record.sessions[0]!.process.pid += 1
    writeFileSync(before.path('run.json'), JSON.stringify(record))
    const { run } = expm.prepare(PARAMS, { resume: true })
    await run.fit(compiled(), x, y, { ...TWO_EPOCHS, epochs: 4 })
    expect(run.record.sessions).toMatchObject([
      { end: 'lost', fromEpoch: 0, toEpoch: 2 },
      { end: 'done', fromEpoch: 2, toEpoch: 4 },
    ])
  })

  test('is not trained before its model is restored', async () => {
    const expm = manager()
    await leave(expm, 'lost')
    const callbacks = expm.prepare(PARAMS, { resume: true })
    const error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_NOT_RESTORED', run: callbacks.run.id })
    expect(error.message).toContain('run.restore(model)')
    expect(thrown(() => callbacks.run.log({ loss: 1 }))).toMatchObject({ code: 'EXMAN_RUN_NOT_RESTORED' })
    // Nothing has become of it.
    const model = compiled()
    const initialEpoch = await callbacks.run.restore(model)
    await model.fit(x, y, { ...TWO_EPOCHS, epochs: 3, initialEpoch, callbacks })
    expect(rowsOf(callbacks.run)).toHaveLength(3)
  })

  test('and does not begin where `restore` says is refused', async () => {
    const expm = manager()
    await leave(expm, 'lost')
    const callbacks = expm.prepare(PARAMS, { resume: true })
    const model = compiled()
    await callbacks.run.restore(model)
    const error = await rejection(model.fit(x, y, { ...TWO_EPOCHS, callbacks }))
    expect(error).toMatchObject({ code: 'EXMAN_EPOCH_MISMATCH', epoch: 1, expected: 3 })
    expect(error.message).toContain('initialEpoch: 2')
    callbacks.run.finish()
  })

  test('and has no checkpoint begins again', async () => {
    const expm = manager({ checkpoint: false })
    const before = await leave(expm, 'lost')
    const { run } = expm.prepare(PARAMS, { resume: true })
    expect(run.id).toBe(before.id)
    run.log({ loss: 5 })
    expect(rowsOf(run)).toEqual([{ epoch: 1, loss: 5 }])
    run.finish()
  })

  test('goes on counting, when whoever logs names the epoch', async () => {
    const expm = manager({ checkpoint: false })
    await leave(expm, 'lost')
    const { run } = expm.prepare(PARAMS, { resume: true })
    run.log({ loss: 5 }, 3)
    expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    run.finish()
  })

  test.each<[string, Left]>([
    ['lost', 'lost'],
    ['interrupted', 'interrupted'],
    ['failed', 'failed'],
    ['done', 'done'],
  ])('and fails before it is trained stays as it was: %s', async (_, left) => {
    const expm = manager()
    const before = await leave(expm, left)
    const { result } = before.record
    const other = () => {
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 9, inputShape: [3] })] })
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
      return model
    }
    const body = (run: Run<typeof PARAMS>) => run.fit(other(), x, y, { ...TWO_EPOCHS, epochs: 3 })
    const error = await rejection(expm.run(PARAMS, body, { resume: before.id }))
    expect(error).toMatchObject({ code: 'EXMAN_MODEL_MISMATCH' })
    const run = await openRun(before.dir)
    expect(run.status).toBe(left)
    expect(run.record).toMatchObject({ result, problems: [{ code: 'EXMAN_MODEL_MISMATCH' }] })
    expect(rowsOf(run)).toHaveLength(2)
  })

  test('and fails once it is trained has failed', async () => {
    const expm = manager()
    const before = await leave(expm, 'lost')
    const body = async (run: Run<typeof PARAMS>) => {
      await run.fit(compiled(), x, y, { ...TWO_EPOCHS, epochs: 3 })
      throw new TypeError('a mistake')
    }
    await rejection(expm.run(PARAMS, body))
    expect((await openRun(before.dir)).record).toMatchObject({
      status: 'failed',
      error: { name: 'TypeError' },
    })
  })

  test('an opened run goes on without being asked to be restored, as ever', async () => {
    const expm = manager()
    const before = await leave(expm, 'lost')
    const run = await openRun(before.dir)
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks() })
    expect(rowsOf(run)).toHaveLength(4)
  })
})

describe('options', () => {
  test.each<[object, string]>([
    [{ resume: 1 }, 'must be true, false or the id of a run'],
    [{ resume: '' }, 'must be true, false or the id of a run'],
    [{ seed: 1.5 }, 'must be an integer, 0 or more'],
    [{ seed: -1 }, 'must be an integer, 0 or more'],
    [{ match: 'all' }, 'must be "params" or "experiment"'],
    [{ gracefulStop: 1 }, 'must be true or false'],
  ])('%j', (options, demand) => {
    const error = thrown(() => manager().prepare(PARAMS, options))
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID' })
    expect(error.message).toContain(demand)
  })
})
