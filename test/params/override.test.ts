import { withOverrides } from '../../src/params/override'
import { coded } from '../run/runs'

const PARAMS = { model: { units: 2, layers: [{ units: 3 }] }, 'a.b': 1, tag: 'x' }

test.each<[string[], object]>([
  [[], {}],
  [['model.units=4'], { model: { units: 4, layers: [{ units: 3 }] } }],
  [['model.layers.0.units=1e1'], { model: { units: 2, layers: [{ units: 10 }] } }],
  [['model={"units":7}'], { model: { units: 7 } }],
  [['a\\.b=null'], { 'a.b': null }],
  [['tag=a=b c'], { tag: 'a=b c' }],
  [['tag='], { tag: '' }],
  [['tag=01'], { tag: '01' }],
  [['tag="01"'], { tag: '01' }],
  [['tag=1', 'tag=2'], { tag: 2 }],
  [['model={"n":1}', 'model.n=2'], { model: { n: 2 } }],
])('%j', (overrides, changed) => {
  const before = structuredClone(PARAMS)
  expect(withOverrides(PARAMS, overrides)).toEqual({ ...PARAMS, ...changed })
  expect(PARAMS).toEqual(before)
})

test.each<[string, string, string]>([
  ['tag', 'EXMAN_OPTION_INVALID', 'is no "path=value"'],
  ['=1', 'EXMAN_OPTION_INVALID', 'is no "path=value"'],
  ['model.unit=1', 'EXMAN_OPTION_INVALID', 'Did you mean "model.units"?'],
  ['model.layers.1.units=1', 'EXMAN_OPTION_INVALID', 'names nothing'],
  ['constructor=1', 'EXMAN_OPTION_INVALID', 'names nothing'],
  ['__proto__.x=1', 'EXMAN_PATH_INVALID', '__proto__'],
  ['a..b=1', 'EXMAN_PATH_INVALID', 'empty'],
  ['tag={"__proto__":1}', 'EXMAN_PARAMS_INVALID', '__proto__'],
  ['tag=1e999', 'EXMAN_PARAMS_INVALID', 'Infinity'],
])('%s is refused', (override, code, text) => {
  expect(() => withOverrides(PARAMS, [override])).toThrow(coded(code, text))
})
