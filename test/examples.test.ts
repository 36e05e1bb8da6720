import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = join(__dirname, '../examples')
const names = readdirSync(folder).filter((name) => /\.m?ts$/.test(name))
// The demo has a test of its own.
const quick = names.filter((name) => name !== 'demo.ts')

/** Runs an example as it stands, in an empty folder. */
function run(name: string): { status: number | null; lastLine: string; stderr: string } {
  const cwd = mkdtempSync(join(tmpdir(), 'exman-example-'))
  const words = ['--import', pathToFileURL(require.resolve('tsx')).href, join(folder, name)]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' })
  rmSync(cwd, { recursive: true, force: true })
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1)!, stderr: status === 0 ? '' : stderr }
}

test('there are examples', () => expect(quick).not.toEqual([]))

test.each(quick)(
  '%s runs and ends with OK',
  (name) => {
    expect(run(name)).toEqual({ status: 0, lastLine: expect.stringMatching(/^OK/) as string, stderr: '' })
  },
  120_000,
)

test.each(names)('%s is listed in the README', (name) => {
  const pages = ['README.md', 'examples/README.md']
    .map((page) => join(folder, '..', page))
    .filter((page) => existsSync(page))
  expect(pages.map((page) => readFileSync(page, 'utf8')).join('\n')).toContain(name)
})
