import { readFilter } from '../../src/report-page/table/filter-runs'
import { momentText } from '../../src/report-page/data/moment-text'
import { filterExample } from '../../src/report-page/table/filter-example'
import { madeReport } from './made-report'

const report = madeReport(
  [
    { name: 'id', part: 'field', cells: ['exp-1/a', 'exp-1/b', 'exp-2/a', 'exp-3/a'] },
    { name: 'status', part: 'field', cells: ['done', 'failed', 'done', 'lost'] },
    { name: 'marks', part: 'field', cells: ['good, paper', undefined, 'paper', undefined] },
    { name: 'note', part: 'field', cells: [undefined, "don't use (x = 1)", 'Straße', 'two words'] },
    { name: 'val_acc', part: 'metric', cells: [0.9, NaN, 0.7, undefined] },
    { name: 'metrics.seconds', part: 'metric', cells: [1, 2, 3, 4] },
    { name: 'training.lr', cells: [0.1, 0.01, 0.001, undefined] },
    { name: 'training.optimizer', cells: ['adam', 'SGD', 'adam', 'sgd'] },
    { name: 'model.layers', cells: [[64, 32], [64], [128, 32], undefined] },
    { name: 'params.status', cells: ['x', 'y', 'x', 'y'] },
    { name: '__proto__', cells: [1, 2, 3, 4] },
  ],
  { monitor: 'val_acc', modes: { val_acc: 'max' } },
)

function passing(filter: string): number[] {
  const read = readFilter(filter, report)
  if ('problem' in read) throw new TypeError(read.problem)
  return [0, 1, 2, 3].filter(read.holds)
}

test.each([
  ['', [0, 1, 2, 3]],
  ['   ', [0, 1, 2, 3]],
  ['adam', [0, 2]],
  ['ADAM exp-2', [2]],
  ['sgd', [1, 3]],
  ['STRASSE', []],
  ['straße', [2]],
  ["don't", [1]],
  ['"two words"', [3]],
  ['"words two"', []],
  ['words two', [3]],
  ['(x', [1]],
  ['"x = 1"', [1]],
  ['[64,32]', [0]],
  ['0.001', []],
  ['constructor', []],
])('words are looked for in all texts, without regard of case: %j', (filter, runs) => {
  expect(passing(filter)).toEqual(runs)
})

test.each([
  ['training.lr < 0.05', [1, 2]],
  ['training.lr<.05 and status=done', [2]],
  ['params.training.lr >= 0.1 or note is missing', [0]],
  ['training.lr is missing', [3]],
  ['status in (failed, lost)', [1, 3]],
  ['not status = done', [1, 3]],
  ['val_acc = NaN', [1]],
  ['val_acc > 0.5', [0, 2]],
  ['metrics.val_acc > 0.8', [0]],
  ['metrics.seconds <= 2', [0, 1]],
  ['params.status = x', [0, 2]],
  ['training.optimizer ~ "a*"', [0, 2]],
  ['model.layers = [64, 32]', [0]],
  ['model.layers.0 = 64', [0, 1]],
  ['model.layers.1 is missing', [1, 3]],
  ['marks = paper', [0, 2]],
  ['marks != paper', [1, 3]],
  ['marks is missing', [1, 3]],
  ['note = "don\'t use (x = 1)"', [1]],
])('a question as in exman ls --where: %s', (filter, runs) => {
  expect(passing(filter)).toEqual(runs)
})

test.each([
  [
    'training.lr <',
    'The question cannot be read: a value is missing after "<".\n  training.lr <\n               ^',
  ],
  ['status = done and', 'a test such as lr < 0.01 is missing at the end'],
  ['lr < 0.1', 'No run has a column "lr". Did you mean "training.lr"?\n  lr < 0.1\n  ^'],
  ['status = done or wal_acc > 1', 'Did you mean "val_acc"?'],
  ['constructor = 1', 'No run has a column "constructor".'],
  ['__proto__ = 1', '__proto__ cannot be a column'],
  ['name = "a', 'the quote " is not closed'],
])('what is wrong with %j is said, with the place', (filter, problem) => {
  expect(readFilter(filter, report)).toEqual({ problem: expect.stringContaining(problem) as string })
})

test('the example is a question that these runs can be asked', () => {
  expect(filterExample(report)).toBe('val_acc > 0.9 and status = done')
  expect(passing(filterExample(report))).toEqual([])
  expect(filterExample(madeReport([{ name: 'id', cells: ['a'] }]))).toBe('status = failed')
})

test('a time is found as it is shown, too', () => {
  const started = ['2026-01-05T08:00:00.000Z', '2026-01-05T09:00:00.000Z']
  const times = madeReport([
    { name: 'id', part: 'field', cells: ['a', 'b'] },
    { name: 'started', part: 'field', cells: started },
  ])
  for (const text of [`"${momentText(started[1]!)}"`, '05T09:00']) {
    const read = readFilter(text, times)
    expect('holds' in read && [0, 1].filter(read.holds)).toEqual([1])
  }
})
