import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  ExperimentManager,
  FileError,
  OptionError,
  ParamsError,
  type ExperimentManagerOptions,
  type Json,
  type Run,
} from '../../src'
import { realDisk, useDisk } from '../../src/files/disk'
import { atEveryOperation, faultyDisk } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { checkpointsOf, compiled, jsonOf, textOf, tf, TWO_EPOCHS, x, y } from '../training/tiny'
import { expectWarnings } from '../warnings'

const PARAMS = {
  training: { lr: 0.01, epochs: 12 },
  processing: { scale: [0, 1], augment: null },
  model: { layers: [{ units: 32 }, { units: 10 }], dropout: 0.5 },
}
const KEYS = ['training', 'processing', 'model']

const manager = (options: ExperimentManagerOptions = {}) =>
  new ExperimentManager({ monitoredParamKeys: KEYS, ...options, expBaseDir: options.expBaseDir ?? scratch() })

/** What was thrown by what cannot be done. */
function thrown(work: () => unknown): Error & Record<string, unknown> {
  try {
    work()
  } catch (error) {
    return error as Error & Record<string, unknown>
  }
  throw new Error('nothing was thrown')
}

const RUN = /^run--\d\d-\d\d-\d\d--\d\d-\d\d(-\d+)?$/

describe('the folder of an experiment', () => {
  // Changing one of these literals is a breaking change: the folders of every user would get other names.
  test.each([
    ['object-hash', 'exp-12391275-35709124-53326820'],
    ['python', 'exp-71920371-12853627-30550935'],
  ] as const)('with ids %j', (ids, name) => {
    const expm = manager({ ids })
    const { run } = expm.prepare(PARAMS)
    expect(readdirSync(expm.expBaseDir)).toEqual(['.exman', name])
    expect(expm.identify(PARAMS).name).toBe(name)
    expect(run.id).toMatch(new RegExp(`^${name}/run--`))
    expect(run.dir).toBe(join(expm.expBaseDir, run.id))
    expect(readdirSync(join(expm.expBaseDir, name)).sort()).toEqual([
      'experiment.json',
      expect.stringMatching(RUN),
    ])
    expect(jsonOf({ dir: expm.expBaseDir }, name, 'experiment.json')).toEqual({
      format: 1,
      ids,
      monitored: KEYS,
      groups: Object.fromEntries(
        KEYS.map((key) => [
          key,
          {
            digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
            value: PARAMS[key as keyof typeof PARAMS],
          },
        ]),
      ),
    })
  })

  test('is the same for the same params, however they are written', () => {
    const expm = manager()
    const { model, processing, training } = PARAMS
    const again = {
      model,
      processing: { augment: null, gone: undefined, scale: [-0, 1] },
      training,
      comment: 'again',
      other: 1,
    }
    const runs = [expm.prepare(PARAMS).run, expm.prepare(again).run]
    expect(runs.map(({ id }) => id.split('/')[0])).toEqual(Array(2).fill('exp-12391275-35709124-53326820'))
    expect(processing.scale).toEqual([0, 1])
    expect(readdirSync(join(expm.expBaseDir, 'exp-12391275-35709124-53326820'))).toHaveLength(3)
  })

  test('keeps its name when a neutral parameter joins, and has another when that is changed', () => {
    const expm = manager({ neutralParams: { 'training.warmup': 0 } })
    const withWarmup = (warmup: number) => ({ ...PARAMS, training: { ...PARAMS.training, warmup } })
    const [plain, neutral, changed] = [PARAMS, withWarmup(0), withWarmup(5)].map(
      (params) => expm.prepare(params).run,
    )
    expect(neutral!.id.split('/')[0]).toBe(plain!.id.split('/')[0])
    expect(changed!.id.split('/')[0]).not.toBe(plain!.id.split('/')[0])
    expect(jsonOf(neutral!, 'hyperparameters.json')).toEqual(withWarmup(0))
  })

  test('does not depend on ignored parameters, which are stored', () => {
    const expm = manager({ ignoredParams: ['training.epochs'] })
    const longer = { ...PARAMS, training: { lr: 0.01, epochs: 99 } }
    const [one, other] = [expm.prepare(PARAMS).run, expm.prepare(longer).run]
    expect(one.id.split('/')[0]).toBe(other.id.split('/')[0])
    expect(jsonOf(other, 'hyperparameters.json')).toEqual(longer)
    expect(jsonOf({ dir: join(one.dir, '..') }, 'experiment.json')).toMatchObject({
      groups: { training: { value: { lr: 0.01 } } },
    })
  })

  test('is below debug/ when the params say so, in the same form', () => {
    const expm = manager()
    const { run } = expm.prepare({ ...PARAMS, debug: true })
    expect(run.id).toMatch(/^debug\/exp-12391275-35709124-53326820\/run--/)
    expect(readdirSync(expm.expBaseDir).sort()).toEqual(['.exman', 'debug'])
    expect(existsSync(join(expm.expBaseDir, 'debug/exp-12391275-35709124-53326820/experiment.json'))).toBe(
      true,
    )
  })

  test.each([false, 'true', 1, null])('is not below debug/ when debug is %j', (debug) => {
    expect(manager().prepare({ ...PARAMS, debug }).run.id).toMatch(/^exp-/)
  })

  test('gets ~2 when another experiment has the name already, with one warning', () => {
    const expm = manager()
    const { name } = expm.identify(PARAMS)
    const other = {
      format: 1,
      ids: 'object-hash',
      monitored: ['model'],
      groups: { model: { digest: 'x', value: 1 } },
    }
    mkdirSync(join(expm.expBaseDir, name))
    writeFileSync(join(expm.expBaseDir, name, 'experiment.json'), JSON.stringify(other))
    const warnings = expectWarnings()
    const { run } = expm.prepare(PARAMS)
    expect(run.id).toMatch(new RegExp(`^${name}~2/run--`))
    expect(warnings).toEqual([
      { code: 'EXMAN_EXPERIMENT_COLLISION', text: expect.stringContaining(`${name}~2`) as string },
    ])
    expect(jsonOf({ dir: expm.expBaseDir }, name, 'experiment.json')).toEqual(other)
    expect(readdirSync(join(expm.expBaseDir, name))).toEqual(['experiment.json'])
  })

  test('with ~2 is found again', async () => {
    const expm = manager()
    const { name } = expm.identify(PARAMS)
    mkdirSync(join(expm.expBaseDir, name))
    writeFileSync(
      join(expm.expBaseDir, name, 'experiment.json'),
      '{"format":1,"ids":"python","monitored":[],"groups":{}}',
    )
    expectWarnings()
    const { run } = expm.prepare(PARAMS)
    expect((await expm.find(PARAMS)).map(({ id }) => id)).toEqual([run.id])
  })
})

