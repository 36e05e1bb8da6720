import { EXPORT_FORMATS, formatOfFile } from '../../../src/catalog/export/formats'

test.each([
  ['runs.csv', 'csv'],
  ['/a/b.c/RUNS.CSV', 'csv'],
  ['runs.json', 'json'],
  ['runs.ndjson', 'ndjson'],
  ['runs.jsonl', 'ndjson'],
  ['runs.md', 'markdown'],
  ['runs.markdown', 'markdown'],
  ['runs.v2.tex', 'latex'],
  ['runs.parquet', 'parquet'],
])('the file %s is %s', (path, format) => {
  expect(formatOfFile(path)).toBe(format)
})

test.each(['runs', 'runs.tsv', 'runs.csv.gz', 'runs.xlsx', '.csv', 'csv', 'runs.', '', 'a.constructor'])(
  'the file %j is of no format',
  (path) => {
    expect(formatOfFile(path)).toBeUndefined()
  },
)

test('no ending is of two formats', () => {
  const endings = Object.values(EXPORT_FORMATS).flat()
  expect(new Set(endings).size).toBe(endings.length)
})
