import type * as resvg from '@resvg/resvg-js'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules } from '../../compiled'
import { scratch } from '../../faults/scratch'
import { FIGURES } from '../figures'
import { inChild, installedWith, type Places } from './picture-child'

const MEANS = { means: FIGURES.means }

/** What a PNG says of itself. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Where resvg finds no fonts but those that are named. */
function withoutFonts(): Places {
  const nodePath = installedWith('vega', 'vega-lite')
  const dir = join(nodePath, '@resvg/resvg-js')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{ "main": "index.js" }')
  const code = `
    const { Resvg, renderAsync } = require(${JSON.stringify(join(nodeModules, '@resvg/resvg-js'))})
    const blind = (options) => ({ ...options, font: { ...options.font, loadSystemFonts: false } })
    exports.Resvg = class extends Resvg { constructor(svg, options) { super(svg, blind(options)) } }
    exports.renderAsync = (svg, options) => renderAsync(svg, blind(options))`
  writeFileSync(join(dir, 'index.js'), code)
  return { nodePath }
}

test('a PNG has twice the pixels of the picture, or as many times as asked for', () => {
  const { value } = inChild<{ svg: string; pngs: Uint8Array[] }>(MEANS, async ({ pictures }) => {
    const picture = pictures.get('means')!
    const pngs = [
      await picture.toPng(),
      await picture.toPng({ scale: 1 }),
      await picture.toPng({ scale: 0.5 }),
    ]
    return { svg: await picture.toSvg(), pngs }
  })
  const [width, height] = [/ width="(\d+)"/, / height="(\d+)"/].map((side) =>
    Number(side.exec(value!.svg)![1]),
  )
  const factors = value!.pngs.map((png) => {
    const size = sizeOf(png)
    return [size.width / width!, size.height / height!].map((factor) => Math.round(factor * 50) / 50)
  })
  expect(factors).toEqual([
    [2, 2],
    [1, 1],
    [0.5, 0.5],
  ])
})

test('its texts are drawn', () => {
  const { value } = inChild<{ png: number; textless: number }>(MEANS, async ({ pictures, load }) => {
    const picture = pictures.get('means')!
    const { Resvg } = (await load<{ default: typeof resvg }>('@resvg/resvg-js')).default
    const options = { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom' as const, value: 2 } }
    const textless = new Resvg(await picture.toSvg(), options).render().asPng().length
    return { png: (await picture.toPng()).length, textless }
  })
  expect(value!.png).toBeGreaterThan(1.3 * value!.textless)
})

test('a system without fonts is told of, with what to do, since texts would vanish', () => {
  const { error } = inChild(MEANS, async ({ pictures }) => pictures.get('means')!.toPng(), withoutFonts())
  expect(error).toEqual({
    name: 'OptionError',
    code: 'EXMAN_OPTION_INVALID',
    message:
      'The "fonts" option of toPng (--font on the command line) must name font files, as in { fonts: ["DejaVuSans.ttf"] }, since this system has no fonts and a PNG would have no text: name some, or install fonts (the package fonts-dejavu-core of Debian).',
    package: undefined,
    option: 'fonts',
  })
})

const font = fontFile()
const onFonts = font === undefined ? test.skip : test

onFonts('there, a named font file draws the texts, and the same bytes again', () => {
  const { value } = inChild<Uint8Array[]>(
    MEANS,
    async ({ pictures }) => {
      const options = { fonts: [process.env.FONT!] }
      return [await pictures.get('means')!.toPng(options), await pictures.get('means')!.toPng(options)]
    },
    { ...withoutFonts(), env: { FONT: font! } },
  )
  const [one, other] = value!.map((png) => Buffer.from(png)) as [Buffer, Buffer]
  expect(sizeOf(one).width).toBeGreaterThan(900)
  expect(one.equals(other)).toBe(true)
})

test.each([
  ['nowhere.ttf', /names nowhere\.ttf, which is not there/],
  ['no-font.ttf', /names no file that holds a font: no-font\.ttf/],
])('%s is no font', (file, message) => {
  const cwd = scratch()
  writeFileSync(join(cwd, 'no-font.ttf'), 'This is a text.')
  const { error } = inChild(
    MEANS,
    async ({ pictures }) => pictures.get('means')!.toPng({ fonts: [process.env.FONT!] }),
    { cwd, env: { FONT: file } },
  )
  expect(error).toMatchObject({ name: 'OptionError', option: 'fonts' })
  expect(error!.message).toMatch(message)
})

test('a PNG that would take gigabytes is refused', () => {
  const look = { theme: 'light', width: 10_000, height: 10_000 } as const
  const { error } = inChild(MEANS, async ({ pictures }) => pictures.get('means')!.toPng(), {}, look)
  expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID', option: 'scale' })
  expect(error!.message).toMatch(/must be smaller, got 2: the PNG would have 20\d{3} × 20\d{3} pixels/)
})

/** Some font file of this system. */
function fontFile(): string | undefined {
  for (const dir of ['/usr/share/fonts', '/System/Library/Fonts', 'C:\\Windows\\Fonts']) {
    if (!existsSync(dir)) continue
    const found = readdirSync(dir, { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.ttf'),
    )
    if (found !== undefined) return join(dir, found)
  }
  return undefined
}
