import { missingPath } from '../../src/params/missing-path'

const PARAMS = { training: { lr: 0.1, 'batch.size': 32 }, layers: [{ units: 1 }, { units: 2 }], empty: {} }

test.each<[string[], string, string | undefined]>([
  [['trainig'], 'The parameters have "training", "layers", "empty"', 'training'],
  [['other'], 'The parameters have "training", "layers", "empty"', undefined],
  [['trainig', 'lr'], 'The parameters have "training", "layers", "empty"', 'training'],
  [['training', 'lrr'], 'The parameter "training" has "lr", "batch.size"', 'training.lr'],
  [['training', 'batchSize'], 'The parameter "training" has "lr", "batch.size"', 'training.batch\\.size'],
  [['training', 'lr', 'start'], 'The parameter "training.lr" has no keys', undefined],
  [['layers', '2', 'units'], 'The parameter "layers" has "0", "1"', undefined],
  [['layers', '1', 'unit'], 'The parameter "layers.1" has "units"', 'layers.1.units'],
  [['empty', 'a'], 'The parameter "empty" has no keys', undefined],
  [['toString'], 'The parameters have "training", "layers", "empty"', undefined],
])('%j', (path, has, meant) => {
  expect(missingPath(PARAMS, path)).toEqual({ has, meant })
})

test('of many keys it lists twenty, and hides no control character in them', () => {
  const many = Object.fromEntries(Array.from({ length: 23 }, (_, n) => [`k${n}\n`, n]))
  const { has } = missingPath(many, ['x'])
  expect(has).toMatch(/^The parameters have "k0\\u000a", "k1\\u000a", .*"k19\\u000a" and 3 more$/)
})
