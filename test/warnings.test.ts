import { expectWarnings, failOnWarnings } from './warnings'

const BANNER = '\nHi, looks like you are running TensorFlow.js in Node.js. To speed things up dramatically, …'

test.each<[string, () => void]>([
  ['EXMAN_X: gone', () => process.emitWarning('gone', { type: 'ExmanWarning', code: 'EXMAN_X' })],
  ['DEP0001: old', () => process.emitWarning('old', 'DeprecationWarning', 'DEP0001')],
  ['MyWarning: odd', () => process.emitWarning('odd', 'MyWarning')],
  ['process.emitWarning: bare', () => process.emitWarning('bare')],
  ['console.warn: 2 things', () => console.warn('%d things', 2)],
  ['console.error: broken { a: 1 }', () => console.error('broken', { a: 1 })],
])('%s fails a test that did not announce it', (line, provoke) => {
  provoke()
  expect(failOnWarnings).toThrow(`A warning that the test did not announce with expectWarnings():\n${line}`)
})

test('an announced warning is collected and fails nothing', () => {
  const warnings = expectWarnings()
  process.emitWarning('gone', { type: 'ExmanWarning', code: 'EXMAN_X' })
  expect(warnings).toEqual([{ code: 'EXMAN_X', text: 'gone' }])
  expect(failOnWarnings).not.toThrow()
})

test('an announcement ends with its test', () => {
  expectWarnings()
  failOnWarnings()
  console.warn('late')
  expect(failOnWarnings).toThrow('console.warn: late')
})

test('the banner of TensorFlow.js is let through', () => {
  console.warn(BANNER)
  expect(failOnWarnings).not.toThrow()
})
