import * as fc from 'fast-check'
import type * as quick from '../../../src/params/yaml/quick'
import { quickYaml } from '../../../src/params/yaml/quick'
import { yamlText, type YamlValue } from '../../../src/params/yaml/text'
import { anyEntries, anyText } from './any-value'
import { ASCII_TEXTS, NESTED, NUMBERS, TEXTS, nested } from './awkward'
import { hasLongKey, isReadQuickly, wherever } from './both-ways'
import { times } from '../../soak'

test('the library for YAML is not loaded', () => {
  jest.isolateModules(() => {
    const loads = jest.fn()
    jest.doMock('yaml', loads)
    const { quickYaml } = jest.requireActual<typeof quick>('../../../src/params/yaml/quick')
    expect(quickYaml('a: 1\n')).toEqual(new Map([['a', 1]]))
    expect(loads).not.toHaveBeenCalled()
  })
  jest.dontMock('yaml')
})

test('a record is read with its values, in its order', () => {
  const text = `lr: 1.0e-07
"10": 0x10
layers: [64, [32, on], []]
optimizer: {name: adam, beta: [0.9, -.inf], empty: {}, "a: b": null}
note: "first\\nse\\u0063ond é"
who: 'it''s, #1'
time: 2020-03-03-15-52-10
data: ../mnist/train set.csv
`
  expect([...quickYaml(text)!]).toEqual([
    ['lr', 1e-7],
    ['10', 16],
    ['layers', [64, [32, true], []]],
    ['optimizer', { name: 'adam', beta: [0.9, -Infinity], empty: {}, 'a: b': null }],
    ['note', 'first\nsecond é'],
    ['who', "it's, #1"],
    ['time', '2020-03-03-15-52-10'],
    ['data', '../mnist/train set.csv'],
  ])
  expect(isReadQuickly(text)).toBe(true)
})

describe('what exman writes is read quickly, the same', () => {
  test('a record without entries', () => {
    expect(quickYaml(yamlText([]))).toEqual(new Map())
    expect(isReadQuickly(yamlText([]))).toBe(true)
  })

  test('awkward values, wherever they stand', () => {
    const values = [...TEXTS, ...ASCII_TEXTS, ...NUMBERS, ...NESTED, true, false, null]
    const entries = values
      .filter((value) => !hasLongKey(value))
      .map((value, index): [string, YamlValue] => [`k${index}`, { a: value, b: [value, [value]], c: value }])
    expect(isReadQuickly(yamlText(entries))).toBe(true)
    expect(isReadQuickly(yamlText(entries, { floats: new Set(entries.map(([key]) => key)) }))).toBe(true)
  })

  test('awkward texts as keys', () => {
    const texts = [...new Set([...TEXTS, ...ASCII_TEXTS])].filter((text) => !hasLongKey({ [text]: 1 }))
    expect(texts.length).toBeGreaterThan(1000)
    const entries = texts.map((text): [string, YamlValue] => [text, [{ [text]: text, z: { [text]: 1 } }]])
    expect(isReadQuickly(yamlText(entries))).toBe(true)
  })

  test('random records', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const floats = new Set(entries.slice(2).map(([key]) => key))
        expect(isReadQuickly(yamlText(entries, { floats }))).toBe(true)
      }),
      { numRuns: times(1000, 20_000) },
    )
  })

  test.each<[string, YamlValue]>([
    ['199 lists and objects inside of each other', nested(199)],
    ['a text of 3 MB', 'x "'.repeat(700_000)],
    ['a plain text of 10,000 characters', 'ab '.repeat(3333) + 'c'],
    ['many numbers', Array.from({ length: 49_900 }, (_, index) => index)],
    ['many empty lists', Array.from({ length: 49_900 }, () => [])],
    ['many keys', Object.fromEntries(Array.from({ length: 24_900 }, (_, index) => [`k${index}`, 'on']))],
    ['a key of 1,000 characters', { ['k'.repeat(1000)]: { ['é'.repeat(998)]: 1 } }],
  ])('%s', (_title, value) => {
    expect(isReadQuickly(yamlText([['k', value]]))).toBe(true)
  })

  test('many entries', () => {
    const entries = Array.from({ length: 24_900 }, (_, index): [string, YamlValue] => [`k${index}`, index])
    expect(isReadQuickly(yamlText(entries))).toBe(true)
  })
})

