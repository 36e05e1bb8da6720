import * as fc from 'fast-check'
import { QueryError } from '../../../src/errors'
import { formulaText, type Formula } from '../../../src/plot/formula/formula'
import { parseFormula } from '../../../src/plot/formula/parse-formula'
import { anyCharacter } from '../../any-character'

const at = (name: string, place: number) => ({ name, at: place })

test.each([
  ['val_acc ~ training.lr', { kind: 'points', y: 'val_acc', x: 'training.lr' }],
  ['  val_acc~lr  ', { kind: 'points', y: 'val_acc', x: 'lr' }],
  [
    'val_acc ~ learning-rate | model.units',
    { kind: 'points', y: 'val_acc', x: 'learning-rate', color: 'model.units' },
  ],
  ['a~b|c,d', { kind: 'points', y: 'a', x: 'b', color: 'c', panel: 'd' }],
  ['val_loss ~ epoch', { kind: 'curves', y: 'val_loss' }],
  ['val_loss ~ epoch | a, b', { kind: 'curves', y: 'val_loss', color: 'a', panel: 'b' }],
  ['val_loss ~ params.epoch', { kind: 'points', y: 'val_loss', x: 'params.epoch' }],
  ['acc ~ a * b', { kind: 'heat-map', y: 'acc', x: 'a', by: 'b' }],
  ['acc ~ a*b|c', { kind: 'heat-map', y: 'acc', x: 'a', by: 'b', panel: 'c' }],
  ['`a b` ~ `x``y` | `p*q`', { kind: 'points', y: 'a b', x: 'x`y', color: 'p*q' }],
  ['acc ~ `and`', { kind: 'points', y: 'acc', x: 'params.and' }],
  ['acc ~ `0.5`', { kind: 'points', y: 'acc', x: '0.5' }],
  ['acc ~ a+b', { kind: 'points', y: 'acc', x: 'a+b' }],
  ['acc ~ 日本\n| \t`a\u0001`', { kind: 'points', y: 'acc', x: '日本', color: 'a\u0001' }],
])('%j', (text, expected) => {
  const groups = expected.kind === 'heat-map' ? { panel: null } : { color: null, panel: null }
  expect(namesOf(parseFormula(text))).toEqual({ ...groups, ...expected })
})

test('each column knows where it stands', () => {
  expect(parseFormula(' acc ~ `a` | b,  c')).toMatchObject({
    ...{ y: at('acc', 1), x: at('a', 7), color: at('b', 13), panel: at('c', 17) },
  })
  expect(parseFormula('acc ~ a*b | c')).toMatchObject({ x: at('a', 6), by: at('b', 8), panel: at('c', 12) })
})

test.each([
  ['', 0, 'it is empty. Write val_acc ~ training.lr'],
  [' \n', 0, 'it is empty. Write val_acc ~ training.lr'],
  ['acc', 3, '"~" and a column are missing at the end, as in val_acc ~ training.lr'],
  ['acc ~ ', 5, 'a column is missing after "~"'],
  ['~ lr', 0, 'a column is missing before "~", as in val_acc ~ training.lr, and "~" is none'],
  ['acc ~ | lr', 6, 'a column is missing after "~", and "|" is none'],
  ['acc ~| lr', 4, '"~" has to stand between the value and the column that it is drawn against'],
  ['acc = lr', 4, '"=" is written "~"'],
  [
    'acc * lr ~ b',
    4,
    '"*" is no part of a formula here. Write y ~ a * b for a heat map, and y ~ a | b for colours',
  ],
  [
    'acc ~ a + b',
    8,
    '"+" is no part of a formula here. Write y ~ a * b for a heat map, and y ~ a | b for colours',
  ],
  ['acc ~ *', 6, 'a column is missing after "~", and "*" is none. A name with a star stands in backquotes'],
  ['acc ~ a * b * c', 12, 'a heat map has two columns. That of its panels stands behind "|"'],
  ['acc ~ a *', 9, 'a column is missing after "*"'],
  ['acc ~ a, b', 7, '"," stands behind "|" only. Write y ~ a * b for a heat map'],
  ['acc ~ a |', 9, 'a column is missing after "|"'],
  ['acc ~ a | b,', 12, 'a column is missing after ","'],
  ['acc ~ a | b | c', 12, 'the panels stand after a comma: write "| colour, panels"'],
  ['acc ~ a | b * c', 12, 'behind "|" columns stand with a comma between'],
  [
    'acc ~ a | b, c, d',
    16,
    'behind "|" stand two columns at most: that of the colours, and that of the panels',
  ],
  [
    'acc ~ a * b | c, d',
    17,
    'a heat map has its colours already: behind "|" stands one column, that of the panels',
  ],
  [
    'acc ~ epoch * b',
    6,
    'epoch stands alone, for curves: write "~ epoch | b" for "~ epoch * b", and params.epoch for a parameter',
  ],
  [
    'acc ~ b * epoch',
    10,
    'epoch stands alone, for curves: write "~ epoch | b" for "~ epoch * b", and params.epoch for a parameter',
  ],
  [
    'log(acc) ~ a',
    3,
    'a formula has no functions and no brackets. The options for scales (xScale, yScale) make an axis logarithmic',
  ],
  [
    'acc ~ log(a)',
    9,
    'a formula has no functions and no brackets. The options for scales (xScale, yScale) make an axis logarithmic',
  ],
  ['acc ~ "a b"', 6, 'a column stands in backquotes, not in quotes: write `a b`'],
  ['acc ~ `a', 6, 'the quote ` is not closed'],
  ['acc ~ ``', 6, 'the name of a column is empty'],
  ['acc ~ 0.5', 6, '0.5 is a number. A column of this name stands in backquotes'],
  [
    'acc ~ a and b',
    8,
    '"and" stands alone: behind the columns stands "|" with that of the colours, or nothing; a name with blanks or signs stands in backquotes',
  ],
  ['acc ~ not', 6, '"not" is no column. A column of this name stands in backquotes'],
  [
    'acc b ~ c',
    4,
    '"~" has to stand between the value and the column that it is drawn against; a name with blanks or signs stands in backquotes',
  ],
  ['acc ~ __proto__.x', 6, '__proto__ cannot be a column'],
])('%j cannot be read: at %i, %s', (text, position, problem) => {
  const error = errorOf(text)
  expect(error.message.split('\n')[0]).toBe(`The formula cannot be read: ${problem}.`)
  expect(error).toMatchObject({ code: 'EXMAN_QUERY_INVALID', query: text, position })
})

