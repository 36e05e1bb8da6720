import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ExParser, simpleroot } from '../../src'
import { scratch } from '../faults/scratch'
import { emptyParser } from './parsers'

test.each([
  ['import.meta.url', pathToFileURL(__filename).href],
  ['__filename', __filename],
  ['a folder', __dirname],
])('simpleroot of %s is the folder exman beside the script', (_, script) => {
  expect(simpleroot(script)).toBe(join(__dirname, 'exman'))
})

test('an address with escapes is understood', () => {
  const dir = scratch()
  expect(simpleroot(pathToFileURL(join(dir, 'a b', 'train é.js')).href)).toBe(join(dir, 'a b', 'exman'))
})

test.each([[''], [undefined], [3]])('simpleroot(%j) is refused', (script) => {
  expect(() => simpleroot(script as string)).toThrow(
    'simpleroot takes import.meta.url, __filename or a folder',
  )
})

test('without a root, it is beside the main script, and below the working folder where a tool runs it', () => {
  expect(new ExParser().root).toBe(join(process.cwd(), 'exman'))
  const dir = scratch()
  const argv = jest.replaceProperty(process, 'argv', ['node', join(dir, 'train.js')])
  expect(new ExParser().root).toBe(join(dir, 'exman'))
  argv.restore()
})

test('a root inside node_modules is refused', () => {
  const message =
    '/p/node_modules/tool/exman is inside node_modules, which the next install may empty. Give a folder of your own.'
  expect(() => simpleroot('/p/node_modules/tool/train.js')).toThrow(message)
  expect(() => new ExParser({ root: '/p/node_modules/tool/exman' })).toThrow(message)
})

test('a root that is a file is refused when a run is to be made', () => {
  const root = join(scratch(), 'exman')
  writeFileSync(root, '')
  expect(() => emptyParser({ root }).parse_args([])).toThrow(`${root} cannot hold experiments.`)
})

test('a root of the other layout is refused', () => {
  const root = join(scratch(), 'exman')
  emptyParser({ root }).parse_args([])
  const keyed = emptyParser({ root, monitored: ['model'] })
  keyed.add_argument_group('model').add_argument('--units')
  expect(() => keyed.parse_args([])).toThrow('was made by ExParser (layout "named"). Give another folder.')
})
