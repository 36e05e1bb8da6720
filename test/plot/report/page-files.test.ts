import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { FileError } from '../../../src/errors'
import { readPageFiles } from '../../../src/plot/report/page-files'
import { writeTree } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'

const PAGE = { 'dist/report-page/page.js': 'js', 'dist/report-page/page.css': 'css' }

const folderIn = (files: Record<string, unknown>, below: string) => {
  const root = scratch()
  writeTree(root, files)
  const folder = join(root, below)
  mkdirSync(folder, { recursive: true })
  return folder
}

test.each(['dist/plot/report', 'dist/cli', 'src/plot/report', 'node_modules/other/dist', '.'])(
  'from %s the built page of the package above is found',
  (below) => {
    const files = {
      ...PAGE,
      'package.json': { name: 'exman' },
      'node_modules/other/package.json': { name: 'other' },
    }
    expect(readPageFiles(folderIn(files, below))).toEqual({ script: 'js', style: 'css' })
  },
)

test.each([
  [
    'was not built',
    { 'package.json': { name: 'exman' } },
    /page\.js, which is not there\. Install exman again, or build it: npm run build\./,
  ],
  [
    'lacks its style',
    { 'package.json': { name: 'exman' }, 'dist/report-page/page.js': 'js' },
    /page\.css, which is not there/,
  ],
  [
    'is bundled into another',
    { ...PAGE, 'package.json': { name: 'mine' } },
    /is in no folder of that package\. Keep exman out of the bundle/,
  ],
  ['is bundled, beside a broken file', { ...PAGE, 'package.json': '{' }, /Keep exman out of the bundle/],
  ['is bundled, beside a file of null', { ...PAGE, 'package.json': 'null' }, /Keep exman out of the bundle/],
])('where exman %s, the error says what to do', (_, files, message) => {
  const read = () => readPageFiles(folderIn(files, 'dist/cli'))
  expect(read).toThrow(FileError)
  expect(read).toThrow(message)
})