test('the message shows the place', () => {
  expect(errorOf('val_acc ~ lr | units | seed').message.split('\n').slice(1)).toEqual([
    '  val_acc ~ lr | units | seed',
    `  ${' '.repeat(21)}^`,
  ])
})

test('a text that is too long is not looked at', () => {
  expect(errorOf(`a ~ ${'b'.repeat(10_000)}`)).toMatchObject({ position: 10_000 })
  expect(parseFormula(`a ~ ${'b'.repeat(9_996)}`).kind).toBe('points')
})

const anyName = fc.oneof(
  fc.constantFrom(
    'a',
    'val_acc',
    'epoch',
    'a b',
    'x*y',
    '*',
    '`',
    'and',
    'Or',
    '0',
    '-1e3',
    'nan',
    '~',
    '|',
    ',',
    '日本',
    'a\n',
    'it\'s "so"',
  ),
  fc.string({ minLength: 1, unit: 'grapheme' }),
)

test('a formula as text is read as the same', () => {
  const isNamed = (name: string) => !name.split('.').includes('__proto__') && !/^(and|or|not)$/.test(name)
  const name = anyName.filter(isNamed).map((each) => at(each, 0))
  const other = name.filter((each) => each.name !== 'epoch')
  const maybe = fc.option(name)
  const groups = fc.oneof(fc.record({ color: name, panel: maybe }), fc.constant({ color: null, panel: null }))
  const formula: fc.Arbitrary<Formula> = fc.oneof(
    fc
      .tuple(name, other, groups)
      .map(([y, x, behind]) => ({ kind: 'points' as const, text: '', y, x, ...behind })),
    fc.tuple(name, groups).map(([y, behind]) => ({ kind: 'curves' as const, text: '', y, ...behind })),
    fc.record({
      kind: fc.constant('heat-map' as const),
      text: fc.constant(''),
      y: name,
      x: other,
      by: other,
      panel: maybe,
    }),
  )
  fc.assert(
    fc.property(formula, (given) =>
      expect(namesOf(parseFormula(formulaText(given)))).toEqual(namesOf(given)),
    ),
    { numRuns: 500 },
  )
})

test('any text is a formula, or an error with a place in it', () => {
  const piece = fc.oneof(
    anyName,
    fc.constantFrom(' ', '~', '*', '|', ',', '`', '"', '(', ')', '=', '+', '  ', '\u0000', '\ud800'),
  )
  const text = fc.oneof(
    fc.array(piece).map((pieces) => pieces.join('')),
    fc.string({ unit: anyCharacter }),
  )
  fc.assert(
    fc.property(text, (given) => {
      try {
        const formula = parseFormula(given)
        expect(namesOf(parseFormula(formulaText(formula)))).toEqual(namesOf(formula))
      } catch (error) {
        if (!(error instanceof QueryError)) throw error
        expect(error.code).toBe('EXMAN_QUERY_INVALID')
        expect(error.message).toMatch(/^The formula cannot be read: /)
        expect(error.position).toBeGreaterThanOrEqual(0)
        expect(error.position).toBeLessThanOrEqual(given.length)

        expect(error.message.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      }
    }),
    { numRuns: 2000 },
  )
})

/** A formula by the names in it. */
function namesOf({ text: _, ...formula }: Formula): object {
  return Object.fromEntries(
    Object.entries(formula).map(([key, part]) => [
      key,
      typeof part === 'string' || part === null ? part : part.name,
    ]),
  )
}

function errorOf(text: string): QueryError {
  try {
    parseFormula(text)
  } catch (error) {
    if (error instanceof QueryError) return error
    throw error
  }
  throw new Error(`${text} was read`)
}
