import * as fc from 'fast-check'
import { checkQuery } from '../../../src/catalog/query/check'
import { parseQuery } from '../../../src/catalog/query/parse'
import { isEqualJson } from '../../../src/params/equal'
import type { Json } from '../../../src/params/types'
import { caught } from '../../faults/thrown'
import { anyQuery } from './any-query'

test.each([
  [{}],
  [{ 'training.lr': { lt: 0.01, ge: -Infinity }, status: 'done' }],
  [
    {
      a: {
        eq: null,
        ne: [1, { b: NaN }],
        in: [1, 'x', [2]],
        notIn: [],
        like: '*',
        notLike: '',
        missing: false,
      },
    },
  ],
  [{ a: { lt: 'x', le: NaN, gt: 1, ge: '' } }],
  [{ and: [{ a: 1 }, {}], or: [], not: { not: { b: [] } } }],
  [{ layers: [64, 32] }],
  [{ optimizer: { name: 'adam', lr: 0.1 } }],
  [{ optimizer: {} }],
  [{ size: { w: 1, h: 2, id: 3, ln: 4 } }],
  [{ optimizer: { eq: { lt: 1, lte: 2 } } }],
  [{ constructor: { constructor: 1 }, toString: 'valueOf' }],
  [{ a: '__proto__' }],
])('%j can be asked', (query) => {
  const checked = checkQuery(query)
  expect(checked).toEqual(query)
  expect(Object.keys(checked)).toEqual(Object.keys(query))
})

const date = new Date(0)
const hint = 'To compare with an object, write { eq: { … } }.'

test.each<[string, unknown, string]>([
  ['a text', 'lr < 1', `A question must be a plain object such as { status: 'done' }, got "lr < 1".`],
  ['nothing', undefined, `A question must be a plain object such as { status: 'done' }, got undefined.`],
  ['a list', [{ a: 1 }], `A question must be a plain object such as { status: 'done' }, got [{…}].`],
  ['a Map', new Map(), `A question must be a plain object such as { status: 'done' }, got Map(0).`],
  [
    'undefined',
    { lr: undefined },
    'The value for "lr" is undefined. For runs without a value write { missing: true }.',
  ],
  [
    'a function',
    { lr: () => 1 },
    'The value for "lr" is function lr, which is no JSON data. Write its name as a string instead.',
  ],
  [
    'a date',
    { at: date },
    'The value for "at" is Date(1970-01-01T00:00:00.000Z), which is no JSON data. Write date.toISOString() instead.',
  ],
  [
    'a bigint in a list',
    { lr: [1n] },
    'The value for "lr" is 1n, which is no JSON data. Write a string or a number instead.',
  ],
  [
    'undefined in a list',
    { lr: { in: [undefined] } },
    'The value of the demand "in" on "lr" is undefined, which is no JSON data. Write null instead.',
  ],
  [
    'a demand of undefined',
    { lr: { lt: undefined } },
    'The demand "lt" on "lr" must be a number or a text, got undefined.',
  ],
  [
    'equality with undefined',
    { lr: { eq: undefined } },
    'The demand "eq" on "lr" must be a value, got undefined.',
  ],
  ['less than true', { lr: { lt: true } }, 'The demand "lt" on "lr" must be a number or a text, got true.'],
  [
    'before a date',
    { at: { ge: date } },
    'The demand "ge" on "at" must be a number or a text, got Date(1970-01-01T00:00:00.000Z).',
  ],
  ['in a number', { lr: { in: 3 } }, 'The demand "in" on "lr" must be a list of values, got 3.'],
  [
    'in a Set',
    { lr: { notIn: new Set([1]) } },
    'The demand "notIn" on "lr" must be a list of values, got Set(1).',
  ],
  [
    'like a regular expression',
    { name: { like: /a/ } },
    'The demand "like" on "name" must be a text, got an instance of RegExp.',
  ],
  [
    'missing as a text',
    { name: { missing: 'no' } },
    'The demand "missing" on "name" must be true or false, got "no".',
  ],
  ['lte', { lr: { lte: 1 } }, `"lr" has an unknown demand: "lte". Did you mean "le"? ${hint}`],
  ['$gte', { lr: { $gte: 1 } }, `"lr" has an unknown demand: "$gte". Did you mean "ge"? ${hint}`],
  ['a sign', { lr: { '!=': 1 } }, `"lr" has an unknown demand: "!=". Did you mean "ne"? ${hint}`],
  [
    'another case',
    { lr: { notin: [1] } },
    `"lr" has an unknown demand: "notin". Did you mean "notIn"? ${hint}`,
  ],
  [
    'a misspelt demand',
    { lr: { mising: true } },
    `"lr" has an unknown demand: "mising". Did you mean "missing"? ${hint}`,
  ],
  [
    'a misspelt one beside another',
    { lr: { gt: 1, lr: 1 } },
    `"lr" has an unknown demand: "lr". Did you mean "lt"? ${hint}`,
  ],
  [
    'another key beside a demand',
    { lr: { gt: 1, 'of\n': 1, constructor: 1 } },
    `"lr" has an unknown demand: "of\\u000a". The demands are eq, ne, lt, le, gt, ge, in, notIn, like, notLike, missing. ${hint}`,
  ],
  [
    'and without a list',
    { and: { a: 1 } },
    '"and" must be a list of questions, got { a: 1 }. A column of this name is written "params.and".',
  ],
  [
    'or as a value',
    { or: 3 },
    '"or" must be a list of questions, got 3. A column of this name is written "params.or".',
  ],
  [
    'not with a list',
    { not: [] },
    '"not" must be a question, got []. A column of this name is written "params.not".',
  ],
  [
    'not with undefined',
    { not: undefined },
    '"not" must be a question, got undefined. A column of this name is written "params.not".',
  ],
  [
    'a text among questions',
    { and: ['a = 1'] },
    `A question must be a plain object such as { status: 'done' }, got "a = 1".`,
  ],
  ['an empty name', { '': 1 }, 'The name of a column is empty.'],
  ['__proto__ as column', JSON.parse('{"__proto__": 1}'), '__proto__ cannot be a column.'],
  ['__proto__ in a path', { 'a.__proto__.b': 1 }, '__proto__ cannot be a column.'],
  [
    '__proto__ in a value',
    { a: JSON.parse('{"__proto__": {"b": 1}}') as unknown },
    'The value for "a" has the key __proto__, which no value has.',
  ],
])('%s is refused', (_, query, message) => {
  const error = caught(() => checkQuery(query))
  expect(error.message).toBe(message)
  expect(error).toMatchObject({ name: 'QueryError', code: 'EXMAN_QUERY_INVALID', position: undefined })
  expect(({} as { b?: unknown }).b).toBeUndefined()
})

