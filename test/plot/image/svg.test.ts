import type { Figure } from '../../../src/plot/figure/figure'
import { FIGURES } from '../figures'
import { HOSTILE_FIGURES, MARK } from '../hostile'
import { inChild } from './picture-child'
import { readSvgs, type SvgContent } from './read-svg'

interface Drawn {
  svg: string
  again: string
  /** What Vega-Lite has to say of the specification. */
  warnings: string[]
  /** All that Vega evaluates, as text. */
  expressions: string[]
}

/** The part of Vega-Lite that is needed here. */
interface VegaLite {
  compile: (spec: unknown, options: unknown) => { spec: unknown }
}

const LIKE_AN_ID = 'clip0 " id="gradient_0" clip-path="url(#clip0)'
const all: Record<string, Figure> = {
  ...FIGURES,
  ...HOSTILE_FIGURES,
  'a title like an id': { ...FIGURES.means, title: LIKE_AN_ID },
}
let drawn: Record<string, Drawn> = {}
let contents: Record<string, SvgContent> = {}

beforeAll(() => {
  const { value, error } = inChild<Record<string, Drawn>>(all, async ({ pictures, load }) => {
    const vegaLite = await load<VegaLite>('vega-lite')
    const expressionsIn = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return []
      return Object.entries(value).flatMap(([key, each]) =>
        typeof each === 'string' && /^(signal|expr|test|update|init|filter|on|events)$/.test(key)
          ? [each]
          : expressionsIn(each),
      )
    }
    const found: Record<string, Drawn> = {}
    for (const [name, picture] of pictures) {
      const warnings: string[] = []
      const collect = (...words: unknown[]) => void warnings.push(words.join(' '))
      const logger = {
        level: () => logger,
        error: collect,
        warn: collect,
        info: () => logger,
        debug: () => logger,
      }
      const { spec } = vegaLite.compile(picture.spec, { logger })
      const svg = await picture.toSvg()
      const isLarge = svg.length > 1_000_000
      const again = isLarge ? svg : (await Promise.all([picture.toSvg(), picture.toSvg()]))[1]
      found[name] = { svg, again, warnings, expressions: expressionsIn(spec) }
    }
    return found
  })
  expect(error).toBeUndefined()
  drawn = value!
  const names = Object.keys(drawn)
  const read = readSvgs(names.map((name) => drawn[name]!.svg))
  contents = Object.fromEntries(names.map((name, at) => [name, read[at]!]))
}, 120_000)

const names = Object.keys(all)

test.each(names)('%s is XML, of elements and attributes that only draw', (name) => {
  const { fault, elements, attributes } = contents[name]!
  expect(fault).toBe('')
  const drawing = [
    'svg',
    'g',
    'rect',
    'path',
    'line',
    'text',
    'tspan',
    'defs',
    'linearGradient',
    'stop',
    'clipPath',
  ]
  expect(elements.filter((element) => !drawing.includes(element))).toEqual([])
  expect(attributes.filter((attribute) => /^on|href|src|style/i.test(attribute))).toEqual([])
})

test.each(names)('Vega-Lite has nothing to say against %s', (name) => {
  expect(drawn[name]!.warnings).toEqual([])
})

test.each(names)('%s is always one SVG, also when two are drawn at once', (name) => {
  expect(drawn[name]!.again === drawn[name]!.svg).toBe(true)
})

test('pictures in one page have no id in common, and each finds its own', () => {
  const seen = new Set<string>()
  for (const name of names) {
    const tags = drawn[name]!.svg.match(/<[^>]*>/g)!.join('')
    const ids = Array.from(tags.matchAll(/ id="([^"]*)"/g), ([, id]) => id!)
    const used = new Set(Array.from(tags.matchAll(/="url\(#([^)]*)\)"/g), ([, id]) => id!))
    expect(ids.filter((id) => seen.has(id))).toEqual([])
    expect([...used].filter((id) => !ids.includes(id))).toEqual([])
    for (const id of ids) seen.add(id)
  }
  expect([...seen].filter((id) => id.includes('gradient')).length).toBeGreaterThan(2)
})

