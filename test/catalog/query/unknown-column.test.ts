import { QueryError } from '../../../src/errors'
import { unknownColumn } from '../../../src/catalog/query/unknown-column'

const known = ['status', 'val_acc', 'training.lr', 'model.lr', 'model.units']

test.each([
  ['val_ac', known, 'No run has a column "val_ac". Did you mean "val_acc"?'],
  ['Status', known, 'No run has a column "Status". Did you mean "status"?'],
  ['units', known, 'No run has a column "units". Did you mean "model.units"?'],
  ['lr', known, 'No run has a column "lr". Did you mean "training.lr" or "model.lr"?'],
  [
    'zzz',
    known,
    'No run has a column "zzz". The columns are status, val_acc, training.lr, model.lr, model.units.',
  ],
  ['zzz', [], 'No run has a column "zzz". There are no columns.'],
  ['constructor', ['a\u001b[2J'], 'No run has a column "constructor". The columns are a\\u001b[2J.'],
  ['b\n', ['status'], 'No run has a column "b\\u000a". The columns are status.'],
])('%j among %j', (name, columns, message) => {
  const error = unknownColumn(name, columns)
  expect(error).toBeInstanceOf(QueryError)
  expect(error.message).toBe(message)
  expect(error).toMatchObject({ code: 'EXMAN_COLUMN_UNKNOWN', query: name, position: undefined })
})

test('of many columns it lists ten', () => {
  const many = Array.from({ length: 23 }, (_, index) => `column-${index}`)
  expect(unknownColumn('zzz', many).message).toBe(
    `No run has a column "zzz". The columns are ${many.slice(0, 10).join(', ')} and 13 more.`,
  )
})

test('in a question as text it shows the place', () => {
  const text = 'status = done and not (val_ac > 0.9)'
  const error = unknownColumn('val_ac', known, { text })
  expect(error.message).toBe(
    [
      'No run has a column "val_ac". Did you mean "val_acc"?',
      '  status = done and not (val_ac > 0.9)',
      '                         ^',
    ].join('\n'),
  )
  expect(error).toMatchObject({ code: 'EXMAN_COLUMN_UNKNOWN', query: text, position: 23 })
})

test('a column that the text does not name has no place in it', () => {
  const error = unknownColumn('val_ac', known, { text: 'lr < 1' })
  expect(error.message).toBe('No run has a column "val_ac". Did you mean "val_acc"?')
  expect(error).toMatchObject({ query: 'lr < 1', position: undefined })
})

test('in another text, such as a formula, it shows the place that is given', () => {
  const error = unknownColumn('val_ac', known, { text: 'val_ac ~ lr', position: 0 })
  expect(error.message.split('\n').slice(1)).toEqual(['  val_ac ~ lr', '  ^'])
  expect(error).toMatchObject({ query: 'val_ac ~ lr', position: 0 })
})
