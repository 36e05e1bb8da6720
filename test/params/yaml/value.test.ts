import { parseYaml, yamlValue } from '../../../src/params/yaml/read'

const read = (text: string): unknown => yamlValue(parseYaml(text, '/x.yaml'))

test.each<[string, unknown]>([
  ['1_000', 1000],
  ['12:30', 750],
  ['190:20:30', 685230],
  ['012', 10],
  ['089', '089'],
  ['0x1F', 31],
  ['0b101', 5],
  ['0o17', '0o17'],
  ['1e5', '1e5'],
  ['1.0e5', '1.0e5'],
  ['1.0e+5', 100000],
  ['1.5e-07', 1.5e-7],
  ['.5', 0.5],
  ['-.5', '-.5'],
  ['1:30.5', 90.5],
  ['.nan', NaN],
  ['-.inf', -Infinity],
  ['-0', 0],
  ['-0.0', 0],
  ['on', true],
  ['No', false],
  ['y', 'y'],
  ['~', null],
  ['NULL', null],
  ['', null],
  ['2020-03-03', '2020-03-03'],
  ['2020-03-03 15:52:10', '2020-03-03 15:52:10'],
  ['=', '='],
  ['<<', '<<'],
  ['9007199254740991', 9007199254740991],
  ['-9007199254740991', -9007199254740991],
  ['9007199254740993.0', 9007199254740992],
  ['"12"', '12'],
  ["'on'", 'on'],
  ['""', ''],
  ['"\\u00e9\\x41\\U0001F600\\n"', 'éA😀\n'],
  ['|\n  a\n  b\n', 'a\nb\n'],
  ['>-\n  a\n  b\n', 'a b'],
  ['two\n  lines', 'two lines'],
])('the scalar %j is %p', (text, value) => {
  expect(read(`k: ${text}`)).toEqual({ k: value })
})

test.each([
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '123_456_789_012_345_678_901',
  '0xFFFFFFFFFFFFFFFF',
  '0777777777777777777777',
  '9007199254740993:00',
  '!!int 9007199254740993',
  '9'.repeat(400),
])('the integer %s is refused when its value is asked for, not before', (text) => {
  const root = parseYaml(`a: 1\nk: ${text}`, '/x.yaml')
  const node = root.kind === 'map' ? root.entries.get('k')! : root
  expect(node).toMatchObject({ text: text.replace('!!int ', ''), line: 2 })
  expect(() => yamlValue(node)).toThrow(
    /^Could not read \/x.yaml, line 2: -?\w+.* is an integer beyond 2\^53/,
  )
})

test.each<[string, unknown]>([
  ['!!str 12', '12'],
  ['!!str', ''],
  ['!!int "12"', 12],
  ['!!int 0x1F', 31],
  ['!!float 1', 1],
  ['!!float 1e5', 100000],
  ['!!float "1_0.5"', 10.5],
  ['!!float .inf', Infinity],
  ['!!float .NaN', NaN],
  ['!!float 1:30', 90],
  ['!!bool "yes"', true],
  ['!!bool oFF', false],
  ['!!null anything', null],
  ['!!seq [1]', [1]],
  ['!!map {a: 1}', { a: 1 }],
  ['!!python/tuple [1, [2]]', [1, [2]]],
  ['!!python/unicode "12"', '12'],
  ['!!python/str 12', '12'],
  ['!<tag:yaml.org,2002:str> 12', '12'],
])('the tag of %j is heeded', (text, value) => {
  expect(read(`k: ${text}`)).toEqual({ k: value })
})

test.each<[string, string]>([
  ['!!int 1.5', '"1.5" has the tag !!int, but is not an integer. Leave the tag out.'],
  ['!!int x', '"x" has the tag !!int, but is not an integer'],
  ['!!int', '"" has the tag !!int, but is not an integer'],
  ['!!float x', '"x" has the tag !!float, but is not a number'],
  ['!!float .', '"." has the tag !!float, but is not a number'],
  ['!!bool 1', '"1" has the tag !!bool, but is not yes or no'],
])('%j is refused when its value is asked for', (text, problem) => {
  const node = parseYaml(`a: 1\nb: ${text}\n`, '/x.yaml')
  expect(() => yamlValue(node)).toThrow(`Could not read /x.yaml, line 2: ${problem}`)
})
