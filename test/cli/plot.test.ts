/** What only the command as it is built can show: the packages of pictures are ES modules, which jest does not load. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedRun } from '../catalog/trees'
import { scratch } from '../faults/scratch'

const MAIN = join(__dirname, '../../dist/cli/main.js')

let cwd: string
beforeAll(async () => {
  cwd = scratch()
  for (const lr of [0.1, 0.01]) await keyedRun(cwd, { training: { lr } }, { epochs: [{ val_loss: lr }] })
  mkdirSync(join(cwd, 'pictures'))
})

const exman = (...words: string[]) => spawnSync(process.execPath, [MAIN, ...words], { cwd, encoding: 'utf8' })

test.each([
  ['an SVG', 'a.svg', [], /^<svg [^]*<\/svg>\n$/],
  ['a PNG', 'a.png', ['--scale', '1'], /^.PNG\r\n/],
])('exman plot writes %s', (_, name, words, like) => {
  const output = join('pictures', name)
  const { status, stdout, stderr } = exman('plot', 'val_loss ~ training.lr', '-o', output, ...words)
  expect([status, stdout, stderr]).toEqual([0, '', ''])
  expect(readFileSync(join(cwd, output), 'latin1')).toMatch(like)
})

test('--font names files from the working folder; one that is not there is told, and nothing is written', () => {
  const { status, stderr } = exman('plot', 'val_loss', '-o', 'font.png', '--font', 'pictures/no.ttf')
  expect(status).toBe(2)
  expect(stderr).toContain(`${join(cwd, 'pictures/no.ttf')}, which is not there`)
  expect(readdirSync(cwd)).not.toContain('font.png')
})