describe('prepare', () => {
  test('makes the folder, the mark of a root, and the run', () => {
    const expBaseDir = join(scratch(), 'a', 'b')
    const { run } = manager({ expBaseDir }).prepare(PARAMS)
    expect(jsonOf({ dir: expBaseDir }, '.exman', 'format.json')).toEqual({
      format: 1,
      layout: 'keyed',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      by: expect.stringMatching(/^exman \d+\.\d+\.\d+/) as string,
    })
    expect(readdirSync(run.dir).sort()).toEqual(['.lock', 'hyperparameters.json', 'run.json'])
    expect(jsonOf(run, 'run.json')).toMatchObject({
      format: 1,
      id: run.id,
      status: 'created',
      epochs: 0,
      seed: null,
      sessions: [{ fromEpoch: 0, end: null }],
    })
  })

  test('stores the params as they were given', () => {
    const params = {
      ...PARAMS,
      name: 'Zürich 東京',
      tiny: 1e-7,
      big: 2 ** 53,
      empty: {},
      none: [],
      gone: undefined,
      zero: -0,
    }
    const { run } = manager().prepare(params)
    expect(textOf(run, 'hyperparameters.json')).toBe(
      `${JSON.stringify({ ...params, gone: undefined, zero: 0 }, null, 2)}\n`,
    )
    expect(run.params).toEqual({ ...params, gone: undefined, zero: 0 })
  })

  test('copies the params: what the caller changes later has no effect', () => {
    const params = structuredClone(PARAMS)
    const { run } = manager().prepare(params)
    params.training.lr = 9
    params.model.layers.push({ units: 1 })
    run.log({ val_loss: 1 })
    run.finish()
    expect(jsonOf(run, 'hyperparameters.json')).toEqual(PARAMS)
    expect(run.params).toEqual(PARAMS)
  })

  test('leaves the params of the caller as they are, frozen or not', () => {
    const params = structuredClone(PARAMS)
    manager().prepare(params)
    expect(Object.isFrozen(params)).toBe(false)
    params.training.lr = 1
    expect(() => manager().prepare(Object.freeze(params))).not.toThrow()
  })

  test('gives run.params frozen at every depth', () => {
    const { params } = manager().prepare(PARAMS).run
    for (const inner of [
      params,
      params.training,
      params.model,
      params.model.layers,
      params.model.layers[0]!,
      params.processing.scale,
    ]) {
      expect(Object.isFrozen(inner)).toBe(true)
    }
  })

  test('twice before a fit gives two runs', async () => {
    const expm = manager({ monitor: 'loss' })
    const lists = [expm.prepare(PARAMS), expm.prepare(PARAMS)]
    expect(new Set(lists.map(({ run }) => run.dir)).size).toBe(2)
    expect(lists.map(({ run }) => run.status)).toEqual(['created', 'created'])
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: lists[1]! })
    expect(lists.map(({ run }) => run.status)).toEqual(['created', 'done'])
  })

  test('of parameters from several places: interfaces, null prototypes, shared parts', () => {
    const shared = { units: 3 }
    const params = Object.assign(Object.create(null) as object, {
      training: shared,
      processing: shared,
      model: { a: shared, b: shared },
    })
    const { run } = manager().prepare(params)
    expect(jsonOf(run, 'hyperparameters.json')).toEqual({
      training: shared,
      processing: shared,
      model: { a: shared, b: shared },
    })
  })

  test('records what is done with its list', async () => {
    const callbacks = manager().prepare(PARAMS)
    await compiled().fit(x, y, { ...TWO_EPOCHS, validationSplit: 0.25, callbacks })
    expect(callbacks.run.record).toMatchObject({
      status: 'done',
      epochs: 2,
      sessions: [{ versions: { tfjs: tf.version.tfjs } }],
    })
    expect(readdirSync(callbacks.run.dir).sort()).toEqual([
      'hyperparameters.json',
      'models',
      'performances.json',
      'run.json',
      'training-logs.csv',
    ])
  })
})