describe('what stands there, written by whomever, is the same or left to the other reader', () => {
  test('awkward texts as they are, without quotes', () => {
    const sources = [...new Set([...TEXTS, ...ASCII_TEXTS])].filter((text) => text.length < 100)
    const quickly = sources.flatMap(wherever).filter(isReadQuickly)
    expect(quickly.length).toBeGreaterThan(5000)
  })

  test.each<[string, string[]]>([
    [
      'numbers and words',
      '0 0 1 2 5 7 8 9 59 60 . . - + _ : e e+ e- E x b o a f on no inf nan null ~ T Z y'.split(' '),
    ],
    [
      'marks',
      [
        ...'0a.-+~/:,[]{}#!&*|>%@`=<?\n'.split(''),
        '--',
        '<<',
        ' ',
        '  ',
        ': ',
        ', ',
        ' #',
        '- ',
        '? ',
        'b: 1',
      ],
    ],
    [
      'quotes and escapes',
      [
        ...`'"\\a1 é:,]}#\t\n`.split(''),
        "''",
        '\\"',
        '\\n',
        '\\x41',
        '\\u0041',
        '\\ud83d',
        '\\ude00',
        '\\0',
        '😀',
      ],
    ],
  ])('random %s', (_title, pieces) => {
    const parts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
    let quickly = 0
    fc.assert(
      fc.property(parts, fc.constantFrom('', "'", '"'), (texts, quote) => {
        const scalar = `${quote}${texts.join('')}${quote}`
        quickly += wherever(scalar).filter(isReadQuickly).length
      }),
      { numRuns: times(1000, 30_000) },
    )
    expect(quickly).toBeGreaterThan(1000)
  })

  test('random texts, as they are and in quotes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const scalar of [text, `"${text}"`, `'${text}'`]) wherever(scalar).forEach(isReadQuickly)
      }),
      { numRuns: times(500, 10_000) },
    )
  })
})

describe('a damaged record is the same or left to the other reader', () => {
  const record = yamlText([
    ...Object.entries({ lr: 1e-7, layers: [64, [32, 0.5]], optimizer: { name: 'adam', 'a: b': [-1, null] } }),
    ...Object.entries({ note: 'a "b"\n\u{1f600}é', data: './x y.csv', on: true, root: 'runs/000001', id: 1 }),
  ])

  test('cut at every byte', () => {
    const bytes = Buffer.from(record)
    const cuts = Array.from(bytes, (_, end) => bytes.toString('utf8', 0, end))
    // The end of a line is the end of the file only where exman has written it.
    const lineEnds = cuts.filter((text) => text.endsWith('\n'))
    expect(cuts.filter(isReadQuickly)).toEqual(lineEnds)
  })

  test('any byte changed, taken out or put in, any line twice', () => {
    const bytes = Buffer.from(record)
    const marks = fc.constantFrom(...Buffer.from(' \t\n\r:,-?#&*!|>\'"%@`[]{}\\~.0_<='))
    const byte = fc.oneof(marks, fc.integer({ min: 0, max: 255 }))
    const change = fc.tuple(fc.nat(bytes.length), fc.nat(2), fc.array(byte, { maxLength: 2 }))
    let quickly = 0
    let tried = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const damaged = changes.reduce(
          (all, [at, length, put]) =>
            Buffer.concat([all.subarray(0, at), Buffer.from(put), all.subarray(at + length)]),
          bytes,
        )
        tried += 1
        if (isReadQuickly(damaged.toString('utf8'))) quickly += 1
      }),
      { numRuns: times(3000, 100_000) },
    )
    expect(quickly / tried).toBeGreaterThan(0.1)
    expect(quickly / tried).toBeLessThan(0.9)
  })
})
