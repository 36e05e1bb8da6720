import * as fc from 'fast-check'
import { columnPosition, parseQuery } from '../../../src/catalog/query/parse'
import { anyCharacter } from '../../any-character'

test.each([
  ['val_acc > 0.9', { val_acc: { gt: 0.9 } }],
  ['val_acc >= .9', { val_acc: { ge: 0.9 } }],
  ['lr < 1e-3', { lr: { lt: 0.001 } }],
  ['lr<=+1E-3', { lr: { le: 0.001 } }],
  ['lr=-0.5', { lr: -0.5 }],
  ['lr == -Infinity', { lr: -Infinity }],
  ['loss = nan', { loss: NaN }],
  ['loss = -0', { loss: 0 }],
  ['status = done', { status: 'done' }],
  ['status != done', { status: { ne: 'done' } }],
  ['status <> done', { status: { ne: 'done' } }],
  ['started >= 2026-11-01', { started: { ge: '2026-11-01' } }],
  ['kernel = 3x3', { kernel: '3x3' }],
  ['time = 12:30', { time: '12:30' }],
  ["note = 'it''s \"so\" \\n'", { note: 'it\'s "so" \\n' }],
  ['note = "it\'s ""so"""', { note: 'it\'s "so"' }],
  ["note = ''", { note: '' }],
  ["note = 'and'", { note: 'and' }],
  ['units = "64"', { units: '64' }],
  ['shuffle = True', { shuffle: true }],
  ['shuffle = false and cache = NULL', { shuffle: false, cache: null }],
  ['layers = [64, [1.0, "a\\n"], null]', { layers: [64, [1, 'a\n'], null] }],
  ['layers = []', { layers: [] }],
  ['layers = [NaN, -Infinity]', { layers: [NaN, -Infinity] }],
  ['options = {"lt": {"constructor": 1}}', { options: { eq: { lt: { constructor: 1 } } } }],
  ['units in (32, "64", adam, [1, 2],)', { units: { in: [32, '64', 'adam', [1, 2]] } }],
  ['units IN [32,64]', { units: { in: [32, 64] } }],
  ['units not in (32)', { units: { notIn: [32] } }],
  ['units in ()', { units: { in: [] } }],
  ['name ~ adam*', { name: { like: 'adam*' } }],
  ["name !~ 'a b?'", { name: { notLike: 'a b?' } }],
  ['name NOT ~ a\\*b', { name: { notLike: 'a\\*b' } }],
  ['name ~ 64', { name: { like: '64' } }],
  ['note is missing', { note: { missing: true } }],
  ['note Is Not Missing', { note: { missing: false } }],
  ['learning-rate = 1', { 'learning-rate': 1 }],
  ['a\\.b.c/d@2 = 1', { 'a\\.b.c/d@2': 1 }],
  ['`a ``b`` (c)`=1', { 'a `b` (c)': 1 }],
  ['`0` = 1', { 0: 1 }],
  ['`and` = 1', { 'params.and': 1 }],
  ['`or` < 1 and `not` ~ x', { 'params.or': { lt: 1 }, 'params.not': { like: 'x' } }],
  ['`And` = 1', { And: 1 }],
  ['in in (in) and is is missing', { in: { in: ['in'] }, is: { missing: true } }],
  ['constructor = toString', { constructor: 'toString' }],
  ['a = 1\n\tand b = 2', { a: 1, b: 2 }],
])('%j', (text, query) => {
  expect(parseQuery(text)).toStrictEqual(query)
})

test.each([
  ['a = 1 or b = 2 and c = 3', { or: [{ a: 1 }, { b: 2, c: 3 }] }],
  ['(a = 1 or b = 2) and c = 3', { or: [{ a: 1 }, { b: 2 }], c: 3 }],
  [
    '(a = 1 OR b = 2) AND (c = 3 OR d = 4)',
    { and: [{ or: [{ a: 1 }, { b: 2 }] }, { or: [{ c: 3 }, { d: 4 }] }] },
  ],
  ['not a = 1 and b = 2', { not: { a: 1 }, b: 2 }],
  ['not (a = 1 and b = 2)', { not: { a: 1, b: 2 } }],
  ['NOT not a = 1', { not: { not: { a: 1 } } }],
  ['not a = 1 and not b = 2', { and: [{ not: { a: 1 } }, { not: { b: 2 } }] }],
  ['lr > 0 and lr < 1', { and: [{ lr: { gt: 0 } }, { lr: { lt: 1 } }] }],
  ['lr > 0 and a = 1 and lr > 1', { and: [{ lr: { gt: 0 } }, { a: 1 }, { lr: { gt: 1 } }] }],
  ['((a = 1))', { a: 1 }],
  ['()', {}],
  ['not () or a=1', { or: [{ not: {} }, { a: 1 }] }],
])('%j: or is weaker than and, and than not', (text, query) => {
  expect(parseQuery(text)).toStrictEqual(query)
})

test('brackets and nots may stand a hundred deep', () => {
  expect(parseQuery(`${'('.repeat(100)}a=1${')'.repeat(100)}`)).toEqual({ a: 1 })
  expect(() => parseQuery(`${'not '.repeat(100)}a=1`)).not.toThrow()
  expect(() => parseQuery(`${'not ('.repeat(100)}a=1${')'.repeat(100)}`)).not.toThrow()
  expect(() => parseQuery(`a = ${'['.repeat(100)}${']'.repeat(100)}`)).not.toThrow()
})

test('a text may have 10,000 characters', () => {
  expect(parseQuery(`a = '${'x'.repeat(9994)}'`)).toEqual({ a: 'x'.repeat(9994) })
})

test.each([
  ['val_acc > 0.9 and lr < 1 and val_acc < 1', 'lr', 18],
  ['lr < 1', 'lr', 0],
  ['a = lr or `lr` = 2 and lr = 3', 'lr', 10],
  ['  `and` = 1', 'params.and', 2],
  ['a = 1', 'b', undefined],
  ['a = 1', 'constructor', undefined],
])('in %j the column %j stands at %p', (text, column, position) => {
  expect(columnPosition(text, column)).toBe(position)
})

test('Y1: names of the prototype of objects are columns and values like all others', () => {
  const query = parseQuery(
    'constructor.prototype.polluted = 1 and toString = {"constructor": {"polluted": 1}}',
  )
  expect(Object.keys(query)).toEqual(['constructor.prototype.polluted', 'toString'])
  expect(parseQuery('a = __proto__')).toEqual({ a: '__proto__' })
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test('garbage gives a question or a QueryError, never another error', () => {
  const pieces = [
    'and',
    'or',
    'not',
    'in',
    'is',
    'missing',
    'a',
    '1',
    'null',
    '=',
    '<',
    '~',
    '!',
    '&&',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    "'",
    '`',
    '\\',
    ' ',
    ' ',
    '\n',
    '__proto__',
    '😀',
    '\ud83d',
    '\0',
  ]
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join('')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join(' ')),
  )
  const read = { questions: 0, errors: 0 }
  fc.assert(
    fc.property(text, (some) => {
      try {
        parseQuery(some)
        read.questions++
      } catch (error) {
        expect(error).toMatchObject({ name: 'QueryError', code: 'EXMAN_QUERY_INVALID', query: some })
        const { position, message } = error as { position: number; message: string }
        expect(position).toBeGreaterThanOrEqual(0)
        expect(position).toBeLessThanOrEqual(some.length)

        expect(message).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/)
        read.errors++
      }
    }),
    { numRuns: 5000 },
  )
  expect(read.questions).toBeGreaterThan(0)
  expect(read.errors).toBeGreaterThan(1000)
})
