import * as fc from 'fast-check'
import { parseYaml, yamlValue } from '../../../src/params/yaml/read'
import { describeWithPyyaml, safeLoad, untyped } from './pyyaml'

const read = (text: string): unknown => yamlValue(parseYaml(text, '/x.yaml'))

const SCALARS = [
  ...'y Y n N yes Yes YES yEs no No NO on On ON oN off Off OFF true True TRUE tRue false False FALSE'.split(
    ' ',
  ),
  ...'~ null Null NULL nULL none None nil undefined'.split(' '),
  ...'0 -0 +0 1 -1 +1 12 007 00 012 -012 +012 08 018 0_7 0_8 1_000 1__0 1_ _1 -1_0 9007199254740991 -9007199254740991'.split(
    ' ',
  ),
  ...'0b101 -0b1 0b1_0 0b2 0B1 0x1F 0X1F 0xfF -0x1 +0xA 0x_1 0xg 0o17 0o8 1e5 1E5 1e+5 12e3 1f 1d'.split(' '),
  ...'12:30 -12:30 +1:1 1:60 1:59 0:30 12:30:45 190:20:30 1_0:30 01:30 12:5 12:305 :30 1:2:3:4:5'.split(' '),
  ...'1. 1.0 -1.5 +1.5 0.0 -0.0 .5 -.5 +.5 0.5 00.5 08.5 1_0.5 1.5_0 ._5 .5_ 1._5 1.5.2 1,5 . .. .e5'.split(
    ' ',
  ),
  ...'1.5e3 1.5e+3 1.5e-3 1.5E+3 1.5E-3 1.e+5 1.e5 .5e+3 .5e3 -.5e+3 1.0e-07 1.0e+21 1.0e+999 1.0e-999 1.5e+ 1.0e+3_0'.split(
    ' ',
  ),
  ...'12:30.5 -12:30.5 0:30.5 1:60.5 190:20:30.15 12:30. 12:30:45.125_5 1_0:30.5 012:30.5'.split(' '),
  ...'.inf .Inf .INF .iNf -.inf +.inf -.INF inf -inf .infinity .nan .NaN .NAN .Nan -.nan +.nan nan NaN'.split(
    ' ',
  ),
  ...'a a:b a#b a,b a?b -a ?a :a a- -- --- 1a 1-2 1/2 v1 ... word two/words it\'s a"b a=b == << = <<< => ~a ~~ +- -. +.'.split(
    ' ',
  ),
]

const DATES = [
  '2020-03-03',
  '2020-3-3 1:02:03',
  '2020-03-03T15:52:10Z',
  '2001-12-14t21:59:43.10-05:00',
  '2020-03-03 15:52:10.5 +1',
]

describeWithPyyaml('a plain scalar', () => {
  test(`means what it means to PyYAML (${SCALARS.length} of them)`, () => {
    const loaded = safeLoad(SCALARS.map((text) => `k: ${text}`))
    const rows = SCALARS.map((text, index) => [text, loaded[index]!] as const)
    const readable = rows.filter(([, value]) => value[0] !== 'error')
    expect(readable.map(([text]) => [text, read(`k: ${text}`)])).toEqual(
      readable.map(([text, value]) => [text, untyped(value)]),
    )
    // PyYAML resolves these two to types it then cannot make; to exman they are texts.
    expect(rows.filter(([, value]) => value[0] === 'error').map(([text]) => text)).toEqual(['<<', '='])
  })

  test('means what it means to PyYAML (10,000 random ones)', () => {
    const pieces = '0 0 1 2 5 7 8 9 59 60 . . - + _ : : e e+ e- E x b o a f on no inf nan null ~ T Z'.split(
      ' ',
    )
    const scalar = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 })
      .map((parts) => parts.join(''))
    const texts = fc.sample(scalar, { numRuns: 10_000, seed: 7 })
    const loaded = safeLoad(texts.map((text) => `k: ${text}`))
    const differing = texts.flatMap((text, index) => {
      const value = loaded[index]!
      if (value[0] === 'error' || JSON.stringify(value).includes('["other"')) return []
      const entry = (untyped(value) as { k: unknown }).k
      if (Number.isInteger(entry) && !Number.isSafeInteger(entry) && /^[-+\d_:]+$/.test(text)) return []
      const found = attempt(() => (read(`k: ${text}`) as { k: unknown }).k)
      return Object.is(found, entry) ? [] : [[text, entry, found]]
    })
    expect(differing).toEqual([])
  })

  test.each(DATES)('that is the date %j stays a text', (text) => {
    expect(safeLoad([`k: ${text}`])).toEqual([
      [
        'dict',
        [
          [
            ['str', 'k'],
            ['other', expect.any(String)],
          ],
        ],
      ],
    ])
    expect(read(`k: ${text}`)).toEqual({ k: text })
  })
})

function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return (error as Error).message
  }
}
