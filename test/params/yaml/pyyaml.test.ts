import * as fc from 'fast-check'
import { parseYaml, yamlValue } from '../../../src/params/yaml/read'
import { yamlText, type YamlValue } from '../../../src/params/yaml/text'
import { anyEntries } from './any-value'
import { ASCII_TEXTS, NESTED, NUMBERS, TEXTS, nested } from './awkward'
import { describeWithPyyaml, python, safeLoad, typed, untyped, type Typed } from './pyyaml'
import { times } from '../../soak'

type Entries = [string, YamlValue][]

/** What safe_load should make of entries. */
function typedEntries(entries: Entries, floats: ReadonlySet<string> = new Set()): Typed {
  return [
    'dict',
    entries.map(([key, value]): [Typed, Typed] => [
      ['str', key],
      typed(value, { allFloats: floats.has(key) }),
    ]),
  ]
}

const read = (text: string): unknown => yamlValue(parseYaml(text, '/x.yaml'))

describeWithPyyaml('PyYAML reads', () => {
  const values = [...TEXTS, ...NUMBERS, ...NESTED, true, false, null]

  test(`${values.length} awkward values with their types, wherever they stand`, () => {
    const documents = values.map((value): Entries => [
      ['k', value],
      ['list', [value, [value], 1]],
      ['map', { a: value, b: 2 }],
    ])
    expect(safeLoad(documents.map((entries) => yamlText(entries)))).toEqual(
      documents.map((entries) => typedEntries(entries)),
    )
  })

  test('awkward texts as keys', () => {
    const documents = TEXTS.map((text): Entries => [
      [text, 1],
      ['map', { [text]: [{ [text]: text }] }],
    ])
    expect(safeLoad(documents.map((entries) => yamlText(entries)))).toEqual(
      documents.map((entries) => typedEntries(entries)),
    )
  })

  test('every printable character of ASCII at each place in a text and in a key', () => {
    const texts = [...new Set(ASCII_TEXTS)]
    const entries = texts.map((text): [string, YamlValue] => [text, [text, { [text]: text, z: 1 }]])
    expect(safeLoad([yamlText(entries)])).toEqual([typedEntries(entries)])
  })

  test('floats that are whole as floats, and integers beside them as integers', () => {
    const entries: Entries = [
      ...NUMBERS.map((number, index): [string, YamlValue] => [`f${index}`, [number, { a: number }]]),
      ['i', [1, { a: 0 }]],
    ]
    const floats = new Set(entries.map(([key]) => key).filter((key) => key !== 'i'))
    expect(safeLoad([yamlText(entries, { floats })])).toEqual([typedEntries(entries, floats)])
  })

  test('200 levels, that of the keys among them', () => {
    const entries: Entries = [['k', nested(199)]]
    expect(safeLoad([yamlText(entries)])).toEqual([typedEntries(entries)])
  })

  test('an empty record', () => {
    expect(safeLoad([yamlText([])])).toEqual([['dict', []]])
  })

  test('many random records', () => {
    const records = fc.sample(anyEntries, { numRuns: times(500, 5000), seed: 7 })
    expect(safeLoad(records.map((entries) => yamlText(entries)))).toEqual(
      records.map((entries) => typedEntries(entries)),
    )
  })
})

const DUMP = `
random = __import__('random').Random(7)
pieces = ['0', '1', '.', ':', '-', 'e', ' ', '  ', '#', "'", '"', '\\\\', '[', '{', ',', '?', '!', '&', '*', '|', '>', '%', '\\n', '\\n\\n', '\\t', 'on', 'null', 'word', 'é', '😀', '---', '...', '\\u3042']
def text(): return ''.join(random.choice(pieces) for _ in range(random.randrange(7)))
def value(depth):
    kind = random.randrange(9 if depth else 7)
    if kind == 0: return random.choice([None, True, False])
    if kind == 1: return random.choice([0, 1, -1, 10 ** 6, 2 ** 53 - 1, 8, 100])
    if kind == 2: return random.choice([0.5, 1e-7, 1.5e300, float('inf'), float('-inf'), float('nan'), 1e16, 1.0, random.random()])
    if kind == 7: return [value(depth - 1) for _ in range(random.randrange(4))]
    if kind == 8: return {text(): value(depth - 1) for _ in range(random.randrange(4))}
    return text()
shared = {'lr': 0.1, 'layers': [1, 2]}
values = given + [
    shared, [shared, shared], {'a': shared, 'b': [shared, shared['layers']]}, (1, 2), {'a': (1, ('b', 'c'))}, [()],
    'long text ' * 50, 'line one\\nline two\\n', '  indented\\n more\\n\\n', {'k' * 2000: 'v' * 2000}, {1: 'a', 2.5: 'b', True: 'c', None: 'd'},
] + [value(3) for _ in range(${times(100, 500)})]
ways = [{}, {'default_flow_style': True}, {'default_flow_style': False}, {'allow_unicode': True}, {'width': 20}, {'default_style': '"'},
    {'default_style': "'"}, {'default_style': '|'}, {'default_style': '>', 'width': 20}, {'canonical': True}, {'explicit_start': True, 'explicit_end': True},
    {'version': (1, 1)}, {'indent': 6}, {'line_break': '\\r\\n'}]
print(json.dumps([[yaml.dump(each, **way), typed(each), str(way)] for each in values for way in ways]))
`

