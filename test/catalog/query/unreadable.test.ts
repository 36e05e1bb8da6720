import { parseQuery } from '../../../src/catalog/query/parse'
import { caught } from '../../faults/thrown'

/** The text, what is wrong with it, and a caret below the place. */
const cases: [string, string, string][] = [
  ['val_acc 0.9', 'an operator such as =, <, in or ~ is missing after "val_acc"', '        ^'],
  ['val_acc', 'an operator such as =, <, in or ~ is missing after "val_acc"', '       ^'],
  ['`a b`  ', 'an operator such as =, <, in or ~ is missing after "`a b`"', '     ^'],
  ['a "like" b', 'an operator such as =, <, in or ~ is missing after "a"', '  ^'],
  ['a like b', '"like" is written "~"', '  ^'],
  ['a < b < c', '"<" cannot follow a test. Write a < b and b < c for a < b < c', '      ^'],
  ['(a = 1) = 2', '"=" cannot follow a test. Write a < b and b < c for a < b < c', '        ^'],
  ['a=1 && b=2', '"&&" is written "and"', '    ^'],
  ['a=1 || b=2', '"||" is written "or"', '    ^'],
  ['a=1, b=2', '"," is written "and"', '   ^'],
  ['a => 1', '"=>" is written ">="', '  ^'],
  ['a =< 1', '"=<" is written "<="', '  ^'],
  ['a === 1', '"===" is written "="', '  ^'],
  ['a =~ 1', '"=~" is written "~"', '  ^'],
  ['a <<< 1', '"<<<" is no operator', '  ^'],
  ['!a', '"!" is written "not"', '^'],
  ['a not = 1', '"in" or "~" is missing after "not"', '      ^'],
  ['a not "~" b', '"in" or "~" is missing after "not"', '      ^'],
  ['a is null', '"is" is followed by "missing" or "not missing"; a value takes "="', '     ^'],
  ['a is not', '"is" is followed by "missing" or "not missing"; a value takes "="', '        ^'],
  ['a = 1 b = 2', '"and" or "or" is missing before "b"; a text with blanks stands in quotes', '      ^'],
  ['(a = 1)(b = 2)', '"and" or "or" is missing before "("; a text with blanks stands in quotes', '       ^'],
  ['a = 1 and', 'a test such as lr < 0.01 is missing at the end', '         ^'],
  ['not ', 'a test such as lr < 0.01 is missing at the end', '   ^'],
  ['and a = 1', 'a test is missing before "and"', '^'],
  ['a = 1 or or b = 1', 'a test is missing before "or"', '         ^'],
  ['= 1', 'a column is missing before "="', '^'],
  ['a = 1 and ]', 'a column is missing before "]"', '          ^'],
  ['"a b" = 1', 'a column stands in backquotes, not in quotes: write `a b`', '^'],
  ['`` = 1', 'the name of a column is empty', '^'],
  [
    '0.5 < lr',
    'a column stands first, then the value. A column that is called 0.5 stands in backquotes',
    '^',
  ],
  ['a = 1 and __proto__ = 1', '__proto__ cannot be a column', '          ^'],
  ['`a.__proto__.b` = 1', '__proto__ cannot be a column', '^'],
  ['a =', 'a value is missing after "="', '   ^'],
  ['a < and b = 1', 'a value is missing after "<"', '    ^'],
  ['a = `b`', 'a value is missing after "="; a text stands in quotes, not in backquotes', '    ^'],
  ['a = missing', 'write "is missing", or put the text "missing" in quotes', '    ^'],
  ['a = (1, 2)', 'a value in brackets takes "in", or is a list such as [64, 32]', '    ^'],
  ['a < true', '"<" compares with a number or a text', '    ^'],
  ['a >= [1]', '">=" compares with a number or a text', '     ^'],
  ['a ~ [1]', 'a pattern such as adam* is missing after "~"', '    ^'],
  ['a !~', 'a pattern such as adam* is missing after "!~"', '    ^'],
  ['a in 1, 2', 'a list such as (1, 2) is missing after "in"', '     ^'],
  ['a not in', 'a list such as (1, 2) is missing after "not in"', '        ^'],
  ['a in (1 2)', '"," or ")" is missing', '        ^'],
  ['a in (1, 2]', '"," or ")" is missing', '          ^'],
  ['a in (,)', 'a value is missing after "("', '      ^'],
  ['a in (1,,)', 'a value is missing after ","', '        ^'],
  ['a in (1, 2', 'the bracket "(" is not closed', '     ^'],
  ['a in [1,', 'the bracket "[" is not closed', '     ^'],
  ['((a = 1) and b = 2', 'the bracket "(" is not closed', '^'],
  ['a = 1)', 'the bracket ")" closes nothing', '     ^'],
  ["a = 'b and c = 1", "the quote ' is not closed", '    ^'],
  ['a = "b""', 'the quote " is not closed', '    ^'],
  ['`a = 1', 'the quote ` is not closed', '^'],
  ['a = [done]', 'in a list or object stand numbers, true, false, null and texts in double quotes', '     ^'],
  ['a = [1, 2', 'the bracket "[" is not closed', '    ^'],
  ['a = [1 2]', '"," or "]" is missing', '       ^'],
  [
    'a = {"b": [}',
    'in a list or object stand numbers, true, false, null and texts in double quotes',
    '           ^',
  ],
  ['a = {b: 1}', 'a key in double quotes is missing', '     ^'],
  ['a = {"b" 1}', '":" is missing behind a key', '         ^'],
  ['a = {"__proto__": 1}', '__proto__ cannot be a key', '     ^'],
  ['a = ["C:\\dir"]', 'this text is no JSON. Write "\\\\" for a backslash in it', '     ^'],
  ['a = ["b]', 'the quote " is not closed', '     ^'],
]

