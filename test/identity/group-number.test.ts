import { groupNumber } from '../../src/identity/group-number'

// 2^256 - 1 = 115792089237316195423570985008687907853269984665640564039457584007913129639935
const largest = 'f'.repeat(64)

test.each([
  ['object-hash', largest, '29639935'],
  ['object-hash', '0'.repeat(63) + '7', '7'],
  ['object-hash', (10n ** 8n).toString(16).padStart(64, '0'), '0'],
  ['object-hash', (10n ** 8n + 42n).toString(16).padStart(64, '0'), '42'],
  ['python', largest, '11579208'],
  ['python', '0'.repeat(63) + '7', '7'],
  ['python', 123456789n.toString(16).padStart(64, '0'), '12345678'],
] as const)('with ids %j, %s becomes %s', (ids, digest, number) => {
  expect(groupNumber(digest, ids)).toBe(number)
})
