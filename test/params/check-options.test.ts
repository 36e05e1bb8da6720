import { OptionError } from '../../src/errors'
import {
  checkOptions,
  isBoolean,
  isCount,
  isListOfText,
  isPlainObject,
  isPositiveCount,
  isText,
  oneOf,
} from '../../src/params/check-options'

const rules = { expBaseDir: isText, keepBest: isPositiveCount }

function caught(work: () => unknown): OptionError {
  try {
    work()
  } catch (error) {
    if (error instanceof OptionError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test.each([
  ['none', undefined],
  ['an empty object', {}],
  ['some', { keepBest: 1 }],
  ['an option that is undefined', { keepBest: undefined }],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { keepBest: 1 })],
])('takes %s', (_, options) => {
  expect(() => checkOptions('prepare', options, rules)).not.toThrow()
})

test.each<[unknown, object]>([
  [
    { expBaseDirs: 'a' },
    {
      code: 'EXMAN_OPTION_UNKNOWN',
      option: 'expBaseDirs',
      value: 'a',
      message: 'prepare has no option "expBaseDirs". Did you mean "expBaseDir"?',
    },
  ],
  [
    { verbose: true },
    {
      code: 'EXMAN_OPTION_UNKNOWN',
      option: 'verbose',
      message: 'prepare has no option "verbose". Its options are expBaseDir, keepBest.',
    },
  ],
  [{ verbose: undefined }, { code: 'EXMAN_OPTION_UNKNOWN', option: 'verbose' }],
  [{ toString: 1 }, { code: 'EXMAN_OPTION_UNKNOWN', option: 'toString' }],
  [
    { '\u001b[31m': 1 },
    {
      code: 'EXMAN_OPTION_UNKNOWN',
      message: 'prepare has no option "\\u001b[31m". Its options are expBaseDir, keepBest.',
    },
  ],
  [
    { keepBest: -1 },
    {
      code: 'EXMAN_OPTION_INVALID',
      option: 'keepBest',
      value: -1,
      message: 'The "keepBest" option of prepare must be a positive integer, got -1.',
    },
  ],
  [
    { expBaseDir: '' },
    {
      code: 'EXMAN_OPTION_INVALID',
      message: 'The "expBaseDir" option of prepare must be a text that is not empty, got "".',
    },
  ],
  [
    null,
    {
      code: 'EXMAN_OPTION_INVALID',
      option: 'options',
      message: 'The options of prepare must be a plain object, got null.',
    },
  ],
  [
    'models',
    {
      code: 'EXMAN_OPTION_INVALID',
      value: 'models',
      message: 'The options of prepare must be a plain object, got "models".',
    },
  ],
  [[1], { code: 'EXMAN_OPTION_INVALID', message: 'The options of prepare must be a plain object, got [1].' }],
  [
    new Map(),
    { code: 'EXMAN_OPTION_INVALID', message: 'The options of prepare must be a plain object, got Map(0).' },
  ],
])('refuses %j', (options, expected) => {
  expect(caught(() => checkOptions('prepare', options, rules))).toMatchObject(expected)
})

test.each([
  ['isText', isText, 'must be a text that is not empty', ['a', ' '], ['', 1, null, ['a']]],
  ['isBoolean', isBoolean, 'must be true or false', [true, false], [0, 'true', null]],
  ['isCount', isCount, 'must be an integer, 0 or more', [0, 7], [-1, 1.5, NaN, Infinity, '1', 2 ** 53, null]],
  ['isPositiveCount', isPositiveCount, 'must be a positive integer', [1, 7], [0, -1, 1.5, '1', 1n]],
  ['oneOf', oneOf('min', 'max', false), 'must be "min" or "max" or false', ['min', false], ['Min', 0, null]],
  [
    'isListOfText',
    isListOfText,
    'must be an array of texts that are not empty',
    [[], ['a', 'b']],
    ['a', [''], [1], [null], {}],
  ],
  [
    'isPlainObject',
    isPlainObject,
    'must be a plain object',
    [{}, { a: 1 }],
    [null, [], new Map(), 'a', () => 1],
  ],
])('%s', (_, rule, demand, fine, wrong) => {
  for (const value of fine) expect([value, rule(value)]).toEqual([value, undefined])
  for (const value of wrong) expect([value, rule(value)]).toEqual([value, demand])
})
