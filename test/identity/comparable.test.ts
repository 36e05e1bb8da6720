import { comparableParams } from '../../src/identity/comparable'
import type { Json, JsonObject } from '../../src/params/types'

type Options = Parameters<typeof comparableParams>[1]

const PARAMS = {
  model: { units: 2, dropout: 0 },
  training: { lr: 0.1, warmup: 0, layers: [{ units: 1 }, { units: 2 }] },
  'a.b': 1,
  comment: 'first',
  debug: false,
}

test.each<[string, Partial<Options>, JsonObject | undefined]>([
  ['all, where nothing is ignored', {}, PARAMS],
  [
    'what is ignored is left out',
    { ignoredParams: ['comment', 'debug'] },
    { ...PARAMS, comment: undefined!, debug: undefined! },
  ],
  [
    'also inside',
    { ignoredParams: ['training.layers.0.units'] },
    { ...PARAMS, training: { ...PARAMS.training, layers: [{}, { units: 2 }] } },
  ],
  ['also by a name with a dot', { ignoredParams: ['a\\.b'] }, { ...PARAMS, 'a.b': undefined! }],
  ['what is ignored and not there is no matter', { ignoredParams: ['author', 'model.bias'] }, PARAMS],
  [
    'what is neutral is left out',
    { neutralParams: { 'training.warmup': 0 } },
    { ...PARAMS, training: { lr: 0.1, layers: PARAMS.training.layers } },
  ],
  ['but not with another value', { neutralParams: { 'training.warmup': 1, 'training.lr': 0 } }, PARAMS],
  ['nor what is not there', { neutralParams: { 'training.momentum': 0 } }, PARAMS],
  [
    'neutral values are compared as data',
    { neutralParams: { 'training.warmup': -0, model: { dropout: 0, units: 2 } } },
    { 'a.b': 1, comment: 'first', debug: false, training: { lr: 0.1, layers: PARAMS.training.layers } },
  ],
  [
    'what is ignored does not keep another from being neutral',
    { ignoredParams: ['model.dropout'], neutralParams: { model: { units: 2 } } },
    { ...PARAMS, model: undefined! },
  ],
  [
    'all are compared before any is taken out',
    { neutralParams: { 'model.dropout': 0, model: { units: 2, dropout: 0 } } },
    { ...PARAMS, model: undefined! },
  ],
])('%s', (_, options, expected) => {
  const before = structuredClone(PARAMS)
  const found = comparableParams(PARAMS, { ignoredParams: [], neutralParams: {}, ...options })
  expect(found).toEqual(expected)
  expect(PARAMS).toEqual(before)
})

test('two runs compare as equal when they differ in what does not count', () => {
  const options = { ignoredParams: ['comment'], neutralParams: { 'training.warmup': 0 } }
  const comparable = (params: JsonObject): Json => comparableParams(params, options)
  const older = { model: { units: 2 }, training: { lr: 0.1 } }
  expect(comparable({ ...older, training: { lr: 0.1, warmup: 0 }, comment: 'x' })).toEqual(comparable(older))
  expect(comparable({ ...older, training: { lr: 0.1, warmup: 1 } })).not.toEqual(comparable(older))
})
