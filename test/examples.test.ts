import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BackendName } from '../src/backend'
import { choosing, describeBackends } from './backends'

const folder = join(__dirname, '../examples')
const names = readdirSync(folder).filter((name) => /\.m?ts$/.test(name))
// The demo has a test of its own.
const quick = names.filter((name) => name !== 'demo.ts')

/** Runs an example as it stands, in an empty folder, where the backend is the best one. */
function run(name: string, backend: BackendName) {
  const cwd = mkdtempSync(join(tmpdir(), 'exman-example-'))
  const { flags, env } = choosing(backend)
  const words = [...flags, '--import', pathToFileURL(require.resolve('tsx')).href, join(folder, name)]
  const options = { cwd, encoding: 'utf8', env: { ...process.env, ...env } } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, words, options)
  const backends = backendsIn(cwd)
  rmSync(cwd, { recursive: true, force: true })
  return {
    status,
    lastLine: stdout.trimEnd().split('\n').at(-1)!,
    stderr: status === 0 ? '' : stderr,
    backends,
  }
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

// It trains four times; what it shows is shown in pure JavaScript by test/training/exact.
const isFit = (name: string, backend: BackendName) => backend !== 'cpu' || name !== 'resume-after-kill.ts'

describeBackends((backend) => {
  test.each(quick.filter((name) => isFit(name, backend)))(
    '%s runs and ends with OK',
    (name) => {
      const ok = expect.stringMatching(/^OK/) as string
      expect(run(name, backend)).toEqual({ status: 0, lastLine: ok, stderr: '', backends: [backend] })
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