test.each(cases)('%j: %s', (text, problem, caret) => {
  const error = caught(() => parseQuery(text))
  expect(error.message).toBe(`The question cannot be read: ${problem}.\n  ${text}\n  ${caret}`)
  expect(error).toMatchObject({ code: 'EXMAN_QUERY_INVALID', query: text, position: caret.length - 1 })
})

test.each(['', ' ', '\n\t'])('%j is empty', (text) => {
  const error = caught(() => parseQuery(text))
  expect(error.message).toBe('The question cannot be read: it is empty. Write a test such as lr < 0.01.')
  expect(error).toMatchObject({ code: 'EXMAN_QUERY_INVALID', query: text, position: 0 })
})

describe('the caret stands under the place', () => {
  test.each([
    ['control characters', 'a\u001b = \n1 2', 'a\\u001b = \\u000a1 2', 18],
    ['wide characters', '日本 = 本 2', '日本 = 本 2', 10],
    ['emoji and characters of two pieces', '😀 = e\u0301 2', '😀 = e\u0301 2', 7],
  ])('behind %s', (_, text, shown, columns) => {
    const [, line, caret] = caught(() => parseQuery(text)).message.split('\n')
    expect(line).toBe(`  ${shown}`)
    expect(caret).toBe(`  ${' '.repeat(columns)}^`)
  })

  test('in a long text, of which it shows what is near', () => {
    const [, line, caret] = caught(() =>
      parseQuery(`${'a=1 and '.repeat(50)}b c${' and a=1'.repeat(50)}`),
    ).message.split('\n') as [string, string, string]
    expect(line).toBe(`  …${'a=1 and '.repeat(7).slice(-48)}b c${' and a=1'.repeat(4).slice(0, 29)}…`)
    expect(line.charAt(caret.indexOf('^'))).toBe('c')
  })

  test('where the cut would go through a character of two units', () => {
    const text = `'${'😀'.repeat(24)}x😀`
    for (const shift of ['', 'x']) {
      const { message } = caught(() =>
        parseQuery(`${'😀'.repeat(40)}${shift} ${text}'${'😀'.repeat(20)}${shift}`),
      )
      expect(message).not.toContain('\\ud')
    }
  })
})

test.each([
  ['brackets', '('.repeat(101), 101],
  ['brackets without end', '('.repeat(10_000), 101],
  ['nots', 'not '.repeat(2500), 404],
  ['nots and brackets', 'not ('.repeat(2000), 505],
  ['lists', `a=${'['.repeat(9998)}`, 103],
  ['lists in brackets', `${'('.repeat(60)}a=${'['.repeat(60)}`, 103],
])('%s deeper than a hundred are refused', (_, text, position) => {
  const error = caught(() => parseQuery(text))
  expect(error.message).toMatch(/^The question cannot be read: it is nested more than 100 levels deep\.\n/)
  expect(error).toMatchObject({ code: 'EXMAN_QUERY_INVALID', position })
})

test('more than 10,000 characters are refused, before anything is read', () => {
  const text = `a = '${'x'.repeat(10_000_000)}'`
  const error = caught(() => parseQuery(text))
  expect(error.message).toMatch(
    /^The question cannot be read: it has 10000006 characters, more than 10000\.\n/,
  )
  expect(error.message.length).toBeLessThan(300)
  expect(error).toMatchObject({ code: 'EXMAN_QUERY_INVALID', position: 10_000 })
})
