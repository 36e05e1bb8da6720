import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../../faults/scratch'
import { FIGURES } from '../figures'
import { inChild, installedWith, link, type Answer, type Places } from './picture-child'

const MEANS = { means: FIGURES.means }

const svgIn = (places: Places): Answer<string> =>
  inChild(MEANS, async ({ pictures }) => pictures.get('means')!.toSvg(), places)

const pngIn = (places: Places): Answer<Uint8Array> =>
  inChild(MEANS, async ({ pictures }) => pictures.get('means')!.toPng(), places)

/** A project with these packages. */
function projectWith(...names: readonly string[]): string {
  const dir = scratch()
  for (const name of names) link(name, join(dir, 'node_modules'))
  return dir
}

test.each([
  ['SVG', [], 'SVG needs the packages vega and vega-lite, which cannot be found: npm install vega vega-lite'],
  ['SVG', ['vega'], 'SVG needs the package vega-lite, which cannot be found: npm install vega-lite'],
  [
    'PNG',
    [],
    'PNG needs the packages vega, vega-lite and @resvg/resvg-js, which cannot be found: npm install vega vega-lite @resvg/resvg-js',
  ],
  [
    'PNG',
    ['vega', 'vega-lite'],
    'PNG needs the package @resvg/resvg-js, which cannot be found: npm install @resvg/resvg-js',
  ],
])('%s with %j names one command for all that is missing', (format, names, message) => {
  const places = { nodePath: installedWith(...names) }
  const { error } = format === 'SVG' ? svgIn(places) : pngIn(places)
  expect(error).toMatchObject({ name: 'PackageError', code: 'EXMAN_PACKAGE_MISSING', message })
  expect(message.endsWith(`npm install ${error!.package}`)).toBe(true)
})

test('packages in the working folder do, where exman is installed elsewhere', () => {
  const places = { nodePath: installedWith(), cwd: projectWith('vega', 'vega-lite', '@resvg/resvg-js') }
  expect(svgIn(places).value).toMatch(/^<svg /)
  expect(pngIn(places).value).toHaveProperty('length')
})

test('a package that does not load is another error', () => {
  const nodePath = installedWith('vega')
  mkdirSync(join(nodePath, 'vega-lite'))
  writeFileSync(join(nodePath, 'vega-lite/package.json'), '{ "type": "module", "exports": "./index.js" }')
  writeFileSync(join(nodePath, 'vega-lite/index.js'), 'throw new Error("broken")')
  const { error } = svgIn({ nodePath })
  expect(error).toMatchObject({ name: 'PackageError', code: 'EXMAN_PACKAGE_MISSING', package: 'vega-lite' })
  expect(error!.message).toMatch(
    /^SVG needs the package vega-lite, and the one in .* does not load: npm install vega-lite$/,
  )
})

test('packages of another time, that cannot draw a picture, are told of', () => {
  const nodePath = installedWith('vega-lite')
  mkdirSync(join(nodePath, 'vega'))
  writeFileSync(join(nodePath, 'vega/package.json'), '{ "main": "index.js" }')
  writeFileSync(join(nodePath, 'vega/index.js'), 'exports.logger = () => ({})')
  const { error } = svgIn({ nodePath })
  expect(error).toMatchObject({ name: 'PackageError', code: 'EXMAN_PACKAGE_MISSING' })
  expect(error!.message).toMatch(
    /^The picture cannot be drawn by .* \(.*Error.*\)\. .*: npm install vega@6 vega-lite@6$/,
  )
})
