import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvText } from '../../../src/catalog/export/csv'
import { jsonArray, ndjson } from '../../../src/catalog/export/json'
import { logSheet } from '../../../src/catalog/export/logs'
import type { Sheet } from '../../../src/catalog/sheet'
import { scratch } from '../../faults/scratch'
import { describeWithPandas, pandas, type Frame, type PandasValue } from './pandas'
import { parquetAnswer } from './parquet-child'
import { AWKWARD, sheetOf, sheetOfColumns } from './sheets'

const MISSING: PandasValue = ['missing']
const floats = (...values: string[]): PandasValue[] =>
  values.map((value) => (value === '' ? MISSING : ['float', value]))
const texts = (...values: string[]): PandasValue[] => values.map((value) => ['str', value])

/** What pandas should read of the awkward table; `formulas` are the texts of that column. */
const expected = (name: string, formulas: readonly string[], empty: string): Frame => ({
  whole: [
    'int64',
    [
      ['int', '1'],
      ['int', '-2'],
      ['int', '3'],
      ['int', '9007199254740991'],
    ],
  ],
  'whole.missing': ['float64', floats('1.0', '', '2147483649.0', '')],
  negative: ['float64', floats('-0.5', '-1e-07', '-2.0', '0.1')],
  fraction: ['float64', floats('0.30000000000000004', '5e-324', '1.7976931348623157e+308', '')],
  special: ['float64', floats('', 'inf', '-inf', '')],
  large: ['float64', floats('1e+20', '9.223372036854776e+18', '-1.0', '9007199254740992.0')],
  flag: [
    'bool',
    [
      ['bool', true],
      ['bool', false],
      ['bool', true],
      ['bool', false],
    ],
  ],
  'flag.missing': ['object', [['bool', true], MISSING, MISSING, ['bool', false]]],
  text: ['object', texts(...AWKWARD.text)],
  'text.missing': ['object', [['str', 'Adam'], MISSING, MISSING, ['str', 'a\u2028b']]],
  formula: ['object', texts(...formulas)],
  json: ['object', [...texts('[64,32]', '{"a":["NaN",null],"b\\"":"\\u2028"}'), MISSING, MISSING]],
  mixed: ['object', texts('1', 'two', '[3]', 'false')],
  empty: [empty, [MISSING, MISSING, MISSING, MISSING]],
  [name]: ['object', texts('a', 'b', 'c', 'd')],
})

const ESCAPED = ["'=1+1", "'@SUM(A1)", '-5', "'-2+3+cmd|' /C calc'!A0"]
const NAME = '=name, "quoted"'

function csvFrame(sheet: Sheet, options = '', formulas?: 'keep'): Frame {
  const path = join(scratch(), 'a.csv')
  writeFileSync(path, csvText(sheet, formulas && { formulas }))
  return pandas(`print(json.dumps(described(pd.read_csv(given[0]${options}))))`, path)
}

/** The files of the tables, made by one child. */
function parquetFiles(...sheets: Sheet[]): string[] {
  const dir = scratch()
  return parquetAnswer(sheets, dir).bytes!.map((bytes, at) => {
    const path = join(dir, `${at}.parquet`)
    writeFileSync(path, bytes)
    return path
  })
}

const parquetFrames = (...sheets: Sheet[]): Frame[] =>
  pandas(
    'print(json.dumps([described(pd.read_parquet(path)) for path in given]))',
    ...parquetFiles(...sheets),
  )

