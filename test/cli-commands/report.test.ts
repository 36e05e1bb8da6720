import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedRun } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { exman } from './run-program'

/** A folder with a root of three runs of different rates. */
async function folder(): Promise<string> {
  const cwd = scratch()
  for (const lr of [0.1, 0.01, 0.001]) {
    const epochs = [1, 2].map((epoch) => ({ loss: lr / epoch, val_loss: (2 * lr) / epoch }))
    await keyedRun(join(cwd, 'experiments'), { training: { lr } }, { epochs })
  }
  return cwd
}

const titleOf = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1]

const runsIn = (html: string) => {
  const text = /id="exman-data">([^<]*)</.exec(html)![1]!
  return (JSON.parse(text) as { runs: number }).runs
}

let cwd: string
beforeAll(async () => {
  cwd = await folder()
})

test('exman report writes one file, and tells how many runs are in it', async () => {
  const { code, out, err } = await exman(['report', '-o', 'report.html'], { cwd })
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^report\.html: 3 runs, \d+ kB\n$/)
  const html = readFileSync(join(cwd, 'report.html'), 'utf8')
  expect(html).toMatch(/^<!doctype html>/)
  expect(html).toContain('Content-Security-Policy')
  expect([runsIn(html), titleOf(html)]).toEqual([3, 'experiments'])
})

test('--where chooses the runs, --title names them; an older file is replaced, and nothing else is left', async () => {
  writeFileSync(join(cwd, 'small.html'), 'older')
  const before = readdirSync(cwd).sort()
  const words = ['--where', 'training.lr < 0.005', '--title', 'Small <ones>', '-o', 'small.html']
  const { code, out } = await exman(['report', ...words], { cwd })
  expect([code, out]).toEqual([0, expect.stringMatching(/^small\.html: 1 run, /)])
  const html = readFileSync(join(cwd, 'small.html'), 'utf8')
  expect([runsIn(html), titleOf(html)]).toEqual([1, 'Small &lt;ones&gt;'])
  expect(readdirSync(cwd).sort()).toEqual(before)
})

test.each<[string, string[], string]>([
  ['no file', [], 'name one, such as --output report.html'],
  ['a folder that there is not', ['-o', 'no/report.html'], 'Make it first'],
  ['a folder', ['-o', 'experiments'], 'Name another.\n'],
  ['a link', ['-o', 'link.html'], 'Name another.\n'],
  ['-, which is a pipe elsewhere', ['-o', '-'], 'Name a file.\n'],
  ['no name', ['-o', ''], 'is empty'],
  ['a root that is none', ['-o', 'a.html', '--root', 'link.html'], 'There are no experiments in'],
  ['a column that there is not', ['-o', 'a.html', '-w', 'training.rl < 1'], 'training.lr'],
])('%s is refused with what to do, and nothing is written', async (_what, words, hint) => {
  if (!readdirSync(cwd).includes('link.html')) symlinkSync('elsewhere', join(cwd, 'link.html'))
  const before = readdirSync(cwd)
  const { code, out, err } = await exman(['report', ...words], { cwd })
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(hint)
  expect(readdirSync(cwd)).toEqual(before)
  expect(existsSync(join(cwd, 'elsewhere'))).toBe(false)
})

test('a log and a run that cannot be read are told of: exit code 1, and all that could be read is in it', async () => {
  const own = await folder()
  const root = join(own, 'experiments')
  const [experiment] = readdirSync(root).filter((name) => name.startsWith('exp-'))
  const run = readdirSync(join(root, experiment!)).find((name) => name.startsWith('run-'))!
  writeFileSync(join(root, experiment!, run, 'training-logs.csv'), 'non\u001b[31msense\n')
  mkdirSync(join(root, 'exp-1-2/run--26-01-01--00-00/run.json'), { recursive: true })
  const { code, out, err } = await exman(['report', '-o', 'report.html'], { cwd: own })
  expect([code, out]).toEqual([1, expect.stringContaining(': 4 runs, ')])
  expect(err).toContain(`exman: the log of ${experiment}/${run} is left out. `)
  expect(err).toContain('exp-1-2')
  expect(err).not.toContain('\u001b')
  expect(runsIn(readFileSync(join(own, 'report.html'), 'utf8'))).toBe(4)
})
