import { OptionError, ParamsError } from '../../src/errors'
import { grid } from '../../src/params/grid'
import { thrown } from '../faults/thrown'

const BASE = {
  model: { units: 32, layers: [{ kernel: 3 }, { kernel: 5 }] },
  training: { lr: 0.1, 'batch.size': 16, schedule: null as object | null },
}

type Axes = Record<string, readonly unknown[]>

/** The values of the axes in each combination. */
const units = (list: (typeof BASE)[]) => list.map(({ model, training }) => [training.lr, model.units])

test('one copy for each combination, the last axis fastest', () => {
  const list = grid(BASE, { 'training.lr': [0.1, 0.01], 'model.units': [32, 64, 128] })
  expect(units(list)).toEqual([
    [0.1, 32],
    [0.1, 64],
    [0.1, 128],
    [0.01, 32],
    [0.01, 64],
    [0.01, 128],
  ])
  const { model, training } = BASE
  expect(list[5]).toStrictEqual({
    model: { ...model, units: 128 },
    training: { ...training, lr: 0.01 },
  })
})

test('the order of the axes is that in which they are given', () => {
  expect(units(grid(BASE, { 'model.units': [1, 2], 'training.lr': [3, 4] }))).toEqual([
    [3, 1],
    [4, 1],
    [3, 2],
    [4, 2],
  ])
})

test('without axes there is one copy of the base', () => {
  expect(grid(BASE, {})).toStrictEqual([BASE])
})

test.each<[string, Axes, (params: typeof BASE) => unknown, unknown[]]>([
  ['an element', { 'model.layers.1.kernel': [7, 9] }, ({ model }) => model.layers[1]!.kernel, [7, 9]],
  ['a whole element', { 'model.layers.0': [{ kernel: 1 }] }, ({ model }) => model.layers[0], [{ kernel: 1 }]],
  ['a whole group', { model: [{ units: 1 }, {}] }, ({ model }) => model, [{ units: 1 }, {}]],
  ['a key with a dot', { 'training.batch\\.size': [8] }, ({ training }) => training['batch.size'], [8]],
  [
    'what is null',
    { 'training.schedule': [null, { step: 2 }] },
    ({ training }) => training.schedule,
    [null, { step: 2 }],
  ],
  [
    'other types',
    { 'training.lr': ['auto', true, [1], null] },
    ({ training }) => training.lr,
    ['auto', true, [1], null],
  ],
  ['a value twice', { 'training.lr': [1, 1] }, ({ training }) => training.lr, [1, 1]],
])('an axis may be %s', (_, axes, value, expected) => {
  expect(grid(BASE, axes).map(value)).toStrictEqual(expected)
})

test('the values are made JSON data as parameters are', () => {
  const values = [{ step: 2, from: undefined }, { step: -0 }]
  const list = grid({ ...BASE, note: undefined }, { 'training.schedule': values })
  expect(list.map(({ training }) => training.schedule)).toStrictEqual([{ step: 2 }, { step: 0 }])
  expect(list[0]).not.toHaveProperty('note')
})

test('the copies share nothing with the base, the values or each other', () => {
  const base = structuredClone(BASE)
  const schedule = { step: 2 }
  const list = grid(base, { 'training.schedule': [schedule], 'training.lr': [1, 2] })
  const before = structuredClone([base, schedule, list[1]])
  list[0]!.model.layers[0]!.kernel = 99
  list[0]!.model.layers.push({ kernel: 1 })
  Object.assign(list[0]!.training.schedule!, { step: 99 })
  expect([base, schedule, list[1]]).toEqual(before)
})

test('a frozen base and frozen axes will do', () => {
  const base = Object.freeze({ model: Object.freeze({ units: 1 }) })
  const list = grid(base, Object.freeze({ 'model.units': Object.freeze([2, 3]) }))
  expect(list).toEqual([{ model: { units: 2 } }, { model: { units: 3 } }])
  expect(Object.isFrozen(list[0]!.model)).toBe(false)
})

test('ten axes of two values, and one of ten thousand', () => {
  const base = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`p${n}`, 0]))
  const axes = Object.fromEntries(Object.keys(base).map((name) => [name, [0, 1]]))
  const seen = grid(base, axes).map((params) => Object.values(params).join(''))
  expect(new Set(seen).size).toBe(1024)
  expect(seen.slice(0, 3)).toEqual(['0000000000', '0000000001', '0000000010'])
  expect(grid({ seed: 0 }, { seed: Array.from({ length: 10_000 }, (_, n) => n) }).at(-1)).toEqual({
    seed: 9999,
  })
})

test('the type is that of the base, also of an interface', () => {
  interface Params {
    model: { units: number }
  }
  const base: Params = { model: { units: 32 } }
  const list: Params[] = grid(base, { 'model.units': [1, 2] as const })
  // @ts-expect-error units is a number
  const text: string = list[0]!.model.units
  expect(text).toBe(1)
})

