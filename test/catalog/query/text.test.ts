import * as fc from 'fast-check'
import { checkQuery } from '../../../src/catalog/query/check'
import { demandsOf } from '../../../src/catalog/query/demands'
import { parseQuery } from '../../../src/catalog/query/parse'
import { predicate } from '../../../src/catalog/query/predicate'
import type { Query } from '../../../src/catalog/query/query'
import { queryText } from '../../../src/catalog/query/text'
import { anyQuery, anyRecord, cellOf } from './any-query'
import { anyCharacter } from '../../any-character'

test.each<[Query, string]>([
  [{ 'training.lr': { lt: 0.01 }, status: 'done' }, 'training.lr < 0.01 and status = done'],
  [{ lr: { gt: 0, le: 1e-7 } }, 'lr > 0 and lr <= 1e-7'],
  [{ a: { eq: 1 }, b: { ne: 'x y' }, c: { ge: 'it"s' } }, 'a = 1 and b != "x y" and c >= "it""s"'],
  [
    { a: '64', b: 'true', c: '', d: 'missing', e: 'And' },
    'a = "64" and b = "true" and c = "" and d = "missing" and e = "And"',
  ],
  [
    { a: NaN, b: -Infinity, c: null, d: false, e: -0 },
    'a = NaN and b = -Infinity and c = null and d = false and e = 0',
  ],
  [{ a: [64, NaN, 'x'], b: { eq: { lt: 1 } } }, 'a = [64, NaN, "x"] and b = {"lt": 1}'],
  [{ a: { in: [1, 'x', [2]] }, b: { notIn: [] } }, 'a in (1, x, [2]) and b not in ()'],
  [{ a: { like: 'adam*' }, b: { notLike: 'a b' }, c: { like: '64' } }, 'a ~ adam* and b !~ "a b" and c ~ 64'],
  [{ a: { missing: true }, b: { missing: false } }, 'a is missing and b is not missing'],
  [
    { 'a b': 1, 'x`y': 1, And: 1, 'params.and': 1 },
    '`a b` = 1 and `x``y` = 1 and `And` = 1 and params.and = 1',
  ],
  [{ '0.5': 1, 'a-b\\.c/d': 1 }, '`0.5` = 1 and a-b\\.c/d = 1'],
  [{ or: [{ a: 1, b: 2 }, { c: 3 }] }, 'a = 1 and b = 2 or c = 3'],
  [{ or: [{ a: 1 }, { c: 3 }], b: 2 }, '(a = 1 or c = 3) and b = 2'],
  [{ and: [{ a: 1 }, { or: [{ b: 1 }, { c: 1 }] }], d: 1 }, 'a = 1 and (b = 1 or c = 1) and d = 1'],
  [{ and: [{ and: [{ a: 1 }] }] }, 'a = 1'],
  [{ not: { a: 1 } }, 'not a = 1'],
  [{ not: { not: { a: 1, b: 2 } } }, 'not not (a = 1 and b = 2)'],
  [{ not: { or: [{ a: 1 }, { b: 2 }] } }, 'not (a = 1 or b = 2)'],
  [{}, '()'],
  [{ and: [] }, '()'],
  [{ or: [] }, 'not ()'],
  [{ or: [{}, { a: 1 }], not: {} }, '(() or a = 1) and not ()'],
])('%j is written %s', (query, text) => {
  expect(queryText(query)).toBe(text)
})

test('the text of a question means what the question does', () => {
  const held = { yes: 0, no: 0 }
  fc.assert(
    fc.property(anyQuery, fc.array(anyRecord, { minLength: 5, maxLength: 5 }), (given, records) => {
      const query = checkQuery(given)
      const text = queryText(query)
      fc.pre(text.length <= 10_000)
      const asked = predicate(query, cellOf)
      const read = predicate(parseQuery(text), cellOf)
      for (const record of records) {
        expect({ text, holds: read(record) }).toEqual({ text, holds: asked(record) })
        held[asked(record) ? 'yes' : 'no']++
      }
    }),
    { numRuns: 3000 },
  )
  // Were all records one way, nothing would have been compared.
  expect(held.yes).toBeGreaterThan(1000)
  expect(held.no).toBeGreaterThan(1000)
})

test('any column and any text are read back as they are', () => {
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc
      .array(fc.constantFrom(...' a1.-\\"\'`=<>!~&|()[]{},\n\0\ud83d😀'), { maxLength: 5 })
      .map((some) => some.join('')),
  )
  const column = text.filter(
    (name) => !['', 'and', 'or', 'not'].includes(name) && !name.includes('__proto__'),
  )
  fc.assert(
    fc.property(column, text, (name, value) => {
      for (const asked of [{ eq: value }, { eq: [value] }, { in: [value] }, { like: value }]) {
        const query = { [name]: asked }
        const read = parseQuery(queryText(query))
        expect(Object.keys(read)).toEqual([name])
        expect(demandsOf(read[name])).toEqual(asked)
      }
    }),
    { numRuns: 2000 },
  )
})

test('a question as deep as may be is written as a text that can be read', () => {
  const around = (depth: number, wrap: (query: Query) => Query): Query =>
    Array.from({ length: depth }).reduce<Query>((query) => wrap(query), { a: 1, b: 2 })
  for (const wrap of [
    (query: Query): Query => ({ not: query }),
    (query: Query): Query => ({ not: query, c: 1 }),
    (query: Query): Query => ({ or: [query, { c: 1 }], d: 1 }),
  ])
    expect(() => parseQuery(queryText(checkQuery(around(100, wrap))))).not.toThrow()
})
