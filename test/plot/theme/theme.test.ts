import { contrast, luminance } from '../../../src/plot/theme/ramp'
import { DASHES, SHAPES } from '../../../src/plot/theme/shapes'
import { themeOf } from '../../../src/plot/theme/theme'
import { difference, seen, VISIONS, type Lab } from './color-vision'

/** The least difference of two categories, for each vision: more than "noticed at a glance". */
const LEAST_DIFFERENCE = 14

/** Lines and points against their ground, as WCAG 2.1 has it for graphics (1.4.11). */
const LEAST_CONTRAST = 3

const THEMES = ['light', 'dark'] as const
const everyTwo = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, at) => all.slice(at + 1).map((other): [T, T] => [one, other]))

// Pairs of the test data of Sharma, Wu and Dalal, 2005.
test.each<[Lab, Lab, number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
])('the difference of %j and %j is %d', (one, other, expected) => {
  expect(difference(one, other)).toBeCloseTo(expected, 4)
})

const visions = Object.keys(VISIONS) as (keyof typeof VISIONS)[]
const rows = THEMES.flatMap((theme) => visions.map((vision) => [theme, vision] as const))

test.each(rows)('each two of the eight categories of %s differ for %s', (theme, vision) => {
  const { categories } = themeOf(theme)
  expect(categories).toHaveLength(8)
  const differences = everyTwo(categories.map((color) => seen(color, vision))).map(([a, b]) =>
    difference(a, b),
  )
  expect(Math.min(...differences)).toBeGreaterThan(LEAST_DIFFERENCE)
})

test.each(THEMES)('what is drawn is seen on the ground of %s', (name) => {
  const { ground, categories, marks, ink, softInk, axis } = themeOf(name)
  for (const color of [...categories, ...marks, axis])
    expect(contrast(color, ground)).toBeGreaterThan(LEAST_CONTRAST)
  // Texts, as 1.4.3 has it.
  for (const color of [ink, softInk]) expect(contrast(color, ground)).toBeGreaterThan(7)
})

test.each(THEMES)(
  'in a grey print, each two of the first four categories of %s differ by themselves',
  (name) => {
    const lightness = themeOf(name).categories.map((color) => seen(color, 'usual')[0])
    for (const [one, other] of everyTwo(lightness.slice(0, 4)))
      expect(Math.abs(one - other)).toBeGreaterThan(7)
  },
)

test('and all by their shapes and dashes', () => {
  expect(new Set(SHAPES).size).toBe(8)
  expect(new Set(DASHES.map(String)).size).toBe(8)
})

test.each([
  ['light', 'darker'],
  ['dark', 'brighter'],
] as const)(
  'on %s, numbers grow %s, so that what is at the end stands out, also in grey',
  (name, direction) => {
    for (const ramp of [themeOf(name).areas, themeOf(name).marks]) {
      const grows = ramp.map(luminance)
      if (direction === 'darker') grows.reverse()
      expect(grows).toEqual([...grows].sort((a, b) => a - b))
    }
  },
)
