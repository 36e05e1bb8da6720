/** Random questions, and random records to ask them of. */
import * as fc from 'fast-check'
import type { Json } from '../../../src/params/types'
import type { Demands, Query } from '../../../src/catalog/query/query'
import type { Cell } from '../../../src/catalog/sheet'
import { anyCharacter } from '../../any-character'

/** A record as a predicate sees it: a value, or none, for each column. */
export type CellRecord = Map<string, Cell>

/** Names of which some need backquotes. */
export const COLUMNS = [
  'lr',
  'val_acc',
  'a b',
  'And',
  '0',
  'x`y',
  'it\'s "so"',
  'constructor',
  'in',
  'a\nb',
  '日本',
]

const TEXTS = [
  'done',
  'adam',
  '',
  ' ',
  'true',
  'NaN',
  '64',
  '-',
  'missing',
  'not',
  'a b',
  "it's",
  '"',
  '`',
  'a\\nb',
  '\n',
  '😀',
  '\uffff',
  '(x)',
  '[1]',
  '*',
  '?',
  '\\*',
  'a=b',
  '__proto__',
  'constructor',
]

const number = fc.oneof(fc.constantFrom(0, 1, 64, -0.5, 1e-7, 1e21, NaN, Infinity, -Infinity), fc.double())
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  fc.string({ unit: anyCharacter, maxLength: 4 }),
)
const plain = fc.oneof(number, text, fc.constantFrom(null, true, false))

/** A value of a record, or one to compare with. */
export const anyJson = fc.oneof(
  { weight: 6, arbitrary: plain },
  fc.array(plain as fc.Arbitrary<Json>, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'lt', 'eq', 'constructor', 'it"s'), plain as fc.Arbitrary<Json>, {
    maxKeys: 2,
    noNullPrototype: true,
  }),
)

const order = fc.oneof(number, text)
const values = fc.array(anyJson, { maxLength: 3 })
const demand: fc.Arbitrary<Demands> = fc.oneof(
  fc.record({ eq: anyJson }),
  fc.record({ ne: anyJson }),
  fc.record({ lt: order }),
  fc.record({ le: order }),
  fc.record({ gt: order }),
  fc.record({ ge: order }),
  fc.record({ in: values }),
  fc.record({ notIn: values }),
  fc.record({ like: text }),
  fc.record({ notLike: text }),
  fc.record({ missing: fc.boolean() }),
)
const demands = fc
  .array(demand, { minLength: 1, maxLength: 3 })
  .map((some) => Object.assign({}, ...some) as Demands)

const column = fc.constantFrom(...COLUMNS)

const asked = fc.oneof(plain, demands) as fc.Arbitrary<Json>
const dictionary = { maxKeys: 3, noNullPrototype: true }

/** A question that `checkQuery` takes. */
export const anyQuery = fc.letrec<{ query: Query; some: Query[] }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    fc.dictionary(column, asked, dictionary),
    fc.record({ and: tie('some') }),
    fc.record({ or: tie('some') }),
    fc.record({ not: tie('query') }),
    fc.record({ or: tie('some'), lr: asked, not: tie('query') }),
  ),
  some: fc.array(tie('query'), { maxLength: 3 }),
})).query

/** A record of which some columns have no value. */
export const anyRecord: fc.Arbitrary<CellRecord> = fc
  .array(fc.tuple(column, anyJson), { maxLength: 8 })
  .map((entries) => new Map<string, Cell>(entries))

/** What reads a column from such a record. */
export const cellOf =
  (name: string) =>
  (record: CellRecord): Cell =>
    record.get(name)
