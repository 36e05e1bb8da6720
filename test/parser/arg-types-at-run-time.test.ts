import { BooleanOptionalAction, SUPPRESS } from 'argparse'
import { optional } from '../../src/parser/optional'
import { Declared } from './declared'

class Size {
  readonly width: number
  constructor(text: string) {
    this.width = Number(text)
  }
}

test('argparse gives values of the types that are claimed for options', () => {
  new Declared()
    .arg('--lr', { type: 'float', default: 0.01 })
    .arg('-b', '--batch-size', { type: 'int' })
    .arg('-s', '-sh')
    .arg('--by-dest', { dest: 'by-dest', type: 'bool', default: null })
    .arg('--text', { default: 1 })
    .arg('--converted', { type: 'int', default: '7' })
    .arg('--length', { type: (text) => text.length, required: true })
    .arg('--size', { type: Size, default: null })
    .arg('--decay', { type: optional('float'), default: 'none' })
    .arg('--optimizer', { choices: ['sgd', 'adam'], default: 'sgd' })
    .arg('--layers', { choices: [1, 2], type: 'int' })
    .arg('--logged', { type: 'int', nargs: '?', default: null, const: true })
    .arg('--bare', { type: 'int', nargs: '?', default: 3 })
    .arg('--bare-text', { type: 'int', nargs: '?', default: 3, const: '4' })
    .holds(
      {
        lr: { number: true },
        batch_size: { number: true, undefined: true },
        s: { string: true, undefined: true },
        'by-dest': { boolean: true, null: true },
        text: { number: true, string: true },
        converted: { number: true },
        length: { number: true },
        size: { null: true, object: true },
        decay: { null: true, number: true },
        optimizer: { string: true },
        layers: { number: true, undefined: true },
        logged: { boolean: true, null: true, number: true },
        bare: { number: true, undefined: true },
        bare_text: { number: true },
      },
      '--length abc',
      '--length abc --lr 1 -b 2 -s x --by-dest on --text x --converted 8 --size 3 --decay 1',
      '--length abc --optimizer adam --layers 2 --logged 1 --bare 1 --bare-text 1',
      '--length abc --logged --bare --bare-text',
    )
})

test('argparse gives values of the types that are claimed for flags and counts', () => {
  new Declared()
    .arg('--plot', { action: 'store_true' })
    .arg('--no-log', { action: 'store_false', default: null })
    .arg('--cache', { action: BooleanOptionalAction })
    .arg('-v', { action: 'count' })
    .arg('-w', { action: 'count', default: 0 })
    .arg('--fast', { action: 'store_const', const: 'fast' })
    .arg('--bits', { action: 'store_const', const: 1, default: null })
    .arg('--version', { action: 'version', version: '1' })
    .arg('--hidden', { dest: SUPPRESS, action: 'store_const', default: SUPPRESS })
    .holds(
      {
        plot: { boolean: true },
        no_log: { boolean: true, null: true },
        cache: { boolean: true, undefined: true },
        v: { number: true, undefined: true },
        w: { number: true },
        fast: { string: true, undefined: true },
        bits: { null: true, number: true },
      },
      '',
      '--plot --no-log --no-cache -v -w --fast --bits',
      '--cache -vv',
    )
})

test('argparse gives values of the types that are claimed for lists', () => {
  new Declared()
    .arg('--pair', { type: 'int', nargs: 2 })
    .arg('--some', { type: 'int', nargs: '+', default: [1, 2] })
    .arg('--any', { type: 'int', nargs: '*', default: null })
    .arg('--mixed', { nargs: '+', default: [1] })
    .arg('--one', { type: 'int', nargs: '+', default: '3' })
    .arg('--add', { action: 'append', type: 'int' })
    .arg('--add-to', { action: 'append', default: [1] })
    .arg('--add-pair', { action: 'append', nargs: 2, default: [] })
    .arg('--extend', { action: 'extend', nargs: '+', type: 'int', default: ['a'] })
    .arg('--spell', { action: 'extend' })
    .arg('--five', { action: 'append_const', const: 5 })
    .holds(
      {
        pair: { 'number[]': true, undefined: true },
        some: { 'number[]': true },
        any: { null: true, 'number[]': true },
        mixed: { 'number[]': true, 'string[]': true },
        one: { number: true, 'number[]': true },
        add: { 'number[]': true, undefined: true },
        add_to: { 'number[]': true, 'string[]': true },
        add_pair: { 'string[][]': true },
        extend: { 'number[]': true, 'string[]': true },
        spell: { 'string[]': true, undefined: true },
        five: { 'number[]': true, undefined: true },
      },
      '',
      '--pair 1 2 --some 1 --any 1 --mixed a b --one 1 --add 1 --add-to a --add-pair a b --extend 1 --spell ab --five',
    )
})

test('argparse gives values of the types that are claimed for positionals', () => {
  new Declared()
    .arg('data-file', { default: 1 })
    .arg('size', { type: 'int', nargs: '?', default: null })
    .arg('more', { type: 'int', nargs: '*', default: null })
    .holds(
      {
        'data-file': { string: true },
        size: { null: true, number: true },
        more: { null: true, 'number[]': true },
      },
      'a',
      'a 1',
      'a 1 2 3',
    )
  new Declared()
    .arg('some', { type: 'int', nargs: '+', choices: [1, 2] })
    .holds({ some: { 'number[]': true } }, '1', '1 2')
  new Declared().arg('size', { nargs: '?' }).holds({ size: { string: true, undefined: true } }, '', 'a')
  new Declared()
    .arg('rest', { type: 'int', nargs: '...', default: null, choices: [1] })
    .holds({ rest: { 'number[]': true } }, '', '1 2')
  new Declared()
    .arg('text', { type: 'int', nargs: '*', default: '3' })
    .holds({ text: { string: true, 'number[]': true } }, '', '1')
})

test('argparse leaves out what is declared to be left out', () => {
  const declared = new Declared().arg('--lr', { type: 'float', default: SUPPRESS })
  expect({ ...declared.parse() }).toEqual({})
  expect({ ...declared.parse('--lr', '1') }).toEqual({ lr: 1 })
})
