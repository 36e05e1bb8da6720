import { ParamsError } from '../../src/errors'
import { checkIdentityOptions, identify, type IdentityOptions } from '../../src/identity/identify'
import type { Json, JsonObject } from '../../src/params/types'

const params = {
  model: { type: 'dense', units: [64, 32], dropout: 0.1 },
  training: { lr: 0.00001, epochs: 12, optimizer: null },
  processing: 'none',
  comment: 'first try',
}

const options: IdentityOptions = {
  monitored: ['training', 'processing', 'model'],
  ids: 'object-hash',
  neutralParams: {},
  ignoredParams: ['debug', 'comment', 'author'],
}

describe('golden ids', () => {
  // Changing one of these literals is a breaking change: the folders of every user would get other names.
  test('object-hash', () => {
    expect(identify(params, options)).toEqual({
      name: 'exp-67834866-95448988-29656628',
      ids: 'object-hash',
      monitored: ['training', 'processing', 'model'],
      groups: {
        training: {
          digest: 'c4fd66fb636e99d5594fa293c1cf2e0deee160e0dd5c66aff07d50d3571842f2',
          value: params.training,
        },
        processing: {
          digest: '988aebec5d719bd899f7ef047f0920a368703c993a6678c027ff83af41c0c09c',
          value: 'none',
        },
        model: {
          digest: '51c36376bcf03db1abe14acc2f643b819fbc3b4c436bde67b006ddd33e8c6a34',
          value: params.model,
        },
      },
    })
  })

  // The same as in Python: str(int(hashlib.sha256(json.dumps(group, sort_keys=True).encode()).hexdigest(), 16))[:8]
  test('python', () => {
    expect(identify(params, { ...options, ids: 'python' })).toEqual({
      name: 'exp-11298329-21994721-99051133',
      ids: 'python',
      monitored: ['training', 'processing', 'model'],
      groups: {
        training: {
          digest: 'f9ca475f9d74f86b2950339bdeb1d0ceea04cbae4bbba97c0ce204cb311fcd3f',
          value: params.training,
        },
        processing: {
          digest: '30a0924a3360be687d1df9fcbbfdff62c01bc0fd14036ab9076cf7f451568666',
          value: 'none',
        },
        model: {
          digest: 'dafcf4800333d4472a75216694048e51e30e523f494c55a7a95ba98e462d3dae',
          value: params.model,
        },
      },
    })
  })
})

describe('the name', () => {
  const name = (given: JsonObject, change: Partial<IdentityOptions> = {}) => {
    const changed = { ...options, monitored: ['training'], ...change }
    checkIdentityOptions(changed)
    return identify(given, changed).name
  }
  const before = name({ training: { lr: 0.1 } })

  test.each<[string, JsonObject, Partial<IdentityOptions>]>([
    ['other groups', { training: { lr: 0.1 }, model: { units: 1 } }, {}],
    [
      'ignored parameters of any value',
      { training: { lr: 0.1, verbose: true } },
      { ignoredParams: ['training.verbose'] },
    ],
    [
      'the group that ignored parameters leave empty',
      { training: { lr: 0.1, log: { a: 1, b: 2 } } },
      { ignoredParams: ['training.log.a', 'training.log.b'] },
    ],
    [
      'a neutral parameter at its neutral value',
      { training: { lr: 0.1, warmup: 0 } },
      { neutralParams: { 'training.warmup': 0 } },
    ],
    [
      'a nested neutral parameter',
      { training: { lr: 0.1, warmup: { steps: 0 } } },
      { neutralParams: { 'training.warmup.steps': 0 } },
    ],
    [
      'a neutral object, its keys in any order',
      { training: { lr: 0.1, warmup: { a: 1, b: 2 } } },
      { neutralParams: { 'training.warmup': { b: 2, a: 1 } } },
    ],
    [
      'a neutral object around an ignored parameter',
      { training: { lr: 0.1, warmup: { a: 1, note: 'x' } } },
      { neutralParams: { 'training.warmup': { a: 1 } }, ignoredParams: ['training.warmup.note'] },
    ],
    [
      'a neutral null',
      { training: { lr: 0.1, warmup: null } },
      { neutralParams: { 'training.warmup': null } },
    ],
  ])('is not changed by %s', (_, given, change) => {
    expect(name(given, change)).toBe(before)
  })

  test.each<[string, JsonObject, Partial<IdentityOptions>]>([
    ['a value', { training: { lr: 0.2 } }, {}],
    ['a new parameter', { training: { lr: 0.1, warmup: 0 } }, {}],
    [
      'a neutral parameter at another value',
      { training: { lr: 0.1, warmup: 5 } },
      { neutralParams: { 'training.warmup': 0 } },
    ],
    ['ids', { training: { lr: 0.1 } }, { ids: 'python' }],
  ])('is changed by %s', (_, given, change) => {
    expect(name(given, change)).not.toBe(before)
  })

  test('does not depend on the order in which neutral parameters are listed', () => {
    const given = { training: { lr: 0.1, warmup: { a: 1, b: 2 } } }
    const neutral: [string, Json][] = [
      ['training.warmup', { a: 1, b: 2 }],
      ['training.warmup.a', 1],
    ]
    const names = [neutral, neutral.toReversed()].map((list) =>
      name(given, { neutralParams: Object.fromEntries(list) }),
    )
    expect(names).toEqual([before, before])
  })

  test('follows the order of the monitored keys', () => {
    const [first, second] = [
      { ...options, monitored: ['model', 'training'] },
      { ...options, monitored: ['training', 'model'] },
    ]
    expect(identify(params, first).name).toBe('exp-29656628-67834866')
    expect(identify(params, second).name).toBe('exp-67834866-29656628')
  })
})

