import type * as reading from '../../../src/params/yaml/read'
import { parseYaml, yamlValue, type YamlNode } from '../../../src/params/yaml/read'

const read = (text: string): unknown => yamlValue(parseYaml(text, '/x.yaml'))

/** The entries of a mapping. */
function entriesOf(text: string): Map<string, YamlNode> {
  const node = parseYaml(text, '/x.yaml')
  if (node.kind !== 'map') throw new Error(`${node.kind} is no mapping`)
  return node.entries
}

test('the library is loaded by the first parse, not before', () => {
  jest.isolateModules(() => {
    let loads = 0
    jest.doMock('yaml', () => {
      loads++
      return jest.requireActual<object>('yaml')
    })
    const { parseYaml } = jest.requireActual<typeof reading>('../../../src/params/yaml/read')
    expect(loads).toBe(0)
    parseYaml('a: 1', '/x.yaml')
    expect(loads).toBe(1)
  })
  jest.dontMock('yaml')
})

test('nodes are as they are written, each with its line', () => {
  const entries = entriesOf(
    '# head\nlr: 1e-5\nname: "on"\nlayers:\n  - 0x10\n  - [a, b]\nid: !!str 12\nempty:\n',
  )
  const path = '/x.yaml'
  expect(entries).toEqual(
    new Map<string, YamlNode>([
      ['lr', { kind: 'scalar', text: '1e-5', isPlain: true, path, line: 2 }],
      ['name', { kind: 'scalar', text: 'on', isPlain: false, path, line: 3 }],
      [
        'layers',
        {
          kind: 'list',
          path,
          line: 5,
          items: [
            { kind: 'scalar', text: '0x10', isPlain: true, path, line: 5 },
            {
              kind: 'list',
              path,
              line: 6,
              items: [
                { kind: 'scalar', text: 'a', isPlain: true, path, line: 6 },
                { kind: 'scalar', text: 'b', isPlain: true, path, line: 6 },
              ],
            },
          ],
        },
      ],
      ['id', { kind: 'scalar', text: '12', isPlain: false, tag: 'str', path, line: 7 }],
      ['empty', { kind: 'scalar', text: '', isPlain: true, path, line: 8 }],
    ]),
  )
})

test.each([
  ['nothing', ''],
  ['blanks', ' \n\n'],
  ['a comment', '# nothing yet\n'],
  ['a mark', '---\n'],
])('a document of %s is a scalar without text, and null', (_title, text) => {
  expect(parseYaml(text, '/x.yaml')).toMatchObject({ kind: 'scalar', text: '', isPlain: true })
  expect(read(text)).toBeNull()
})

test('anchors and aliases: each use is a copy', () => {
  const value = read('a: &a {x: [1]}\nb: *a\nc: [*a, *a]\n&k d: *k\n') as Record<string, { x: number[] }>
  expect(value).toEqual({ a: { x: [1] }, b: { x: [1] }, c: [{ x: [1] }, { x: [1] }], d: 'd' })
  value['a']!.x.push(2)
  expect(value['b']).toEqual({ x: [1] })
})

test('an anchor that is set again counts from there on', () => {
  expect(read('a: &a 1\nb: &b [*a]\nc: &a 2\nd: [*a, *b]\n')).toEqual({ a: 1, b: [1], c: 2, d: [2, [1]] })
})

test.each<[string, [string, unknown][]]>([
  [
    'b: &b {x: 1, y: 2}\nk: {<<: *b, y: 3}',
    [
      ['x', 1],
      ['y', 3],
    ],
  ],
  [
    'b: &b {x: 1}\nk: {y: 3, <<: *b}',
    [
      ['x', 1],
      ['y', 3],
    ],
  ],
  [
    'b: &b {x: 1}\nc: &c {x: 2, y: 4}\nk: {<<: [*b, *c]}',
    [
      ['x', 1],
      ['y', 4],
    ],
  ],
  ['k: {<<: {x: 1}, <<: {x: 2}}', [['x', 2]]],
  [
    'b: &b {x: 1}\nc: &c {<<: *b, y: 2}\nk: {<<: *c, z: 3}',
    [
      ['x', 1],
      ['y', 2],
      ['z', 3],
    ],
  ],
  ['k: {"<<": {x: 1}}', [['<<', { x: 1 }]]],
])('merge keys: %j', (text, entries) => {
  const { k } = read(text) as { k: Record<string, unknown> }
  const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)
  expect(Object.entries(k).sort(byKey)).toEqual(entries)
})

test('keys are the texts that are written', () => {
  expect([...entriesOf('1: a\n1.50: b\non: c\n~: d\n"": e\n012: f\n? two words\n: g\n? h\n').keys()]).toEqual(
    ['1', '1.50', 'on', '~', '', '012', 'two words', 'h'],
  )
})

test('other line ends, a byte order mark, directives and tabs after a colon do not matter', () => {
  expect(read('\uFEFF%YAML 1.1\r\n---\r\na:\ton # note\r\nb:\r\n  - 1\r\n...\r\n')).toEqual({
    a: true,
    b: [1],
  })
})

describe('prototypes', () => {
  test.each([
    '__proto__: {polluted: 1}',
    'a: {__proto__: {polluted: 1}}',
    '"__proto__": {polluted: 1}',
    '"\\u005f_proto__": {polluted: 1}',
    '!!str __proto__: {polluted: 1}',
    '? __proto__\n: {polluted: 1}',
    'a: &a __proto__\n*a : {polluted: 1}',
    'a: {<<: {__proto__: {polluted: 1}}}',
    '[__proto__: {polluted: 1}]',
  ])('%j is refused', (text) => {
    expect(() => parseYaml(text, '/x.yaml')).toThrow(
      /line \d: the key __proto__ stands for the prototype of an object. Rename it\.$/,
    )
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('constructor and prototype are keys like others', () => {
    const value = read('constructor: {prototype: {polluted: 1}}\nprototype: 2\ntoString: 3\n') as object
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.entries(value)).toEqual([
      ['constructor', { prototype: { polluted: 1 } }],
      ['prototype', 2],
      ['toString', 3],
    ])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
