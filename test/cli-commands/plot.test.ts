import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { keyedRun } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { exman } from './run-program'

/** Two rates with two sizes, two seeds each. */
async function tree(): Promise<string> {
  const root = scratch()
  for (const seed of [1, 2])
    for (const lr of [0.1, 0.001])
      for (const units of [16, 64]) {
        const epochs = [1, 2, 3].map((epoch) => ({
          loss: 1 / epoch,
          val_loss: (lr * units) / (epoch + seed),
        }))
        await keyedRun(root, { training: { lr }, model: { units } }, { epochs })
      }
  return root
}

let cwd: string
beforeAll(async () => {
  cwd = await tree()
  for (const name of ['link.png', 'link.svg']) symlinkSync('elsewhere', join(cwd, name))
})

test.each([
  ['a formula', ['val_loss ~ training.lr'], 'val_loss ~ training.lr'],
  ['colours and panels', ['val_loss ~ training.lr | model.units, status'], 'model.units'],
  ['curves of a formula', ['val_loss ~ epoch | model.units'], 'epoch'],
  ['a heat map', ['val_loss ~ training.lr * model.units'], 'model.units'],
  ['nothing: the curves of the metric that is monitored', [], 'val_loss'],
  ['a metric: its curves', ['loss'], 'loss'],
  ['parallel coordinates', ['--kind', 'parallel', 'loss'], 'training.lr'],
  ['importance', ['--kind', 'importance'], 'training.lr'],
])('exman plot draws %s', async (_what, words, shown) => {
  const { code, out, err } = await exman(['plot', ...words], { cwd })
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain(shown)
  expect(out.endsWith('\n')).toBe(true)
})

test.each([
  ['on a terminal in colours, as wide as it is', { columns: 60 }, true],
  ['into a pipe without', {}, false],
])('it draws %s', async (_where, size, hasColors) => {
  const { out } = await exman(['plot', 'val_loss ~ training.lr | model.units', '--no-pager'], {
    cwd,
    ...size,
  })
  expect(out.includes('\u001b[')).toBe(hasColors)
  const widths = out.split('\n').map((line) => line.replaceAll(/\u001b\[[\d;]*m/g, '').length)
  expect(Math.max(...widths)).toBeLessThanOrEqual('columns' in size ? size.columns : 80)
})

test('--json, --format json and a file .json hold the Vega-Lite specification', async () => {
  const formula = 'val_loss ~ training.lr'
  const { out } = await exman(['plot', formula, '--json'], { cwd })
  const spec = JSON.parse(out) as Record<string, unknown>
  expect(spec.$schema).toMatch(/vega-lite\/v5\.json$/)
  expect((await exman(['plot', formula, '-f', 'json'], { cwd })).out).toBe(out)
  expect(await exman(['plot', formula, '-o', 'figure.vl.json'], { cwd })).toMatchObject({
    code: 0,
    out: '',
    err: '',
  })
  expect(readFileSync(join(cwd, 'figure.vl.json'), 'utf8')).toBe(out)
})

test('--where chooses the runs, and the looks that are named are those of the specification', async () => {
  const words = [
    '--where',
    'model.units = 16',
    '--title',
    'Small ones',
    '--width',
    '321',
    '--x-scale',
    'linear',
  ]
  const { out } = await exman(['plot', 'val_loss ~ training.lr', ...words, '--json'], { cwd })
  expect(out).toContain('Small ones')
  expect(out).toContain('321')
  expect(out).toContain('4 runs')
})

test('a drawing goes to a file as text', async () => {
  await exman(['plot', 'val_loss ~ training.lr', '-o', 'figure.txt'], { cwd })
  expect(readFileSync(join(cwd, 'figure.txt'), 'utf8')).toContain('val_loss ~ training.lr')
})

test.each([
  ['a column that no run has', ['val_los ~ training.lr'], 'EXMAN_COLUMN_UNKNOWN', 'val_loss'],
  ['a formula that cannot be read', ['val_loss ~ ~ x'], 'EXMAN_QUERY_INVALID', '^'],
  ['a formula for a kind', ['--kind', 'parallel', 'a ~ b'], 'EXMAN_OPTION_INVALID', 'not a formula'],
  ['parameters for curves', ['--params', 'training.lr'], 'EXMAN_OPTION_INVALID', '--kind parallel'],
  ['a scale for importance', ['-k', 'importance', '--x-scale', 'log'], 'EXMAN_OPTION_INVALID', 'a formula'],
  [
    'a width of a drawing',
    ['loss', '--width', '400'],
    'EXMAN_OPTION_INVALID',
    'is for svg, png and json, and does nothing for text',
  ],
  ['a font of SVG', ['-f', 'svg', '--font', 'a.ttf'], 'EXMAN_OPTION_INVALID', '--font is for png'],
  ['a link in the place of PNG', ['-o', 'link.png'], 'EXMAN_OPTION_INVALID', 'Name another.\n'],
  ['a link', ['-o', 'link.svg'], 'EXMAN_OPTION_INVALID', 'use ">"'],
  ['-', ['-f', 'svg', '-o', '-'], 'EXMAN_OPTION_INVALID', 'leave --output out'],
  ['an ending of no picture', ['loss', '-o', 'figure.gif'], 'EXMAN_OPTION_INVALID', '--format'],
  ['PNG to a terminal', ['loss', '-f', 'png'], 'EXMAN_OPTION_INVALID', '--output'],
  ['a folder that there is not', ['loss', '-o', 'no/figure.svg'], 'EXMAN_OPTION_INVALID', 'Make it first'],
])('%s is refused, with what to do', async (_what, words, error, hint) => {
  const { code, out, err } = await exman(['plot', ...words], { cwd })
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(error)
  expect(err).toContain(hint)
})

test.each([
  ['kind', 'pie'],
  ['width', '10'],
  ['scale', '0'],
  ['theme', 'pink'],
])('--%s %s is wrong use', async (option, value) => {
  expect((await exman(['plot', 'loss', `--${option}`, value], { cwd })).code).toBe(2)
})

test('runs that cannot be read are told of, and the others are drawn', async () => {
  const root = await tree()
  mkdirSync(join(root, 'exp-1-2/run--26-01-01--00-00/run.json'), { recursive: true })
  const { code, out, err } = await exman(['plot', 'val_loss ~ training.lr'], { cwd: root })
  expect(code).toBe(1)
  expect(out).toContain('val_loss ~ training.lr')
  expect(err).toContain('exp-1-2')
  expect(existsSync(join(root, 'exp-1-2'))).toBe(true)
})
