import { bytesText, startedText } from '../../../src/cli/print/amounts'

test('a moment is shown in local time to the minute', () => {
  expect(startedText(new Date(2026, 10, 21, 14, 2, 59).toISOString())).toBe('2026-11-21 14:02')
  expect(startedText(new Date(2026, 0, 2, 0, 0, 0).toISOString())).toBe('2026-01-02 00:00')
})

test.each([
  ['soon', 'soon'],
  ['', ''],
  ['\u001b[2J', '\\u001b[2J'],
])('what is no moment stays, but safe: %j', (text, shown) => {
  expect(startedText(text)).toBe(shown)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1_234_567, '1.2 MB'],
  [9_960_000, '10 MB'],
  [25_000_000, '25 MB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [2.5e12, '2.5 TB'],
  [1e19, '10000 PB'],
  [NaN, '?'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
