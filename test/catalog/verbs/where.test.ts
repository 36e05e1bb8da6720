import type { RunTable } from '../../../src/catalog/run-table'
import { coded } from '../../run/runs'
import { aRecord, idsOf, tableOf } from '../trees'

const table = tableOf([
  aRecord({ id: 'a', params: { lr: 0.1, opt: 'adam' }, metrics: { loss: 1 }, status: 'done' }),
  aRecord({ id: 'b', params: { lr: 0.01, opt: 'sgd' }, metrics: { loss: NaN }, status: 'failed' }),
  aRecord({ id: 'c', params: { lr: 'auto' }, metrics: {}, status: 'done' }),
])

test.each<[question: Parameters<RunTable['where']>[0], ids: string[]]>([
  [{ status: 'done' }, ['a', 'c']],
  [{ lr: { lt: 0.05 } }, ['b']],
  [{ lr: { le: 0.1 }, status: 'done' }, ['a']],
  [{ opt: { missing: true } }, ['c']],
  [{ or: [{ opt: 'sgd' }, { lr: 'auto' }] }, ['b', 'c']],
  [{}, ['a', 'b', 'c']],
  ['lr < 0.05', ['b']],
  ['status = done and not (opt = adam)', ['c']],
  [({ metrics }) => metrics['loss'] === 1, ['a']],
  ['loss > 0', ['a']],
])('where %j', (question, ids) => expect(idsOf(table.where(question))).toEqual(ids))

describe('of runs with several marks', () => {
  const marked = tableOf([
    aRecord({ id: 'both', marks: ['for/paper', 'pinned'], note: 'good, pinned' }),
    aRecord({ id: 'one', marks: ['good'] }),
    aRecord({ id: 'none' }),
  ])

  test.each<[question: Parameters<RunTable['where']>[0], ids: string[]]>([
    ["marks = 'pinned'", ['both']],
    [{ marks: 'pinned' }, ['both']],
    ['marks = for/paper and marks = pinned', ['both']],
    ["marks = 'for/paper, pinned'", []],
    ["marks ~ '*paper*'", ['both']],
    ["marks ~ 'g*'", ['one']],
    ['marks in (pinned, good)', ['both', 'one']],
    ['marks != pinned', ['one', 'none']],
    ["marks !~ '*paper'", ['one', 'none']],
    ['marks not in (pinned, good)', ['none']],
    ['not marks = pinned', ['one', 'none']],
    ['marks is missing', ['none']],
    ['marks is not missing', ['both', 'one']],
    [{ marks: { like: '*p*', ne: 'pinned' } }, []],
    ['marks = ["for/paper", "pinned"]', ['both']],
    [{ marks: ['pinned'] }, []],
    ['marks >= p', ['both']],
    ["note = 'good, pinned'", ['both']],
  ])('%j holds of those of which it holds of one; what a mark is not, of all', (question, ids) => {
    expect(idsOf(marked.where(question))).toEqual(ids)
  })

  test('the column is a text', () => {
    expect(marked.values('marks')).toEqual(['for/paper, pinned', 'good', undefined])
  })
})

test('a question may ask for columns that only runs outside of the table have', () => {
  const rest = table.where('lr = auto')
  expect(idsOf(rest)).toEqual(['c'])
  expect(rest.where('loss > 0 or opt = sgd')).toHaveLength(0)
})

test.each([['statuss = done'], [{ 'model.opt': 'sgd' }]])(
  '%j, which asks for what no run has, is refused',
  (question) => {
    expect(() => table.where(question)).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
  },
)

test.each<[string, unknown, string]>([
  [
    'a demand that there is not',
    { lr: { less: 1 } },
    'No run has an object at "lr", as { less: 1 } is. The demands are eq, ne, lt',
  ],
  ['one within another question', { not: { or: [{ lr: { between: [0, 1] } }] } }, '"lr"'],
  ['a function that promises', async () => Promise.resolve(false), 'has to give true or false'],
  ['a function that gives nothing', () => undefined, 'has to give true or false'],
])('%s is refused, since it would find nothing, or all', (_, question, why) => {
  expect(() => table.where(question as never)).toThrow(coded('EXMAN_QUERY_INVALID', why))
})

test('equality with an object is fine where a run has one', () => {
  const nested = tableOf([
    aRecord({ id: 'a', params: { opt: { lr: 1 } } }),
    aRecord({ id: 'b', params: { opt: { lr: 2 } } }),
  ])
  expect(idsOf(nested.where({ opt: { lr: 2 } }))).toEqual(['b'])
})
