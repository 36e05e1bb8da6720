import { durationText } from '../../src/text/duration'

test.each([
  [0, '0 ms'],
  [0.0421, '42 ms'],
  [0.9994, '999 ms'],
  [0.9996, '1 s'],
  [33.4, '33 s'],
  [59.5, '1 min 00 s'],
  [250, '4 min 10 s'],
  [245, '4 min 05 s'],
  [3599.6, '1 h 00 min'],
  [7500, '2 h 05 min'],
  [86_399, '1 d 0 h'],
  [273_600, '3 d 4 h'],
  [400 * 86_400, '400 d 0 h'],
  [NaN, '?'],
  [-1, '?'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})
