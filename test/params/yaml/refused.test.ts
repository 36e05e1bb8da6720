import { FileError } from '../../../src/errors'
import { parseYaml } from '../../../src/params/yaml/read'
import { caught } from '../../faults/thrown'

test.each<[string, number, string]>([
  [
    'a: 1\nb: c: d\n',
    2,
    'it is not valid YAML (Nested mappings are not allowed in compact mappings). Write a text with ": " in it in quotes',
  ],
  ['a: 1\nb: "x\nc: 2\nd: 3\n', 2, 'it is not valid YAML (Missing closing "quote). Correct the line'],
  ['a: 1\nb: [1,\nc: 2\n', 3, 'it is not valid YAML ('],
  ['a:\n\tb: 1\n', 2, 'it is not valid YAML (Tabs are not allowed as indentation). Indent with blanks'],
  [
    'a: 1\nb: @x\n',
    2,
    'it is not valid YAML (Plain value cannot start with reserved character @). Write the text in quotes',
  ],
  ['a: 1\nb: "\\q"\n', 2, 'it is not valid YAML (Invalid escape sequence \\q). Write a backslash as \\\\'],
  ['a: 1\n- b\n', 2, 'it is not valid YAML ('],
  ['a: !x!y 1\n', 1, 'it is not valid YAML (Could not resolve tag: !x!y). Leave the tag out'],
  ['a: 1\nb: 2\na: 3\n', 3, 'the key "a" stands here again, after line 1. Leave one of the two out'],
  ['1: a\n"1": b\n', 2, 'the key "1" stands here again, after line 1'],
  ['k:\n  - {a: 1,\n     a: 2}\n', 3, 'the key "a" stands here again, after line 2'],
  ['a: 1\n? [x]\n: 2\n', 2, 'a list stands where a key should. Write a text as key'],
  ['a: 1\n{x: 1}: 2\n', 2, 'a mapping stands where a key should'],
  ['a: &a [1]\n*a : 2\n', 1, 'a list stands where a key should'],
  ['a: 1\nb: *c\n', 2, 'the alias *c names nothing. Write &c before the value it stands for'],
  ['a: 1\nb: &b [1, *b]\n', 2, 'the alias *b stands inside of what it names. Write the value out'],
  ['a: 1\n<<: 2\n', 2, 'the merge key << takes a mapping, or a list of mappings'],
  ['a: 1\n<<: [{x: 1},\n 2]\n', 3, 'the merge key << takes a mapping, or a list of mappings'],
  ['a: 1\n---\nb: 2\n', 2, 'a second document begins here. Keep one in the file'],
  ['a: 1\n...\n# more\nb: 2\n', 4, 'a second document begins here'],
  ['a: 1\nb: !foo x\n', 2, 'the tag !foo is not supported. Leave the tag out'],
  ['a: 1\nb: ! 12\n', 2, 'the tag ! is not supported'],
  ['a: 1\nb: !<str> x\n', 2, 'the tag str is not supported'],
  [
    'a: 1\nb: !!python/object:os.system\n  x: 1\n',
    2,
    'the tag !!python/object:os.system is not supported. Leave the tag out. In Python, yaml.safe_dump writes none',
  ],
  ['a: 1\nb: !!binary aGk=\n', 2, 'the tag !!binary is not supported. Keep the bytes in a file of their own'],
  [
    'a: 1\nb: !!timestamp 2020-03-03\n',
    2,
    'the tag !!timestamp is not supported. Without the tag a date is read as the text it is',
  ],
  ['a: 1\nb: !!set\n  ? x\n', 2, 'the tag !!set is not supported. Write a list'],
  ['a: 1\nb: !!omap [x: 1]\n', 2, 'the tag !!omap is not supported. Write a mapping'],
  ['a: 1\nb: !!timestamp soon\n', 2, 'the tag !!timestamp is not supported'],
  ['a: 1\nb: !!pairs [x: 1]\n', 2, 'the tag !!pairs is not supported. Write a list of lists'],
  ['a: 1\nb: !!str [x]\n', 2, 'the tag !!str stands before a list. Leave the tag out'],
  ['a: 1\nb: !!seq x\n', 2, 'the tag !!seq stands before a single value'],
  ['a: 1\nb: !!python/tuple {x: 1}\n', 2, 'the tag !!python/tuple stands before a mapping'],
  [
    'a: 1\nb: "\u0007"\n',
    2,
    'it has the character U+0007, which readers of YAML refuse or take for a line break. Write it as "\\u0007"',
  ],
  ['a: 1\n# \u2028\n', 2, 'it has the character U+2028'],
  ['a: 1\nb: \u0085\n', 2, 'it has the character U+0085'],
  ['a: 1\nb: \ud83d\n', 2, 'it has the character U+D83D'],
  ['\u0000\u0001\n', 1, 'it has the character U+0000'],
  [
    'a: 1\nb: 2\rc: 3\n',
    2,
    'it ends in a carriage return alone. Save the file with the line ends of Unix or Windows',
  ],
])('refused: %j, in line %d: %s', (text, line, problem) => {
  const error = caught(() => parseYaml(text, '/some/x.yaml'))
  expect(error).toBeInstanceOf(FileError)
  expect(error).toMatchObject({ code: 'EXMAN_FILE_INVALID', path: '/some/x.yaml' })
  expect(error.message).toContain(`Could not read /some/x.yaml, line ${line}: ${problem}`)
  expect(error.message).toMatch(/\.$/)
})

test('what the library found is the cause', () => {
  expect(caught(() => parseYaml('a: [', '/x.yaml')).cause).toMatchObject({ name: 'YAMLParseError' })
})

test('errors of others keep their stacks', () => {
  const { stackTraceLimit } = Error
  caught(() => parseYaml('a: [', '/x.yaml'))
  expect(Error.stackTraceLimit).toBe(stackTraceLimit)
  expect(caught(() => parseYaml('a: [', '/x.yaml')).stack).toContain('refused.test')
})

test.each([
  ['a key', '"\\u001b[31m": 1\n"\\u001b[31m": 2\n', '"\\u001b[31m"'],
  ['a tag', 'a: !!%1bx 1\n', '!!\\u001b'],
])('a control character in %s does not reach the message', (_title, text, shown) => {
  const { message } = caught(() => parseYaml(text, '/x.yaml'))
  expect(message).toContain(shown)
  expect(message).not.toContain('\u001b')
})
