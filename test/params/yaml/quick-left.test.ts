import { MAX_YAML_BYTES } from '../../../src/params/yaml/limits'
import { parseYaml } from '../../../src/params/yaml/read'
import { quickYaml } from '../../../src/params/yaml/quick'
import { yamlText } from '../../../src/params/yaml/text'
import { nested } from './awkward'
import { isReadQuickly } from './both-ways'

describe('left to the reader of all YAML, which reads it', () => {
  test.each<[string, string]>([
    ['a key so long that it is announced', yamlText([['k'.repeat(1001), 1]])],
    ['such a key in an object', yamlText([['k', { ['é'.repeat(999)]: 1 }]])],
    ['an empty text', ''],
    ['a last line without an end', 'a: 1'],
    ['a comment', '# a\na: 1\n'],
    ['a comment behind a value', 'a: 1 # one\n'],
    ['an empty line', 'a: 1\n\nb: 2\n'],
    ['a blank at the end of a line', 'a: 1 \n'],
    ['a blank at the start of a line', ' a: 1\n b: 2\n'],
    ['two blanks behind a colon', 'a:  1\n'],
    ['a tab', 'a:\t1\n'],
    ['line ends of Windows', 'a: 1\r\n'],
    ['a byte order mark', '\ufeffa: 1\n'],
    ['a value that goes on in the next line', 'a: one\n  two\n'],
    ['a quoted value of two lines', 'a: "one\n  two"\n'],
    ['one in single quotes', "a: 'one\n\n  two'\n"],
    ['a list of two lines', 'a: [1,\n  2]\n'],
    ['a list in block style', 'a:\n- 1\n- 2\n'],
    ['a mapping in block style', 'a:\n  b: 1\n'],
    ['a block of text', 'a: |\n  one\n'],
    ['an empty value', 'a:\nb: 1\n'],
    ['an anchor and an alias', 'a: &a 1\nb: *a\n'],
    ['a merge key', 'a: &a {x: 1}\n<<: *a\n'],
    ['a tag', 'a: !!int "1"\n'],
    ['an announced key', '? a\n: 1\n'],
    ['a mark of a document', '---\na: 1\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['the end of a document', 'a: 1\n...\n'],
    ['a colon in a plain text', 'a: b:c\n'],
    ['a comma in a plain text', 'a: 1,5\n'],
    ['a question mark in a plain text', 'a: b?c\n'],
    ['a tab in quotes', 'a: "b\tc"\n'],
    ['a key of 1,001 characters', `${'k'.repeat(1001)}: 1\n`],
    ['one in an object', `a: {"${'k'.repeat(1100)}": 1}\n`],
    ['a plain text that is not ASCII', 'a: é\n'],
    ['an escape that JSON has not', 'a: "\\x41"\n'],
    ['a list without blanks', 'a: [1,2]\n'],
    ['a comma before the end of a list', 'a: [1, 2,]\n'],
    ['blanks inside of brackets', 'a: [ 1 ]\n'],
    ['a pair in a list', 'a: [b: 1]\n'],
    ['a key without a value', 'a: {b, c}\n'],
    ['a colon right behind a quoted key', 'a: {"b":1}\n'],
    ['a list', '[1]\n'],
    ['a mapping in braces', '{a: 1}\n'],
    ['a text', 'a\n'],
  ])('%s', (_title, text) => {
    expect(quickYaml(text)).toBeUndefined()
    expect(() => parseYaml(text, '/x.yaml')).not.toThrow()
  })
})

describe('left to the reader of all YAML, which refuses it', () => {
  test.each<[string, string]>([
    ['a key that stands twice', 'a: 1\nb: 2\na: 1\n'],
    ['one that is written otherwise', 'a: 1\n"\\u0061": 2\n'],
    ['a key that stands twice in an object', 'k: {a: 1, a: 1}\n'],
    ['__proto__', '__proto__: 1\n'],
    ['__proto__ in quotes', '"__proto__": {a: 1}\n'],
    ['__proto__ with an escape, in a list', 'k: [{"\\u005f_proto__": 1}]\n'],
    ['__proto__ in single quotes, in an object', "k: {'__proto__': 1}\n"],
    ['a key too long for its colon to be found', `${'k'.repeat(1100)}: 1\n`],
    ['a colon twice', 'a: b: c\n'],
    ['a quote that is not closed', 'a: "b\n'],
    ['a single quote that is not closed', "a: 'b\n"],
    ['a backslash at the end', 'a: "b\\'],
    ['an escape of three digits', 'a: "\\u041"\n'],
    ['something behind a quote', 'a: "b"c\n'],
    ['a list that is not closed', 'a: [1, 2\n'],
    ['a list that is closed as an object', 'a: [1}\n'],
    ['two values', 'a: [1] [2]\n'],
    ['a tag that is unknown', 'a: !x 1\n'],
    ['an alias of nothing', 'a: *b\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a control character', 'a: "\u0007"\n'],
    ['a line break of YAML 1.1', 'a: "\u2028"\n'],
    ['half of a character', 'a: "\ud83d"\n'],
    ['a carriage return', 'a: 1\rb: 2\n'],
    ['201 levels', yamlText([['k', nested(200)]])],
    ['brackets without end', `a: ${'['.repeat(100_000)}`],
    ['too many numbers', `a: [${'0, '.repeat(60_000)}0]\n`],
    ['too many keys', Array.from({ length: 40_000 }, (_, index) => `k${index}: 1\n`).join('')],
    ['too large a text', `a: ${'x'.repeat(MAX_YAML_BYTES)}\n`],
    ['too many bytes', `a: "${'é'.repeat(MAX_YAML_BYTES / 2)}"\n`],
  ])('%s', (_title, text) => {
    expect(quickYaml(text)).toBeUndefined()
    expect(() => parseYaml(text, '/x.yaml')).toThrow('Could not read /x.yaml')
  })

  test.each(['9007199254740992', '-9007199254740993', '0xFFFFFFFFFFFFFFFF', '9'.repeat(400)])(
    'the integer %s, which a number would round',
    (number) => {
      for (const text of [`a: ${number}\n`, `a: [1, {b: ${number}}]\n`])
        expect(quickYaml(text)).toBeUndefined()
      // A key is a text.
      expect(isReadQuickly(`${number}: 1\n`)).toBe(true)
    },
  )
})
