import { columnGroups, shownColumns, withColumn } from '../../src/report-page/table/column-choice'
import { columnWidth } from '../../src/report-page/table/column-width'
import { madeReport } from './made-report'

const report = madeReport(
  [
    { name: 'id', part: 'field', cells: ['a', 'b'] },
    { name: 'status', part: 'field', cells: ['done', 'failed'] },
    { name: 'val_loss', part: 'metric', cells: [1, 2] },
    { name: 'last.val_loss', part: 'last', cells: [1, 2] },
    { name: 'training.lr', cells: [0.1, 0.2] },
    { name: 'result.f1', part: 'result', cells: [1, 2] },
  ],
  { overview: ['id', 'status', 'val_loss', 'gone'] },
)
const namesOf = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)

test('the columns stand by parts, without the id, which is always shown', () => {
  const groups = columnGroups(report.columns).map(({ title, columns }) => [title, ...namesOf(columns)])
  expect(groups).toEqual([
    ['Run', 'status'],
    ['Parameters', 'training.lr'],
    ['Metrics, best epoch', 'val_loss'],
    ['Metrics, last epoch', 'last.val_loss'],
    ['Result', 'result.f1'],
  ])
})

test.each([
  ['LOSS ', ['val_loss', 'last.val_loss']],
  ['nothing', []],
])('those whose names have %j in them are found', (search, names) => {
  expect(columnGroups(report.columns, search).flatMap(({ columns }) => namesOf(columns))).toEqual(names)
})

test.each([
  [null, ['id', 'status', 'val_loss']],
  [[], ['id']],
  [
    ['training.lr', 'id', 'gone', 'status'],
    ['id', 'training.lr', 'status'],
  ],
])('with %j chosen are shown %j', (chosen, names) => {
  expect(namesOf(shownColumns(report, chosen))).toEqual(names)
})

test('a column is added to those shown, or taken from them', () => {
  expect(withColumn(report, null, 'result.f1')).toEqual(['status', 'val_loss', 'result.f1'])
  expect(withColumn(report, null, 'status')).toEqual(['val_loss'])
})

test.each([
  ['x', [1, 2], 5],
  ['x', ['1234567890', 'y'], 10],
  ['x', ['long '.repeat(100)], 28],
  ['a.name.that.is.very.long', [1], 20],
])('column %s of %.30j is %d characters wide', (name, cells, width) => {
  const made = madeReport([{ name, cells }])
  expect(columnWidth(made.columns[0]!, cells.length)).toBe(width)
})