test('the error has the question', () => {
  expect(caught(() => checkQuery({ lr: undefined }))).toMatchObject({ query: '{ lr: undefined }' })
})

test.each([
  [
    'a question in itself',
    (): unknown => {
      const query: Record<string, unknown> = {}
      query.not = query
      return query
    },
  ],
  [
    'a list of questions in itself',
    (): unknown => {
      const list: unknown[] = []
      list.push({ and: list })
      return { or: list }
    },
  ],
  [
    'a value in itself',
    (): unknown => {
      const list: unknown[] = []
      list.push(list)
      return { a: list }
    },
  ],
  [
    'an object in itself',
    (): unknown => {
      const value: Record<string, unknown> = {}
      value.b = value
      return { a: { eq: value } }
    },
  ],
  [
    '100,000 questions in each other',
    (): unknown => Array.from({ length: 100_000 }).reduce<unknown>((query) => ({ not: query }), {}),
  ],
])('%s: nested more than 100 levels deep', (_, make) => {
  const error = caught(() => checkQuery(make()))
  expect(error.message).toMatch(/^The (question|value .*"a") is nested more than 100 levels deep\.$/)
  expect(error).toMatchObject({ code: 'EXMAN_QUERY_INVALID' })
})

test('what it gives shares nothing with what was given', () => {
  const given = { a: [1], or: [{ b: { in: [1] } }], c: { eq: { d: [1] } } }
  const checked = checkQuery(given)
  given.a.push(2)
  given.or.push({ b: { in: [] } })
  given.or[0]!.b.in.push(2)
  given.c.eq.d.push(2)
  expect(checked).toEqual({ a: [1], or: [{ b: { in: [1] } }], c: { eq: { d: [1] } } })
})

test('what a text gives passes, as every question does', () => {
  expect(checkQuery(parseQuery('a = {"lt": 1} or b in ([1]) and not c ~ x'))).toEqual({
    or: [{ a: { eq: { lt: 1 } } }, { b: { in: [[1]] }, not: { c: { like: 'x' } } }],
  })
  fc.assert(
    fc.property(
      anyQuery,
      (query) => void expect(isEqualJson(checkQuery(query) as Json, query as Json)).toBe(true),
    ),
  )
})

test('whatever is given, the only error is a QueryError', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSet: true,
      }),
      (given) => {
        for (const query of [given, { a: given }, { a: { in: given } }, { and: given }]) {
          try {
            checkQuery(query)
          } catch (error) {
            expect(error).toMatchObject({ name: 'QueryError', code: 'EXMAN_QUERY_INVALID' })
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})