describe('an axis that names nothing in the base is refused, never added', () => {
  const add = 'dd it to the base parameters with its usual value.'
  const training = 'The parameter "training" has "lr", "batch.size", "schedule".'
  test.each<[string, string]>([
    ['training.lrr', `${training} Did you mean "training.lr"? If not, a${add}`],
    ['training.warmup', `${training} A${add}`],
    ['trainig.lr', `The parameters have "model", "training". Did you mean "training"? If not, a${add}`],
    ['training.lr.start', `The parameter "training.lr" has no keys. A${add}`],
    ['training.schedule.step', `The parameter "training.schedule" has no keys. A${add}`],
    ['model.layers.2.kernel', `The parameter "model.layers" has "0", "1". A${add}`],
    ['lr', `The parameters have "model", "training". A${add}`],
    ['toString', `The parameters have "model", "training". A${add}`],
  ])('%s', (path, hint) => {
    const error = thrown(() => grid(BASE, { 'model.units': [1], [path]: [1] }))
    expect(error).toBeInstanceOf(ParamsError)
    const message = `The axis "${path}" names nothing that the base parameters have. ${hint}`
    expect(error).toMatchObject({ code: 'EXMAN_PARAMS_MISSING', path, message })
  })
})

const LIST = 'Write [value] for a single one, and Array.from(list) for a list of another kind.'

test.each<[string, unknown, string, unknown, string]>([
  ['no array', { 'training.lr': 0.1 }, 'training.lr', 0.1, `must be an array of values, got 0.1. ${LIST}`],
  [
    'a text',
    { 'training.lr': '0.1' },
    'training.lr',
    '0.1',
    `must be an array of values, got "0.1". ${LIST}`,
  ],
  [
    'a typed array',
    { 'training.lr': new Float32Array(2) },
    'training.lr',
    new Float32Array(2),
    `must be an array of values, got Float32Array(2). ${LIST}`,
  ],
  [
    'empty',
    { 'model.units': [1], 'training.lr': [] },
    'training.lr',
    [],
    'has no values, so that there would be no combination. Give it one, or leave it out.',
  ],
  [
    'inside another',
    { model: [{}], 'model.units': [1] },
    'model.units',
    [1],
    'lies inside the axis "model", so that the one would write over the other. Vary either the whole or its parts.',
  ],
  [
    'inside a later one',
    { 'model.layers.0.kernel': [1], 'training.lr': [2], 'model.layers.0': [{}] },
    'model.layers.0.kernel',
    [1],
    'lies inside the axis "model.layers.0", so that the one would write over the other. Vary either the whole or its parts.',
  ],
])('an axis that is %s is refused', (_, axes, option, value, problem) => {
  const error = thrown(() => grid(BASE, axes as Axes))
  expect(error).toBeInstanceOf(OptionError)
  const message = `The axis "${option}" ${problem}`
  expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID', option, value, message })
})

test('neighbours with names that begin alike are no such axes', () => {
  const base = { lr: 1, lrDecay: 2, layers: [1, 2] }
  expect(grid(base, { lr: [3], lrDecay: [4], 'layers.0': [5], 'layers.1': [6] })).toEqual([
    { lr: 3, lrDecay: 4, layers: [5, 6] },
  ])
})

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [[['training.lr', [1]]], '[[…]]'],
  [new Map([['training.lr', [1]]]), 'Map(1)'],
])('axes that are %p are refused', (axes, shown) => {
  const message = `The axes of a grid must be a plain object, got ${shown}. Write { 'training.lr': [0.1, 0.01] }.`
  expect(thrown(() => grid(BASE, axes as Axes))).toMatchObject({
    code: 'EXMAN_OPTION_INVALID',
    option: 'axes',
    message,
  })
})

test.each<[string, object, Axes, string, string]>([
  ['a value', BASE, { 'training.lr': [0.1, NaN] }, 'training.lr.1', 'is NaN, which is not plain JSON data.'],
  ['a hole', BASE, { 'training.lr': [1, , 2] }, 'training.lr.1', 'is a hole in an array.'],
  [
    'inside a value',
    BASE,
    { model: [{}, { layers: [{ kernel: new Date(0) }] }] },
    'model.1.layers.0.kernel',
    'is Date(1970',
  ],
  [
    'below an element',
    BASE,
    { 'model.layers.0.kernel': [1n] },
    'model.layers.0.kernel.0',
    'is 1n, which is not',
  ],
  ['the base', { lr: Infinity }, { lr: [1] }, 'lr', 'is Infinity, which is not plain JSON data.'],
])('what is no JSON data is refused with its path: %s', (_, base, axes, path, problem) => {
  const error = thrown(() => grid(base, axes))
  expect(error).toMatchObject({ code: 'EXMAN_PARAMS_INVALID', path })
  expect(error).toHaveProperty('message', expect.stringContaining(`The parameter "${path}" ${problem}`))
})

test.each<[unknown, string]>([
  [null, 'null'],
  [[{ lr: 1 }], '[{…}]'],
  ['lr', '"lr"'],
])('a base that is %p is refused', (base, shown) => {
  const message = expect.stringContaining(`must be a plain object, got ${shown}.`) as string
  expect(thrown(() => grid(base as object, { lr: [1] }))).toMatchObject({
    code: 'EXMAN_PARAMS_INVALID',
    message,
  })
})

test.each(['', 'training..lr', 'training.lr\\', '__proto__.polluted'])(
  'the path %j cannot be read',
  (path) => {
    expect(thrown(() => grid(BASE, { [path]: [1] }))).toMatchObject({ code: 'EXMAN_PATH_INVALID', path })
    expect({}).not.toHaveProperty('polluted')
  },
)
