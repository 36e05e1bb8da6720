import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BackendName } from '../src/backend'
import { choosing, describeBackends, whyNoNative } from './backends'

const folder = join(__dirname, '../examples')
const names = readdirSync(folder).filter((name) => /\.m?ts$/.test(name))
// The demo has a test of its own.
const quick = names.filter((name) => name !== 'demo.ts')

/** What an example prints, the same everywhere but for times, chance and the digits of metrics. */
const PRINTED: Record<string, string> = {
  'analyse.ts': `\
6 runs in experiments/analyse. They differ in loss, acc, val_loss, val_acc, training.lr.
  lr 0.01, 16 units: n 3, std <metric>, val_acc <metric>
  lr 0.0003, 16 units: n 3, std <metric>, val_acc <metric>
OK 6 runs; the best in the mean are the 3 with lr 0.01
`,
  'exparser.ts': `\
The arguments of runs/000001-<time>:
  lr: 0.01
  units: 16
  epochs: 3
  seed: 7
  weights: 12730
  root: runs/000001-<time>
  id: 1
  name: null
  time: "<time>"
  commit: null
  tmp: false
  val_acc <metric>
  val_acc <metric>
  val_acc <metric>
Again, by --config experiments/exparser/runs/000001-<time>/params.yaml --lr 0.02:
  val_acc <metric>
  val_acc <metric>
  val_acc <metric>
And by --config alone:
  val_acc <metric>
  val_acc <metric>
  val_acc <metric>
OK three runs; the third, from the record of the first, has the same log to the last digit
`,
  // Beside its first three lines this is the tree on disk.
  'exparser-readme.ts': `\
lr 0.1, 8 units: trained
lr 0.2, 8 units: trained
lr 0.1, no units: trained
.exman
fails
  000004-<time>
    log.txt
    params.yaml
    run.json
    traceback.txt
index
  000001-<time>.yaml -> ../runs/000001-<time>/params.yaml
  000002-<time>-faster.yaml -> ../runs/000002-<time>-faster/params.yaml
marked
  user
    ann
      000001-<time> -> ../../../runs/000001-<time>
      000002-<time>-faster -> ../../../runs/000002-<time>-faster
      000004-<time> -> ../../../fails/000004-<time>
runs
  000001-<time>
    accuracy.txt
    log.txt
    models
    params.yaml
    performances.json
    run.json
    training-logs.csv
  000002-<time>-faster
    accuracy.txt
    log.txt
    models
    params.yaml
    performances.json
    run.json
    training-logs.csv
tmp
  000003-<time>
    accuracy.txt
    log.txt
    models
    params.yaml
    performances.json
    run.json
    training-logs.csv
OK two runs, a trial and a failure in experiments/exparser-readme-<chance>/exman
`,
}

function withoutTimes(printed: string): string {
  return printed
    .replaceAll(/\d{4}-\d\d-\d\d[-T]\d\d[-:]\d\d[-:]\d\d/g, '<time>')
    .replaceAll(/(exparser-readme)-\w{6}\//g, '$1-<chance>/')
    .replaceAll(/(val_acc) [01]\.\d{4}$/gm, '$1 <metric>')
    .replaceAll(/(std) 0\.\d{4},/g, '$1 <metric>,')
}

/** Runs an example as it stands, in an empty folder, where the backend is the best one. */
function run(name: string, backend: BackendName) {
  const cwd = mkdtempSync(join(tmpdir(), 'exman-example-'))
  const { flags, env } = choosing(backend)
  const words = [...flags, '--import', pathToFileURL(require.resolve('tsx')).href, join(folder, name)]
  const options = { cwd, encoding: 'utf8', env: { ...process.env, ...env } } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, words, options)
  const backends = backendsIn(cwd)
  rmSync(cwd, { recursive: true, force: true })
  const lastLine = stdout.trimEnd().split('\n').at(-1)!
  return { stdout, ending: { status, lastLine, stderr: status === 0 ? '' : stderr, backends } }
}

/** The backends that the runs below a folder tell of, each once. */
function backendsIn(dir: string): (string | null)[] {
  const records = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => basename(name) === 'run.json',
  )
  const sessions = records.flatMap(
    (name) => (JSON.parse(readFileSync(join(dir, name), 'utf8')) as { sessions: Session[] }).sessions,
  )
  return [...new Set(sessions.map(({ versions }) => versions.backend))]
}

interface Session {
  versions: { backend: string | null }
}

test('there are examples', () => expect(quick).not.toEqual([]))

// Each on one of them, in turn, since what a backend does is shown by test/training; the first that one tries, on all.
const BACKENDS: BackendName[] = ['tensorflow', 'wasm', 'cpu']
const ON_ALL = 'quick-start.ts'
function isFit(name: string, backend: BackendName): boolean {
  const turn = BACKENDS[quick.indexOf(name) % BACKENDS.length]!
  // One trains four times, which takes too long in pure JavaScript.
  const isSlow = name === 'resume-after-kill.ts' && turn === 'cpu'
  const chosen = isSlow || (turn === 'tensorflow' && whyNoNative !== '') ? 'wasm' : turn
  return name === ON_ALL || backend === chosen
}

describeBackends((backend) => {
  test.each(quick.filter((name) => isFit(name, backend)))(
    '%s runs and ends with OK',
    (name) => {
      const ok = expect.stringMatching(/^OK/) as string
      const { stdout, ending } = run(name, backend)
      expect(ending).toEqual({ status: 0, lastLine: ok, stderr: '', backends: [backend] })
      if (name in PRINTED) expect(withoutTimes(stdout)).toBe(PRINTED[name])
    },
    120_000,
  )
})

test.each(names)('%s is listed in the README', (name) => {
  const pages = ['README.md', 'examples/README.md']
    .map((page) => join(folder, '..', page))
    .filter((page) => existsSync(page))
  expect(pages.map((page) => readFileSync(page, 'utf8')).join('\n')).toContain(name)
})
