/** The command of the README, as it stands, in an empty folder: real digits, the best backend that loads here. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const cwd = mkdtempSync(join(tmpdir(), 'exman-demo-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

interface Stored {
  best: { val_loss: number; val_acc: number; checkpoint: string }
}

test('the demo trains twelve experiments, each twice, to an accuracy over 0.9, and draws them', () => {
  const words = [
    '--import',
    pathToFileURL(require.resolve('tsx')).href,
    join(__dirname, '../examples/demo.ts'),
  ]
  const { status, stdout } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^TensorFlow\.js 4\.\d+\.\d+ on the backend "(tensorflow|wasm|cpu)"\.\n/)

  const root = join(cwd, 'demo-experiments')
  const experiments = readdirSync(root).filter((name) => name.startsWith('exp-'))
  const runs = experiments.map((name) =>
    readdirSync(join(root, name)).filter((run) => run.startsWith('run--')),
  )
  expect(runs.map((each) => each.length)).toEqual(Array.from({ length: 12 }, () => 2))

  const scores = experiments.flatMap((experiment, at) =>
    runs[at]!.map(
      (run) => JSON.parse(readFileSync(join(root, experiment, run, 'performances.json'), 'utf8')) as Stored,
    ),
  )
  const best = Math.max(...scores.map(({ best }) => best.val_acc))
  expect(best).toBeGreaterThan(0.9)
  for (const experiment of experiments) expect(stdout).toContain(experiment)
  expect(stdout).toMatch(/\nval_acc ~ training\.lr \| model\.units\n/)
  process.stdout.write(`${stdout.trimEnd().split('\n').at(-1)!} Best accuracy ${best.toFixed(4)}.\n`)
}, 240_000)
