import * as fc from 'fast-check'
import type { YamlValue } from '../../../src/params/yaml/text'
import { anyEntries } from './any-value'
import { ASCII_TEXTS, NESTED, NUMBERS, TEXTS } from './awkward'
import { isReadQuickly } from './both-ways'
import { describeWithPyyaml, python } from './pyyaml'
import { times } from '../../soak'

/** What `yaml.dump` writes of each mapping, in several ways. */
function dumped(documents: readonly unknown[]): string[] {
  return python(
    `
ways = [{}, {'default_flow_style': None}, {'default_flow_style': None, 'width': 10 ** 6, 'sort_keys': False},
    {'default_style': "'"}, {'default_style': '"', 'allow_unicode': True}]
def wider(value):
    if isinstance(value, list): return [wider(each) for each in value]
    if isinstance(value, dict): return {key: wider(each) for key, each in value.items()}
    return {'<inf>': math.inf, '<-inf>': -math.inf, '<nan>': math.nan}.get(value, value) if isinstance(value, str) else value
print(json.dumps([yaml.dump(wider(each), **way) for each in given for way in ways]))
`,
    documents,
  )
}

// JSON has neither these, nor lone surrogates for Python.
const forPython = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'number' && !Number.isFinite(each)
        ? { NaN: '<nan>', Infinity: '<inf>', '-Infinity': '<-inf>' }[String(each)]
        : each,
    ),
  )

const isWhole = (value: unknown): boolean => !/\\ud[89a-f]/.test(JSON.stringify(value))

describeWithPyyaml('what PyYAML writes is the same or left to the other reader', () => {
  test('awkward values and keys', () => {
    const texts = [...new Set([...TEXTS, ...ASCII_TEXTS])]
    const values: YamlValue[] = [...texts, ...NUMBERS, ...NESTED, null, true, false]
    const documents = [
      ...values.map((value) => ({ k: value, list: [value, 1], map: { a: value } })),
      ...values.map((value) => ({ k: value, z: 1 })),
      ...texts.map((text) => ({ [text]: 1, z: { [text]: 2 } })),
    ]
    const written = dumped(documents.filter(isWhole).map(forPython))
    const quickly = written.filter(isReadQuickly)
    expect(quickly.length).toBeGreaterThan(written.length / 5)
  })

  test('random records', () => {
    const records = fc.sample(anyEntries, { numRuns: times(300, 5000), seed: 7 })
    const documents = records.map((entries) => Object.fromEntries(entries) as unknown)
    const written = dumped(documents.filter(isWhole).map(forPython))
    const quickly = written.filter(isReadQuickly)
    expect(quickly.length).toBeGreaterThan(written.length / 10)
  })

  test('a record of single values is read quickly', () => {
    const record = {
      ...{
        commit: '3f2a91c',
        config: null,
        dirty: true,
        git_dirty: false,
        id: 3,
        lr: 1e-5,
        name: '',
        size: 0.5,
      },
      ...{ note: "it's: #1", root: '/data/runs/000003-2020-03-03-15-52-10', time: '2020-03-03-15-52-10' },
    }
    const [text] = dumped([record])
    expect(text).toContain("note: 'it''s: #1'\n")
    expect(isReadQuickly(text!)).toBe(true)
  })
})
