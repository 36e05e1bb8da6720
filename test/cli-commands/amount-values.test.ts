import { asAge, asBytes } from '../../src/cli/amount-values'

const HOUR = 3_600_000

test.each([
  ['10GB', 1e10],
  ['500MB', 5e8],
  ['1.5GiB', 1.5 * 2 ** 30],
  ['2 tb', 2e12],
  ['0kB', 0],
  ['17B', 17],
])('%s are %d bytes', (text, bytes) => {
  expect(asBytes(text)).toBe(bytes)
})

test.each([
  ['12h', 12 * HOUR],
  ['30d', 720 * HOUR],
  ['0.5w', 84 * HOUR],
])('%s are %d milliseconds', (text, age) => {
  expect(asAge(text)).toBe(age)
})

test.each(['', '10', 'GB', '-1GB', '1e3GB', '10 XB', '10GBs', '9999999TB', 'constructorB', '1constructor'])(
  'no size: %j',
  (text) => {
    expect(() => asBytes(text)).toThrow('Write a number and its unit, such as 10GB, 500MB or 1.5GiB.')
  },
)

test.each(['', '30', 'd', '-1d', '1y', '99999999999999w', '1toString'])('no age: %j', (text) => {
  expect(() => asAge(text)).toThrow('Write a number of hours, days or weeks, such as 12h, 30d or 2w.')
})
