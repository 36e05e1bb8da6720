import { inspect } from 'node:util'
import { OptionError } from '../../src/errors'
import { Picture } from '../../src/plot/picture'
import { lookOf } from '../../src/plot/picture-options'
import { FIGURES } from './figures'

const picture = new Picture(FIGURES.means, lookOf({}))

test('as JSON it is its specification, with the data inside', () => {
  expect(picture.spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json')
  expect(JSON.parse(JSON.stringify(picture))).toEqual(JSON.parse(JSON.stringify(picture.spec)))
  expect((picture.spec.data as { values: unknown[] }).values).toHaveLength(21 + 7 + 1)
})

test('a notebook gets the specification, and text where it can show none', () => {
  const display = Reflect.get(picture, Symbol.for('Jupyter.display')) as () => Record<string, unknown>
  const shown = display.call(picture)
  expect(Object.keys(shown)).toEqual(['application/vnd.vegalite.v5+json', 'text/plain'])
  expect(shown['application/vnd.vegalite.v5+json']).toBe(picture.spec)
  expect(shown['text/plain']).toContain('val_acc ~ training.lr')
})

test('a REPL says what it shows, not all of its data, and nothing that steers a terminal', () => {
  const title = 'val_acc\u001b[31m ~ training.lr'
  expect(inspect(new Picture({ ...FIGURES.means, title }, lookOf({})))).toBe(
    [
      'Picture: val_acc\\u001b[31m ~ training.lr',
      '  21 runs, means of 3 seeds ± standard deviation',
      '  3 runs without val_acc, 1 not finite',
    ].join('\n'),
  )
})

test.each([
  [{ scale: 0 }, 'The "scale" option of toPng must be a number above 0, 20 at most, got 0.'],
  [{ scale: Infinity }, 'The "scale" option of toPng must be a number above 0, 20 at most, got Infinity.'],
  [
    { fonts: 'DejaVuSans.ttf' },
    'The "fonts" option of toPng must be an array of font files, got "DejaVuSans.ttf".',
  ],
  [{ fonts: [] }, 'The "fonts" option of toPng must be an array of font files, got [].'],
  [{ width: 1 }, 'toPng has no option "width". Its options are scale, fonts.'],
])('toPng(%j) is refused', async (options, message) => {
  await expect(picture.toPng(options as object)).rejects.toThrow(
    new OptionError('EXMAN_OPTION_INVALID', message, { option: '' }),
  )
})