describeWithPandas('pandas reads CSV', () => {
  test.each([
    ['its own reader', ", float_precision='round_trip'"],
    ['the reader in Python', ", engine='python'"],
  ])('with all types and values: %s', (_title, options) => {
    expect(csvFrame(sheetOf(AWKWARD), options)).toEqual(expected(`'${NAME}`, ESCAPED, 'float64'))
  })

  test('with the texts of formulas where they are kept', () => {
    const frame = csvFrame(sheetOf(AWKWARD), ", float_precision='round_trip'", 'keep')
    expect(frame).toEqual(expected(NAME, AWKWARD.formula, 'float64'))
  })

  test('of one column with a row for every value, missing ones too', () => {
    expect(csvFrame(sheetOf({ a: [1, undefined, 3] }))).toEqual({ a: ['float64', floats('1.0', '', '3.0')] })
  })

  test('without rows', () => {
    expect(csvFrame(sheetOf({ a: [], b: [] }))).toEqual({ a: ['object', []], b: ['object', []] })
  })

  test('as the texts they were, where they look like missing values', () => {
    const frame = csvFrame(
      sheetOf({ a: ['None', 'NA', undefined] }),
      ", keep_default_na=False, na_values=['']",
    )
    expect(frame).toEqual({ a: ['object', [...texts('None', 'NA'), MISSING]] })
  })
})

describeWithPandas('pandas reads Parquet', () => {
  test('with all types and values', () => {
    expect(parquetFrames(sheetOf(AWKWARD))).toEqual([expected(NAME, AWKWARD.formula, 'object')])
  })

  test('without rows, without columns, with a name twice', () => {
    const sheets = [
      logSheet([]),
      { columns: [], rows: [] },
      sheetOfColumns([
        ['a', [1]],
        ['a', ['x']],
        ['a.1', [true]],
      ]),
    ]
    const dtypes = parquetFrames(...sheets).map((frame) =>
      Object.entries(frame).map(([name, [dtype]]) => `${name} ${dtype}`),
    )
    expect(dtypes).toEqual([
      ['run object', 'epoch int64', 'seconds int64', 'metric object', 'value int64'],
      [],
      ['a int64', 'a.1 object', 'a.1.1 bool'],
    ])
  })

  test('with NaN told from missing values, and texts that are no UTF-8', () => {
    const sheet = sheetOf({
      number: [NaN, undefined, null, 1.5],
      text: ['a\ud800b', 'None', '', 'a\0b'],
      mixed: ['', NaN, null, '1'],
    })
    const columns = pandas(
      `import pyarrow.parquet as pq
print(json.dumps([[str(column.type), [str(value) for value in column.to_pylist()]] for column in pq.read_table(given[0]).columns]))`,
      ...parquetFiles(sheet),
    )
    expect(columns).toEqual([
      ['double', ['nan', 'None', 'None', '1.5']],
      ['string', ['a\ufffdb', 'None', '', 'a\0b']],
      ['string', ['', 'NaN', 'None', '1']],
    ])
  })

  test('of many rows, in several groups', () => {
    const numbers = Array.from({ length: 250_000 }, (_, at) => (at % 7 === 0 ? undefined : at / 8))
    const [path] = parquetFiles(sheetOf({ n: numbers, t: numbers.map((number) => `text ${number}`) }))
    const sums = pandas(
      `frame = pd.read_parquet(given[0])
print(json.dumps([len(frame), int(frame.n.isna().sum()), float(frame.n.sum()), frame.t.iloc[-1]]))`,
      path!,
    )
    const sum = numbers.reduce<number>((total, number) => total + (number ?? 0), 0)
    expect(sums).toEqual([250_000, 35_715, sum, 'text 31249.875'])
  })
})

describeWithPandas('pandas reads JSON', () => {
  const RECORDS = [
    { id: 'a\u2028b', params: { lr: 0.1 }, loss: 0.5 },
    { id: 'c', params: { lr: 1e-7 }, loss: null },
  ]

  test.each([
    ['an array', jsonArray(RECORDS), ''],
    ['NDJSON', ndjson(RECORDS), ', lines=True'],
  ])('%s', (_title, text, options) => {
    const path = join(scratch(), 'a.json')
    writeFileSync(path, text)
    expect(pandas(`print(json.dumps(described(pd.read_json(given[0]${options}))))`, path)).toEqual({
      id: ['object', texts('a\u2028b', 'c')],
      params: ['object', [['object', "{'lr': 0.1}"], ['object', "{'lr': 1e-07}"]]], // prettier-ignore
      loss: ['float64', floats('0.5', '')],
    })
  })
})
