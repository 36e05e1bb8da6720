import * as fc from 'fast-check'
import { jsonArray, ndjson, ndjsonChunks } from '../../../src/catalog/export/json'
import { jsonLine } from '../../../src/catalog/export/json-line'
import { jsonText } from '../../../src/files/json-text'
import { times } from '../../soak'

const RECORDS = [
  { id: 'a', params: { lr: 0.1, layers: [64, { x: null }] }, metrics: { loss: NaN, acc: -Infinity } },
  { id: 'b\nc', note: null, left: undefined, list: [undefined, Infinity] },
]

const LINES = [
  '{"id":"a","params":{"lr":0.1,"layers":[64,{"x":null}]},"metrics":{"loss":"NaN","acc":"-Infinity"}}',
  '{"id":"b\\nc","note":null,"list":[null,"Infinity"]}',
]

test('a JSON array has a record to a line', () => {
  expect(jsonArray(RECORDS)).toBe(`[\n${LINES.join(',\n')}\n]\n`)
})

test('NDJSON is the lines alone', () => {
  expect(ndjson(RECORDS)).toBe(`${LINES.join('\n')}\n`)
})

test('no records are an empty array, and no line', () => {
  expect([jsonArray([]), ndjson([])]).toEqual(['[]\n', ''])
})

test('records may come from a generator, and are read one by one', () => {
  let read = 0
  const records = function* () {
    for (; ; read++) yield { id: 'x'.repeat(1000) }
  }
  ndjsonChunks(records()).next()
  expect(read).toBeLessThan(100)
})

test.each(['\u2028', '\u2029', '\u0085', '\n', '\r', '\u000b', '\u001c'])(
  'a text with %j, which some readers take for a line end, stays in its line',
  (end) => {
    const line = jsonLine({ [`a${end}`]: `b${end}` })
    expect(line).toMatch(/^[ -~]+$/)
    expect(JSON.parse(line)).toEqual({ [`a${end}`]: `b${end}` })
  },
)

test('is what exman writes to its own files, in one line', () => {
  fc.assert(
    fc.property(fc.object({ withNullPrototype: false }), (record) => {
      expect(JSON.parse(ndjson([record]))).toEqual(JSON.parse(jsonText(record)))
      expect(JSON.parse(jsonArray([record, record]))).toEqual([record, record].map((each) => JSON.parse(jsonText(each)) as object)) // prettier-ignore
    }),
    { numRuns: times(300, 10_000) },
  )
})

/** A value within so many lists and objects by turns. */
function nested(depth: number, value: unknown): unknown {
  let inner = value
  for (let level = 0; level < depth; level++) inner = level % 2 === 0 ? [inner, 1] : { a: inner, b: 2 }
  return inner
}

test('no depth is too much', () => {
  const leaf = { x: NaN, 'y"': ['\u2028', undefined, null, true], z: undefined }
  const small = jsonLine(nested(4, leaf))
  const leafText = jsonLine(leaf)
  const [before, after] = small.split(leafText) as [string, string]
  const times25000 = (text: string) => text.repeat(25_000)
  expect(jsonLine(nested(100_000, leaf)) === times25000(before) + leafText + times25000(after)).toBe(true)
})