describeWithPyyaml('what PyYAML writes', () => {
  test('is read with the same values, in every style of yaml.dump', () => {
    // With allow_unicode PyYAML writes these as they are, where YAML 1.1 and 1.2 differ about them.
    const given = TEXTS.filter((text) => !/[\u0085\u2028\u2029\ud800-\udfff]/u.test(text))
    const written = python<[string, Typed, string][]>(DUMP, given)
    expect(written.length).toBeGreaterThan(5_000)
    const differing = written.filter(([text, value]) => {
      try {
        expect(read(text)).toEqual(untyped(keysAsWritten(value)))
        return false
      } catch {
        return true
      }
    })
    expect(differing).toEqual([])
  })

  test.each([
    ['a set', '{1, 2}', '!!set'],
    ['bytes', "b'a'", '!!binary'],
    ['a complex number', '1j', '!!python/complex'],
    ['a class', 'dict', '!!python/name:builtins.dict'],
    ['a path', "__import__('pathlib').Path('/a')", '!!python/object/apply:pathlib.PosixPath'],
    [
      'an ordered dict',
      "__import__('collections').OrderedDict(a=1)",
      '!!python/object/apply:collections.OrderedDict',
    ],
  ])('%s is refused by its tag', (_title, source, tag) => {
    const text = python<string>(`print(json.dumps(yaml.dump({'a': ${source}})))`)
    expect(() => read(text)).toThrow(`line 1: the tag ${tag} is not supported.`)
  })

  test('a date is the text it is', () => {
    const text = python<string>(
      `print(json.dumps(yaml.dump({'day': datetime.date(2020, 3, 3), 'time': datetime.datetime(2020, 3, 3, 15, 52, 10)})))`,
    )
    expect(read(text)).toEqual({ day: '2020-03-03', time: '2020-03-03 15:52:10' })
  })
})

// Keys of other types are texts as they are written.
function keysAsWritten(value: Typed): Typed {
  if (value[0] === 'list') return ['list', value[1].map(keysAsWritten)]
  if (value[0] !== 'dict') return value
  return [
    'dict',
    value[1].map(([key, entry]): [Typed, Typed] => [['str', keyText(key)], keysAsWritten(entry)]),
  ]
}

function keyText(key: Typed): string {
  const value = untyped(key)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const DOCUMENTS = [
  'a: &a {x: 1}\nb: *a\nc: [*a, *a]',
  'a: &a [1, &b two]\nc: *b\nd: *a',
  '&k a: 1\nb: *k',
  'b: &b {x: 1, y: 2}\nk: {<<: *b, y: 3, z: 4}',
  'b: &b {x: 1, y: 2}\nk: {z: 4, y: 3, <<: *b}',
  'b: &b {x: 1}\nc: &c {y: 4, x: 2}\nk: {<<: [*b, *c], z: 0}',
  'b: &b {x: 1}\nk:\n  <<: *b\n  <<: {x: 2, y: 3}\n  z: 4',
  'b: &b {x: 1}\nc: &c {<<: *b, y: 2}\nk: {<<: *c, x: 5}',
  'k: {<<: []}',
  'k: {"<<": {x: 1}, y: 2}',
  'b: &b {a: 1, 12: 2}\nk: {<<: *b}',
  'a:\n- 1\n- b: 2\n  c:\n  - 3\nd: |\n  x\n   y\n\n  z\ne: >\n  x\n  y\n\n   z\n  w\n',
  'a: |-\n  x\n\nb: |+\n  x\n\nc: >2\n    x\n   y\nd: "a\n  b\n\n  c\\\n  d"\n',
  "a: 'it''s\n  two\n\n  lines'\nb: plain\n  over\n\n  lines\nc: [a b,\n c\n d]\n",
  '? a\n: 1\n? b\n: - 2\n  - 3\n? c\n',
  '{a, b: , c: 1, "d":2}',
  '[a: 1, b: 2, {c: 3}]',
  '--- # head\na: 1 # one\n# two\nb: "#"\n...\n',
  '%YAML 1.1\n%TAG !e! tag:yaml.org,2002:\n---\na: !e!int "3"\nb: !!str 4\nc: !!float 5\n',
  '"a\\tb\\x41\\u00e9\\U0001F600\\e\\0\\_\\N\\L\\P\\/\\ ": 1',
]

describeWithPyyaml('a document', () => {
  test.each(DOCUMENTS)('%j is read as PyYAML reads it, in the same order', (text) => {
    const [loaded] = safeLoad([text])
    expect(JSON.stringify(read(text))).toBe(JSON.stringify(untyped(keysAsWritten(loaded!))))
  })
})