test('prepare that fails at any operation throws a FileError, and the next one is as if nothing had been', async () => {
  await atEveryOperation(
    { kind: 'fail', code: 'ENOSPC' },
    {
      prepare: () => manager(),
      act: (expm) => expm.prepare(PARAMS),
      check: async (expm, { error }) => {
        if (error !== undefined) expect(error).toBeInstanceOf(FileError)
        const { run } = expm.prepare(PARAMS)
        const found = await expm.find(PARAMS)
        expect(found.slice(error === undefined ? 1 : 0).map(({ id }) => id)).toEqual([run.id])
      },
    },
  )
})

describe('options', () => {
  test('of prepare are over those of the constructor', async () => {
    const expm = manager({ monitor: 'val_loss', checkpoint: { keepLast: 9, saveEvery: 9 } })
    const callbacks = expm.prepare(PARAMS, { monitor: 'loss', mode: 'max', checkpoint: { saveEvery: 1 } })
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(callbacks.run.scores).toMatchObject({ monitor: 'loss', mode: 'max' })
    expect(checkpointsOf(callbacks.run)).toHaveLength(2)
  })

  test('of one prepare are not those of the next', async () => {
    const expm = manager({ monitor: 'loss' })
    expm.prepare(PARAMS, { checkpoint: false })
    const callbacks = expm.prepare(PARAMS)
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(checkpointsOf(callbacks.run)).not.toEqual([])
  })

  test('are copied: what the caller changes later has no effect', async () => {
    const options = {
      expBaseDir: scratch(),
      monitoredParamKeys: ['model'],
      neutralParams: { 'model.a': 1 } as Record<string, Json>,
      ignoredParams: ['model.b'],
      checkpoint: { keepLast: 2 },
      monitor: 'loss',
    }
    const expm = new ExperimentManager(options)
    const before = expm.identify({ model: { a: 1, b: 2, c: 3 } })
    options.monitoredParamKeys.push('training')
    options.neutralParams['model.c'] = 3
    options.ignoredParams.push('model.c')
    Object.assign(options.checkpoint, { keepLast: -1, saveEvery: 'never' })
    options.monitor = 'other'
    expect(expm.identify({ model: { a: 1, b: 2, c: 3 } })).toEqual(before)
    const callbacks = expm.prepare({ model: {} })
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(checkpointsOf(callbacks.run)).toHaveLength(2)
  })

  test('have defaults', () => {
    const before = process.cwd()
    process.chdir(scratch())
    const here = process.cwd()
    const expm = new ExperimentManager()
    expect(expm.expBaseDir).toBe(join(here, 'experiments'))
    const { run } = expm.prepare({ model: 1, training: 2, debug: false, comment: 'c', author: 'a' })
    expect(jsonOf({ dir: join(run.dir, '..') }, 'experiment.json')).toMatchObject({
      ids: 'object-hash',
      monitored: ['model', 'training'],
    })
    process.chdir(before)
  })

  test('an expBaseDir is below the working folder of the moment of construction', () => {
    const before = process.cwd()
    const [there, elsewhere] = [scratch(), scratch()]
    process.chdir(there)
    const expm = manager({ expBaseDir: 'mine' })
    process.chdir(elsewhere)
    const { run } = expm.prepare(PARAMS)
    process.chdir(before)
    expect(run.dir.startsWith(join(there, 'mine'))).toBe(true)
    expect(readdirSync(elsewhere)).toEqual([])
  })

  test('the constructor touches no file', () => {
    const expBaseDir = join(scratch(), 'later')
    manager({ expBaseDir })
    expect(existsSync(expBaseDir)).toBe(false)
  })

  test.each<[object, string, string]>([
    [
      { expBasDir: 'x' },
      'expBasDir',
      'ExperimentManager has no option "expBasDir". Did you mean "expBaseDir"?',
    ],
    [
      { monitoredParamsKeys: [] },
      'monitoredParamsKeys',
      'ExperimentManager has no option "monitoredParamsKeys". Did you mean "monitoredParamKeys"?',
    ],
    [{ Monitor: 'loss' }, 'Monitor', 'ExperimentManager has no option "Monitor". Did you mean "monitor"?'],
    [
      { checkpoint: { keepbest: 2 } },
      'keepbest',
      'the checkpoint option has no option "keepbest". Did you mean "keepBest"?',
    ],
  ])('%j: an unknown one names the nearest', (options, option, message) => {
    const error = thrown(() => new ExperimentManager(options))
    expect(error).toBeInstanceOf(OptionError)
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_UNKNOWN', option, message })
  })

  test('one that is like no other lists them all', () => {
    expect(thrown(() => new ExperimentManager({ zzzzzzzz: 1 } as object)).message).toBe(
      'ExperimentManager has no option "zzzzzzzz". Its options are expBaseDir, monitoredParamKeys, ids, neutralParams, ignoredParams, ' +
        'rerunnable, monitor, mode, checkpoint, onDivergence, onWriteError, gracefulStop, data, tf.',
    )
  })

  test.each<[Record<string, unknown>, string]>([
    [{ expBaseDir: '' }, 'must be a text that is not empty, got ""'],
    [{ expBaseDir: 7 }, 'must be a text that is not empty, got 7'],
    [{ expBaseDir: null }, 'must be a text that is not empty, got null'],
    [{ monitoredParamKeys: [] }, 'is empty'],
    [{ monitoredParamKeys: ['model', 'model'] }, 'has "model" twice'],
    [{ monitoredParamKeys: ['model', 3] }, 'must be an array of texts that are not empty'],
    [{ monitoredParamKeys: [''] }, 'must be an array of texts that are not empty'],
    [{ monitoredParamKeys: 'model' }, 'must be an array of texts that are not empty, got "model"'],
    [{ monitoredParamKeys: ['a..b'] }, 'has a path that cannot be read'],
    [{ ids: 'sha1' }, 'must be "object-hash" or "python", got "sha1"'],
    [{ neutralParams: [] }, 'must be a plain object, got []'],
    [{ neutralParams: { 'model.a': () => 1 } }, 'has a value for "model.a" that no parameter can have'],
    [{ neutralParams: { 'model.a': Symbol('s') } }, 'has a value for "model.a" that no parameter can have'],
    [{ neutralParams: { 'model.a': NaN } }, 'has a value for "model.a" that no parameter can have'],
    [{ neutralParams: { model: 1 } }, 'has "model", which takes away the whole monitored group "model"'],
    [{ ignoredParams: 'debug' }, 'must be an array of texts that are not empty, got "debug"'],
    [{ ignoredParams: ['model'] }, 'has "model", which takes away the whole monitored group "model"'],
    [{ monitor: '' }, 'must be a text that is not empty, got ""'],
    [{ mode: 'up' }, 'must be "auto" or "min" or "max", got "up"'],
    [{ checkpoint: 1 }, 'must be an object or false, got 1'],
    [{ onDivergence: 'no' }, 'must be "stop" or "continue", got "no"'],
    [{ onWriteError: 1 }, 'must be "throw" or "warn", got 1'],
    [{ tf: 'tfjs' }, 'must be the namespace of TensorFlow.js (import * as tf), got "tfjs"'],
  ])('%p is refused', (options, problem) => {
    const error = thrown(() => new ExperimentManager(options))
    const [option] = Object.keys(options)
    expect(error).toBeInstanceOf(OptionError)
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID', option })
    expect(error.message).toContain(`The "${option}" option `)
    expect(error.message).toContain(problem)
  })

  test.each([7, 'x', [], null, new Map()])('options that are %p are refused', (options) => {
    expect(thrown(() => new ExperimentManager(options as object))).toMatchObject({
      code: 'EXMAN_OPTION_INVALID',
      option: 'options',
    })
  })

  test.each<[object, string]>([
    [{ monitr: 1 }, 'prepare has no option "monitr". Did you mean "monitor"?'],
    [{ expBaseDir: 'x' }, 'prepare has no option "expBaseDir".'],
    [{ mode: 'up' }, 'The "mode" option of prepare must be'],
    [
      { checkpoint: { saveEvery: -1 } },
      'The "saveEvery" option of the checkpoint option must be a positive integer, got -1.',
    ],
  ])('%j of prepare are refused, and nothing is written', (options, message) => {
    const expm = manager({ expBaseDir: join(scratch(), 'none') })
    const error = thrown(() => expm.prepare(PARAMS, options))
    expect(error).toBeInstanceOf(OptionError)
    expect(error.message).toContain(message)
    expect(existsSync(expm.expBaseDir)).toBe(false)
  })
})