test('a text that looks like an id stays as it is', () => {
  expect(contents['a title like an id']!.texts).toContain(LIKE_AN_ID)
})

const hostile = Object.keys(HOSTILE_FIGURES)

test.each(hostile)('in %s no text from a run comes into an expression', (name) => {
  const { expressions, svg } = drawn[name]!
  expect(expressions.length).toBeGreaterThan(10)
  expect(expressions.filter((text) => text.includes(MARK))).toEqual([])
  // It is not that there are none.
  expect(svg.split(MARK).length).toBeGreaterThan(20)
})

test.each(hostile)('in %s texts are shown as they are, as far as they can be', (name) => {
  const texts = contents[name]!.texts.join('\n')
  expect(texts).toContain(`<script>alert('${MARK}`)
  expect(texts).toContain(`${MARK}&amp;&lt;`)
  expect(texts).toMatch(/\\u0000|\\u202e/)
  expect(Math.max(...contents[name]!.texts.map((text) => text.length))).toBeLessThan(500)
  expect(contents[name]!.width).toBeLessThan(5_000)
})

test.each([
  ['one point', { symbol: 1 }],
  ['means', { symbol: 21 + 7 + 3, line: 1, area: 1, text: 2 }],
  ['means of categories in colour', { symbol: 84 + 28 + 3, line: 4, area: 4, text: 2 }],
  ['panels of means', { symbol: 126 + 42 + 3, line: 6, area: 6, text: 2 }],
  ['500 points', { symbol: 500 + 3, text: 2 }],
  ['10,000 points', { symbol: 10_000 + 3, text: 2 }],
  ['categories in colour', { symbol: 75 + 15 + 3, rule: 15, text: 2 }],
  ['curves', { line: 12 + 3, area: 3, symbol: 3, text: 2 }],
  ['many curves', { line: 151, area: 1 }],
  ['a curve of one epoch', { symbol: 1 }],
  ['heat map', { rect: 32 + 1, text: 32 }],
  ['parallel', { line: 59 + 2 }],
  ['importance', { rect: 5, symbol: 5, text: 5 }],
])('in %s each value is drawn, once', (name, marks) => {
  expect(contents[name]!.marks).toMatchObject(marks)
})

test.each([
  ['means', ['val_acc ~ training.lr', 'training.lr', 'val_acc', '0.0001', '0.1', 'best 0.9404']],
  ['means', ['21 runs, means of 3 seeds ± standard deviation', '3 runs without val_acc, 1 not finite']],
  ['means of categories in colour', ['training.optimizer', 'adam', 'sgd', 'rmsprop', 'adagrad']],
  ['panels of means', ['model.units', '32', '64', '128']],
  ['few numbers on a log axis', ['32', '128']],
  ['500 points', ['model.units', '10', '100', '0.00001', '0.95']],
  ['curves', ['epoch', 'val_loss', '60', 'adam']],
  ['heat map', ['0.0001', '512', '0.669', '0.938']],
  ['long names', ['bidirectiona…nd-dropout-1', 'bidirectiona…d-dropout-14']],
  ['parallel', ['training.optimizer', 'rmsprop', '1e-4', '1024']],
  ['importance', ['model.layers.0.regularizer.l2', '−0.83 (n = 48)', 'falls with it']],
])('%s says %j', (name, texts) => {
  expect(contents[name]!.texts).toEqual(expect.arrayContaining(texts))
})

test('Vega measures texts for others as it did before', () => {
  const { value } = inChild<boolean[]>({ means: FIGURES.means }, async ({ pictures, load }) => {
    const { textMetrics } = await load<{ textMetrics: { width: unknown } }>('vega')
    const before = textMetrics.width
    await Promise.all([1, 2, 3].map(() => pictures.get('means')!.toSvg()))
    return [textMetrics.width === before]
  })
  expect(value).toEqual([true])
})