test.each<[string, JsonObject, Json]>([
  ['model.layers.0', { model: { layers: [{ units: 3 }] } }, { units: 3 }],
  ['a\\.b', { 'a.b': 1 }, 1],
  ['model', { model: null }, null],
  ['model', { model: [] }, []],
  ['model', { model: {} }, {}],
  ['model', { model: '' }, ''],
  ['constructor', { constructor: { units: 3 } }, { units: 3 }],
])('a monitored key may be %j of %j', (key, given, value) => {
  expect(identify(given, { ...options, monitored: [key] }).groups).toEqual({
    [key]: { digest: expect.any(String) as string, value },
  })
})

test('a group whose parameters are all ignored or neutral stays, empty', () => {
  const change = {
    monitored: ['training'],
    ignoredParams: ['training.a'],
    neutralParams: { 'training.b': 1 },
  }
  expect(identify({ training: { a: 0, b: 1 } }, { ...options, ...change }).groups.training?.value).toEqual({})
})

test.each<[string, JsonObject, string]>([
  [
    'training',
    { model: {}, trainig: {} },
    'The monitored group "training" is not among the parameters. The parameters have "model", "trainig". Did you mean "trainig"?',
  ],
  [
    'training',
    { model: {} },
    'The monitored group "training" is not among the parameters. The parameters have "model". Add the group, or monitor others.',
  ],
  [
    'training',
    {},
    'The monitored group "training" is not among the parameters. The parameters have no keys. Add the group, or monitor others.',
  ],
  [
    'model.head.units',
    { model: { haed: {} } },
    'The monitored group "model.head.units" is not among the parameters. The parameter "model" has "haed". Did you mean "haed"?',
  ],
  [
    'toString',
    { model: {} },
    'The monitored group "toString" is not among the parameters. The parameters have "model". Add the group, or monitor others.',
  ],
])('a missing group %j is an error that names the keys there are', (key, given, message) => {
  const work = () => identify(given, { ...options, monitored: [key] })
  expect(work).toThrow(ParamsError)
  expect(work).toThrow(expect.objectContaining({ code: 'EXMAN_PARAMS_MISSING', path: key, message }) as Error)
})

test('an ignored array element is an error that names the option and the whole path', () => {
  const work = () =>
    identify(
      { model: { layers: [1, 2] } },
      { ...options, monitored: ['model'], ignoredParams: ['model.layers.0'] },
    )
  expect(work).toThrow(
    expect.objectContaining({
      code: 'EXMAN_OPTION_INVALID',
      option: 'ignoredParams',
      value: 'model.layers.0',
    }) as Error,
  )
})
