/** The benchmarks run, all of them, and each tells what it is there for. What they measure is not asserted on. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = join(__dirname, '../bench')

/** By the script that tells it. */
const TOLD: Record<string, string> = {
  'start-up': '`exman --version`',
  'list-runs': '`exman ls` on 200 runs',
  plot: "`exman plot 'val_acc ~ training.lr'` of 100 runs",
  report: 'a report of 100 runs, as a file',
  prepare: '`prepare`',
  'parse-args': '`parse_args`',
  data: 'the hash of 1 MB of data',
  'large-inputs': 'the digest of 200 parameters',
  'epoch-records': 'records of an epoch in a fit that',
  'batch-hooks': 'the hooks of a batch',
  replay: 'the order of 600 rows',
  checkpoint: 'a checkpoint of 25 MB, what it adds',
  'model-save': 'a checkpoint of 25 MB on tfjs-node',
  restore: '`run.restore` of 100 MB',
  'long-training': '`run.log` at epoch',
  leak: 'growth of tensors',
}

test('each benchmark runs, small, and has its line in the results', () => {
  const words = ['--import', pathToFileURL(require.resolve('tsx')).href, join(folder, 'all.ts'), '--quick']
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  // What node and tfjs complain of is no matter, unless something failed.
  if (status !== 0) throw new Error(`It ended with ${status}:\n${stdout}\n${stderr}`)
  const lines = stdout.split('\n').filter((line) => line.startsWith('| '))
  for (const name of Object.values(TOLD)) expect(lines).toContainEqual(expect.stringContaining(name))
}, 120_000)

test('the list above is whole', () => {
  const texts = readdirSync(folder, { encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const scripts = texts.filter((name) =>
    /\bvoid (inNewFolder|main)/.test(readFileSync(join(folder, name), 'utf8')),
  )
  expect(scripts.map((name) => name.replace('.ts', '')).sort()).toEqual(['all', ...Object.keys(TOLD)].sort())
})
