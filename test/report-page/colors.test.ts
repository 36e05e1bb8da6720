import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const css = readFileSync(join(__dirname, '../../src/report-page/styles/colors.css'), 'utf8')
const [light, dark] = css
  .split('@media')
  .map(
    (part) =>
      new Map([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, color]) => [name!, color!])),
  )

const GROUNDS = ['ground', 'raised', 'hover', 'chosen']
const LETTERS = ['ink', 'soft-ink', 'accent', 'good', 'bad', 'warn', 'star']

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

test('black on white has the contrast of 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
})

describe.each([
  ['light', light!],
  ['dark', dark!],
])('in the %s page', (_, colors) => {
  test.each(LETTERS.flatMap((letters) => GROUNDS.map((ground) => [letters, ground] as const)))(
    'letters in %s on %s can be read',
    (letters, ground) => {
      expect(contrast(colors.get(letters)!, colors.get(ground)!)).toBeGreaterThanOrEqual(4.5)
    },
  )

  test('letters on a button that stands out can be read', () => {
    expect(contrast(colors.get('on-accent')!, colors.get('accent')!)).toBeGreaterThanOrEqual(4.5)
  })

  test('the edges of fields and the focus can be seen', () => {
    expect(contrast(colors.get('edge')!, colors.get('ground')!)).toBeGreaterThanOrEqual(3)
    for (const ground of GROUNDS)
      expect(contrast(colors.get('accent')!, colors.get(ground)!)).toBeGreaterThanOrEqual(3)
  })
})
