import { cellTexts, MISSING, wholeText } from '../../src/report-page/data/cell-text'
import { momentText } from '../../src/report-page/data/moment-text'
import type { Json } from '../../src/params/types'
import { madeReport, type MadeColumn } from './made-report'

const textsOf = (column: MadeColumn) => {
  const { of, wholeOf } = cellTexts(madeReport([column]).columns[0]!)
  return column.cells.map((_, run) => [of(run), wholeOf(run)])
}

test.each<[string, Json | undefined, string, string | undefined]>([
  ['a missing value', undefined, MISSING, undefined],
  ['null', null, 'null', undefined],
  ['a text', 'adam', 'adam', undefined],
  ['an empty text', '', '""', ''],
  ['control characters', 'a\u001b[31m\u202eb', 'a\\u001b[31m\\u202eb', undefined],
  ['a list', [64, 32], '[64,32]', undefined],
  ['a truth', true, 'true', undefined],
  ['a long number', 0.1234567891, '0.1235', '0.1234567891'],
  ['an infinity', -Infinity, '-Infinity', undefined],
  ['a long text', 'x'.repeat(500), `${'x'.repeat(120)}…`, 'x'.repeat(500)],
])('%s is shown short, and all of it where that is more', (_, cell, shown, whole) => {
  expect(textsOf({ name: 'x', cells: [cell] })).toEqual([[shown, whole]])
})

test('few numbers are told apart, however near they are', () => {
  const texts = textsOf({ name: 'x', cells: [0.1234561, 0.1234562, 0.5] }).map(([text]) => text)
  expect(texts).toEqual(['0.1234561', '0.1234562', '0.5'])
})

test('among values of several types texts stand in quotes', () => {
  expect(textsOf({ name: 'x', cells: ['1', 1] }).map(([text]) => text)).toEqual(['"1"', '1'])
})

test('times are shown as people read them, with what was recorded behind', () => {
  const started = '2026-11-22T12:34:56.000Z'
  expect(textsOf({ name: 'started', part: 'field', cells: [started] })).toEqual([
    [momentText(started), started],
  ])
  expect(textsOf({ name: 'seconds', part: 'field', cells: [250] })).toEqual([['4 min 10 s', '250']])
  expect(textsOf({ name: 'seconds', part: 'param', cells: [250] })).toEqual([['250', undefined]])
  expect(momentText('not long ago')).toBe('not long ago')
  expect(momentText(started)).toMatch(/^2026-11-2\d \d\d:\d\d$/)
})

test('the whole of a number is all its digits', () => {
  expect([0.1 + 0.2, -0, NaN, 1e300].map(wholeText)).toEqual(['0.30000000000000004', '-0', 'NaN', '1e+300'])
})
