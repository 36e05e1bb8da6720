/** The types are held by the type check (`npm run types`): a line below @ts-expect-error has to be an error, all others none. */
import { Action, BooleanOptionalAction, SUPPRESS } from 'argparse'
import type { ArgOptions } from '../../src/parser/arg-types'
import { optional } from '../../src/parser/optional'
import type { Declared } from './declared'

class Size {
  readonly width: number
  constructor(text: string) {
    this.width = Number(text)
  }
}

class Custom extends Action {}

const words = (text: string) => text.split(',')

// Never called: what it holds is only compiled.
function types(given: Declared, text: string, wide: ArgOptions, list: string[]) {
  // Keys.
  given.arg('--lr').is<{ lr: string | undefined }>(true)
  given.arg('-b', '--batch-size', '--bs').is<{ batch_size: string | undefined }>(true)
  given.arg('-b', '-bs-2').is<{ b: string | undefined }>(true)
  given.arg('---very-long-name').is<{ very_long_name: string | undefined }>(true)
  given.arg('data-file').is<{ 'data-file': string }>(true)
  given.arg('--lr', { dest: 'learning-rate' }).is<{ 'learning-rate': string | undefined }>(true)
  given.arg(`--${text}`, { type: 'int' }).is<{ [key: string]: unknown }>(true)
  given.arg('--lr', { dest: text }).is<{ [key: string]: unknown }>(true)
  given.arg('--quiet', { dest: SUPPRESS, action: 'store_true' }).is<Record<never, never>>(true)
  given.arg('-V', { action: 'version', version: '1' }).is<Record<never, never>>(true)
  given.arg('--lr', { type: 'float', default: SUPPRESS }).is<{ lr?: number }>(true)

  // Types.
  given.arg('n', { type: 'int' }).is<{ n: number }>(true)
  given.arg('n', { type: 'float' }).is<{ n: number }>(true)
  given.arg('n', { type: 'bool' }).is<{ n: boolean }>(true)
  given.arg('n', { type: 'str' }).is<{ n: string }>(true)
  given.arg('n', { type: (text) => text.length }).is<{ n: number }>(true)
  given.arg('n', { type: Number }).is<{ n: number }>(true)
  given.arg('n', { type: Size }).is<{ n: Size }>(true)
  given.arg('n', { type: 'of-a-plugin' }).is<{ n: unknown }>(true)
  given.arg('n', { type: optional('float') }).is<{ n: number | null }>(true)
  given.arg('n', { type: optional(words) }).is<{ n: string[] | null }>(true)
  given.arg('n', wide).is<{ n: unknown }>(true)

  // With and without a default.
  given.arg('--n', { type: 'int' }).is<{ n: number | undefined }>(true)
  given.arg('--n', { type: 'int', required: true }).is<{ n: number }>(true)
  given.arg('--n', { type: 'int', required: text === '' }).is<{ n: number | undefined }>(true)
  given.arg('--n', { type: 'float', default: 0.01 }).is<{ n: number }>(true)
  given.arg('--n', { type: 'float', default: null }).is<{ n: number | null }>(true)
  given.arg('--n', { type: 'float', default: undefined }).is<{ n: number | undefined }>(true)
  given.arg('--n', { default: 1 }).is<{ n: string | number }>(true)
  given.arg('--n', { default: false, volatile: true }).is<{ n: string | boolean }>(true)
  given.arg('--n', { type: 'int', default: '7' }).is<{ n: number }>(true)
  given.arg('--n', { type: optional('int'), default: 'none' }).is<{ n: number | null }>(true)
  given.arg('--n', { type: 'int', default: [1, [2]] }).is<{ n: number | (number | number[])[] }>(true)
  given.arg('--n', { type: words, default: [] }).is<{ n: string[] }>(true)
  given.arg('--n', { type: words, default: ['a'] }).is<{ n: string[] }>(true)

  // Flags and counts.
  given.arg('--n', { action: 'store_true' }).is<{ n: boolean }>(true)
  given.arg('--n', { action: 'store_false', default: null }).is<{ n: boolean | null }>(true)
  given.arg('--n', { action: BooleanOptionalAction }).is<{ n: boolean | undefined }>(true)
  given.arg('--n', { action: BooleanOptionalAction, default: true }).is<{ n: boolean }>(true)
  given.arg('--n', { action: BooleanOptionalAction, required: true }).is<{ n: boolean }>(true)
  given.arg('--n', { action: 'count' }).is<{ n: number | undefined }>(true)
  given.arg('--n', { action: 'count', default: 0 }).is<{ n: number }>(true)
  given.arg('--n', { action: 'store_const', const: 'fast' }).is<{ n: 'fast' | undefined }>(true)
  given.arg('--n', { action: 'store_const', const: 1, default: 0 }).is<{ n: 0 | 1 }>(true)
  given.arg('--n', { action: Custom, type: 'int' }).is<{ n: unknown }>(true)
  given.arg('--n', { action: 'of-a-plugin' }).is<{ n: unknown }>(true)

  // Lists.
  given.arg('--n', { type: 'int', nargs: 2 }).is<{ n: number[] | undefined }>(true)
  given.arg('--n', { type: 'int', nargs: '+', default: [1, 2] }).is<{ n: number[] }>(true)
  given.arg('--n', { type: 'int', nargs: '*', default: [] }).is<{ n: number[] }>(true)
  given.arg('--n', { type: 'int', nargs: '*', default: null }).is<{ n: number[] | null }>(true)
  given.arg('--n', { nargs: '+', default: [1] }).is<{ n: string[] | number[] }>(true)
  given.arg('n', { type: 'int', nargs: '+' }).is<{ n: number[] }>(true)
  given.arg('n', { type: 'int', nargs: '*' }).is<{ n: number[] }>(true)
  given.arg('n', { type: 'int', nargs: '*', default: null }).is<{ n: number[] | null }>(true)
  given.arg('n', { type: 'int', nargs: '*', default: '3' }).is<{ n: number[] | string }>(true)
  given.arg('n', { nargs: '...' }).is<{ n: string[] }>(true)
  given.arg('n', { type: 'int', nargs: '?' }).is<{ n: number | undefined }>(true)
  given.arg('n', { type: 'int', nargs: '?', default: 3 }).is<{ n: number }>(true)
  given.arg('--n', { type: 'int', nargs: '?', default: 3 }).is<{ n: number | undefined }>(true)
  given.arg('--n', { type: 'int', nargs: '?', default: 3, const: 1 }).is<{ n: number }>(true)
  given
    .arg('--n', { type: 'int', nargs: '?', default: null, const: true })
    .is<{ n: number | true | null }>(true)
  given.arg('--n', { action: 'append', type: 'int' }).is<{ n: number[] | undefined }>(true)
  given.arg('--n', { action: 'append', type: 'int', default: [] }).is<{ n: number[] }>(true)
  given.arg('--n', { action: 'append', default: [1] }).is<{ n: (string | number)[] }>(true)
  given.arg('--n', { action: 'append', nargs: 2, required: true }).is<{ n: string[][] }>(true)
  given.arg('--n', { action: 'extend', nargs: '+', type: 'int' }).is<{ n: number[] | undefined }>(true)
  given.arg('--n', { action: 'append_const', const: 5 }).is<{ n: 5[] | undefined }>(true)

  // Choices.
  given.arg('n', { choices: ['sgd', 'adam'] }).is<{ n: 'sgd' | 'adam' }>(true)
  given.arg('--n', { choices: ['sgd', 'adam'], default: 'sgd' }).is<{ n: 'sgd' | 'adam' }>(true)
  given.arg('--n', { choices: ['sgd', 'adam'], default: null }).is<{ n: 'sgd' | 'adam' | null }>(true)
  given.arg('--n', { choices: [1, 2], type: 'int' }).is<{ n: 1 | 2 | undefined }>(true)
  given.arg('--n', { choices: ['a', 'b'], nargs: '+', default: ['a'] }).is<{ n: ('a' | 'b')[] }>(true)
  given.arg('n', { choices: [1, 2] }).is<{ n: string }>(true)
  given.arg('n', { choices: list }).is<{ n: string }>(true)
  given.arg('n', { choices: 'abc' }).is<{ n: string }>(true)

  // One after the other.
  const parsed = given
    .arg('--lr', { type: 'float', default: 0.01 })
    .arg('-b', '--batch-size', { type: 'int' })
    .arg('data', { nargs: '+' })
    .parse()
  const { lr, batch_size, data }: { lr: number; batch_size: number | undefined; data: string[] } = parsed
  void [lr, batch_size, data]
  // @ts-expect-error there is no such argument
  void parsed.batch
  // @ts-expect-error it may be left out
  parsed.batch_size.toFixed()
  // @ts-expect-error a number
  parsed.lr = '0.1'
  given
    .arg('--n', { action: 'append', type: 'int', default: [1] })
    .parse()
    .n.push(2)

  // Declarations are checked.
  // @ts-expect-error no name
  given.arg()
  // @ts-expect-error no name
  given.arg({ type: 'int' })
  // @ts-expect-error there is no such option
  given.arg('--n', { typ: 'int' })
  // @ts-expect-error there is no such option beside one that there is
  given.arg('--n', { type: 'int', defualt: 1 })
  // @ts-expect-error a number is no type
  given.arg('--n', { type: 1 })
  // @ts-expect-error there is no such count
  given.arg('--n', { nargs: '#' })
  // @ts-expect-error true or false
  given.arg('--n', { volatile: 'yes' })
  given.arg('--n', { metavar: ['W', 'H'], nargs: 2, help: 'size', deprecated: true })
}

test('the types hold, as the type check tells', () => {
  expect(types).toBeDefined()
})
