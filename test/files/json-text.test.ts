import { jsonText } from '../../src/files/json-text'

test.each([
  ['two spaces and a newline', { a: [1] }, '{\n  "a": [\n    1\n  ]\n}\n'],
  [
    'numbers that JSON lacks',
    { a: NaN, b: [Infinity, -Infinity] },
    '{"a":"NaN","b":["Infinity","-Infinity"]}',
  ],
  ['undefined keys dropped', { a: undefined, b: null }, '{"b":null}'],
  ['minus zero as zero', { a: -0 }, '{"a":0}'],
  ['text beyond ASCII', { é: '\u2028"' }, '{"é":"\u2028\\""}'],
  ['nothing as null', undefined, 'null'],
])('writes %s', (_title, value, text) => {
  const written = jsonText(value)
  expect(written.endsWith('\n')).toBe(true)
  expect(text.endsWith('\n') ? written : JSON.stringify(JSON.parse(written))).toBe(text)
})