class Settings {
  lr = 1
}
const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic
const deep = (levels: number): object => (levels === 0 ? {} : { in: deep(levels - 1) })

describe('params that are refused, and nothing is written', () => {
  test.each<[string, unknown, string]>([
    ['a class instance', new Settings(), 'model.x'],
    ['a Date', new Date(0), 'model.x'],
    ['a Map', new Map(), 'model.x'],
    ['a Set', new Set(), 'model.x'],
    ['a typed array', new Float32Array(2), 'model.x'],
    ['a function', () => 1, 'model.x'],
    ['a symbol', Symbol('s'), 'model.x'],
    ['a BigInt', 1n, 'model.x'],
    ['NaN', NaN, 'model.x'],
    ['Infinity', Infinity, 'model.x'],
    ['-Infinity', -Infinity, 'model.x'],
    ['a cycle', cyclic, 'model.x.self'],
    ['undefined in an array', [1, undefined], 'model.x.1'],
    ['__proto__ as a key', JSON.parse('{"__proto__": 1}'), 'model.x.__proto__'],
    ['a tensor', tf.scalar(1), 'model.x'],
    ['201 levels', deep(201), expect.stringMatching(/^model\.x\.in\.in/) as never],
    ['10,000 levels', deep(5000), expect.stringMatching(/^model\.x\.in\.in/) as never],
  ])('%s', (_, value, path) => {
    const expm = manager({ expBaseDir: join(scratch(), 'none') })
    const error = thrown(() => expm.prepare({ ...PARAMS, model: { x: value } }))
    expect(error).toBeInstanceOf(ParamsError)
    expect(error).toMatchObject({ code: 'EXMAN_PARAMS_INVALID', path })
    expect(existsSync(expm.expBaseDir)).toBe(false)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test.each([undefined, null, 7, 'x', [], new Settings(), () => 1])('%p instead of an object', (params) => {
    const expm = manager({ expBaseDir: join(scratch(), 'none') })
    expect(thrown(() => expm.prepare(params as object))).toMatchObject({ code: 'EXMAN_PARAMS_INVALID' })
    expect(existsSync(expm.expBaseDir)).toBe(false)
  })

  test('a missing group, naming the key and those that are there', () => {
    const expm = manager({ expBaseDir: join(scratch(), 'none') })
    const { model: modle, ...rest } = PARAMS
    const error = thrown(() => expm.prepare({ ...rest, modle }))
    expect(error).toBeInstanceOf(ParamsError)
    expect(error).toMatchObject({ code: 'EXMAN_PARAMS_MISSING', path: 'model' })
    expect(error.message).toContain('"training", "processing", "modle". Did you mean "modle"?')
    expect(existsSync(expm.expBaseDir)).toBe(false)
  })

  test('the same by identify and find', async () => {
    const expm = manager()
    expect(thrown(() => expm.identify({ model: 1 }))).toMatchObject({ code: 'EXMAN_PARAMS_MISSING' })
    await expect(expm.find({ ...PARAMS, model: NaN })).rejects.toMatchObject({ code: 'EXMAN_PARAMS_INVALID' })
  })
})

describe('an expBaseDir that cannot be used', () => {
  test.each<[string, (dir: string) => string]>([
    ['is a file', (dir) => join(dir, 'file')],
    ['lies in a file', (dir) => join(dir, 'file', 'below')],
  ])('%s', (_, placeOf) => {
    const dir = scratch()
    writeFileSync(join(dir, 'file'), 'mine')
    const error = thrown(() => manager({ expBaseDir: placeOf(dir) }).prepare(PARAMS))
    expect(error).toBeInstanceOf(FileError)
    expect(error).toMatchObject({ code: 'EXMAN_ROOT_INVALID' })
    expect(error.message).toContain(`${placeOf(dir)} cannot hold experiments. `)
    expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('mine')
  })

  test('was made by ExParser', () => {
    const dir = scratch()
    mkdirSync(join(dir, '.exman'))
    writeFileSync(join(dir, '.exman/format.json'), '{"format": 1, "layout": "named"}')
    const error = thrown(() => manager({ expBaseDir: dir }).prepare(PARAMS))
    expect(error).toMatchObject({ code: 'EXMAN_ROOT_INVALID' })
    expect(error.message).toContain('was made by ExParser')
  })

  test('was made by a newer exman', () => {
    const dir = scratch()
    mkdirSync(join(dir, '.exman'))
    writeFileSync(join(dir, '.exman/format.json'), '{"format": 2, "layout": "keyed"}')
    expect(thrown(() => manager({ expBaseDir: dir }).prepare(PARAMS))).toMatchObject({
      code: 'EXMAN_FORMAT_NEWER',
    })
  })

  test('may not be written (as a disk that is mounted read-only tells it)', () => {
    const denied = faultyDisk({
      failAt: 1,
      failFor: Infinity,
      kind: 'fail',
      code: 'EROFS',
      only: ['mkdirSync'],
    })
    const undo = useDisk(denied)
    const error = thrown(() => manager({ expBaseDir: join(scratch(), 'new') }).prepare(PARAMS))
    undo()
    expect(error).toMatchObject({
      code: 'EXMAN_ROOT_INVALID',
      cause: { code: 'EXMAN_NO_PERMISSION', cause: { code: 'EROFS' } },
    })
    expect(error.message).toContain('mounted read-only')
  })

  const isRoot = process.getuid?.() === 0
  const asPlainUser = process.platform === 'linux' && isRoot && canSwitch()
  ;(asPlainUser || !isRoot ? test : test.skip)('may not be written (a folder without permission)', () => {
    const dir = scratch()
    chmodSync(dir, 0o555)
    const expm = manager({ expBaseDir: dir })
    const undo = asPlainUser ? becomePlain() : () => undefined
    try {
      const error = thrown(() => expm.prepare(PARAMS))
      expect(error).toMatchObject({
        code: 'EXMAN_ROOT_INVALID',
        cause: { code: 'EXMAN_NO_PERMISSION', cause: { code: 'EACCES' } },
      })
    } finally {
      undo()
      chmodSync(dir, 0o755)
    }
  })

  function canSwitch(): boolean {
    try {
      becomePlain()()
      return true
    } catch {
      return false
    }
  }

  function becomePlain(): () => void {
    process.seteuid!(65534)
    return () => process.seteuid!(0)
  }

  test('holds other files already: becomes a root, and they stay', () => {
    const dir = scratch()
    writeFileSync(join(dir, 'notes.txt'), 'mine')
    manager({ expBaseDir: dir }).prepare(PARAMS)
    expect(readFileSync(join(dir, 'notes.txt'), 'utf8')).toBe('mine')
  })
})

describe('identify', () => {
  test('tells the name and the keyed values, and writes nothing', () => {
    const expm = manager({ expBaseDir: join(scratch(), 'none') })
    expect(expm.identify(PARAMS)).toEqual({
      name: 'exp-12391275-35709124-53326820',
      ids: 'object-hash',
      monitored: KEYS,
      groups: Object.fromEntries(
        KEYS.map((key) => [
          key,
          {
            digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
            value: PARAMS[key as keyof typeof PARAMS],
          },
        ]),
      ),
    })
    expect(existsSync(expm.expBaseDir)).toBe(false)
  })
})

describe('find', () => {
  const idsOf = (runs: { id: string }[]) => runs.map(({ id }) => id)

  test('gives the runs of the experiment, oldest first, and of no other', async () => {
    const expm = manager()
    const runs = Array.from({ length: 11 }, () => expm.prepare({ ...PARAMS, comment: 'any' }).run)
    expm.prepare({ ...PARAMS, model: 1 })
    expect(idsOf(await expm.find(PARAMS))).toEqual(idsOf(runs))
  })

  test.each([
    ['recorded sequence', { sequence: 1 }],
    ['time of creation where there is none', { sequence: undefined, created: '2001-01-01T00:00:00.000Z' }],
  ])('goes by the %s, not by the name', async (_, change) => {
    const expm = manager()
    const runs = [expm.prepare(PARAMS).run, expm.prepare(PARAMS).run]
    const record = jsonOf(runs[1]!, 'run.json')
    writeFileSync(join(runs[1]!.dir, 'run.json'), JSON.stringify({ ...record, ...change }))
    expect(idsOf(await expm.find(PARAMS))).toEqual(idsOf(runs.toReversed()))
  })

  test('gives a run made after the clock was set back, or in the same millisecond, as the newest', async () => {
    const expm = manager()
    const clocks = [
      '2020-03-03T15:52:00Z',
      '2020-03-03T14:52:00Z',
      '2020-03-03T14:52:00Z',
      '2019-03-03T14:52:00Z',
    ]
    const runs = clocks.map((clock) => {
      jest.useFakeTimers({ now: new Date(clock), doNotFake: ['setImmediate', 'nextTick'] })
      return expm.prepare(PARAMS).run
    })
    jest.useRealTimers()
    expect(idsOf(await expm.find(PARAMS))).toEqual(idsOf(runs))
  })

  test('reads each run.json once', async () => {
    const expm = manager()
    for (let n = 0; n < 12; n += 1) expm.prepare(PARAMS)
    let reads = 0
    const restore = useDisk({
      ...realDisk,
      readFileSync: (path) => {
        if (path.endsWith('run.json')) reads += 1
        return realDisk.readFileSync(path)
      },
    })
    await expm.find(PARAMS)
    restore()
    expect(reads).toBe(12)
  })

  test('gives none where there are none, and writes nothing', async () => {
    const expm = manager({ expBaseDir: join(scratch(), 'none') })
    expect(await expm.find(PARAMS)).toEqual([])
    expect(existsSync(expm.expBaseDir)).toBe(false)
  })

  test('keeps debug runs and others apart', async () => {
    const expm = manager()
    const [debug, plain] = [expm.prepare({ ...PARAMS, debug: true }).run, expm.prepare(PARAMS).run]
    expect(idsOf(await expm.find({ ...PARAMS, debug: true }))).toEqual([debug.id])
    expect(idsOf(await expm.find(PARAMS))).toEqual([plain.id])
  })

  test('leaves out what cannot be read, with a warning each, and gives the rest', async () => {
    const expm = manager()
    const runs = Array.from({ length: 5 }, () => expm.prepare(PARAMS).run)
    const [first, cut, empty, scored, last] = runs as never as [Run, Run, Run, Run, Run]
    writeFileSync(scored.path('performances.json'), '{"format": 1}')
    writeFileSync(cut.path('run.json'), '{"format"')
    empty.finish()
    rmSync(empty.path('run.json'))
    mkdirSync(join(first.dir, '../notes'))
    writeFileSync(join(first.dir, '../run--99-99-99--99-99'), 'no run')
    const warnings = expectWarnings()
    expect(idsOf(await expm.find(PARAMS))).toEqual([first.id, last.id])
    expect(warnings.map(({ code }) => code)).toEqual(Array(3).fill('EXMAN_RUN_UNREADABLE'))
    expect(warnings.map(({ text }) => text)).toEqual([
      expect.stringContaining(`${cut.dir} is left out. `),
      expect.stringContaining(`${empty.dir} is left out. `),
      expect.stringContaining(`${scored.dir} is left out. `),
    ])
    expect(readFileSync(cut.path('run.json'), 'utf8')).toBe('{"format"')
  })

  test('passes over, without a warning, a run that is just being made', async () => {
    const expm = manager()
    const [whole, begun] = [expm.prepare(PARAMS).run, expm.prepare(PARAMS).run]
    rmSync(begun.path('run.json'))
    expect(idsOf(await expm.find(PARAMS))).toEqual([whole.id])
  })

  test('reads only', async () => {
    const expm = manager()
    const { run } = expm.prepare(PARAMS)
    run.finish()
    const before = lstatSync(run.dir).mtimeMs
    const [found] = await expm.find(PARAMS)
    expect([found!.status, found!.params]).toEqual(['done', PARAMS])
    expect(lstatSync(run.dir).mtimeMs).toBe(before)
    expect(existsSync(run.path('.lock'))).toBe(false)
  })

  test('finds them in a root that was moved', async () => {
    const expm = manager()
    expm.prepare(PARAMS).run.finish()
    const there = join(scratch(), 'moved')
    renameSync(expm.expBaseDir, there)
    expect(await manager({ expBaseDir: there }).find(PARAMS)).toHaveLength(1)
  })

  test('a run that it gives can go on', async () => {
    const expm = manager({ monitor: 'loss' })
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: expm.prepare(PARAMS) })
    const [run] = await expm.find(PARAMS)
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run!.callbacks() })
    expect(run!.record).toMatchObject({ status: 'done', epochs: 4 })
  })
})

test('git is told nothing of the experiments: a clean repository stays clean', async () => {
  const before = process.cwd()
  const dir = scratch()
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', ...words], { cwd: dir, encoding: 'utf8' })
  git('init', '-q')
  writeFileSync(join(dir, 'train.js'), 'x')
  git('add', '.')
  git('commit', '-qm', 'one')
  process.chdir(dir)
  const callbacks = manager({ expBaseDir: 'experiments', monitor: 'loss' }).prepare(PARAMS)
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
  process.chdir(before)
  expect(callbacks.run.record.sessions[0]).toMatchObject({
    git: { commit: git('rev-parse', 'HEAD').trim(), dirty: false },
  })
  expect(existsSync(callbacks.run.path('changes.diff'))).toBe(false)
})
