/** What the pages say of the command is what it does: its help, and each command line that is shown with its output. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DEMANDS } from '../../src/catalog/query/demands'
import { parseQuery } from '../../src/catalog/query/parse'
import { recordsOf, writeTree } from '../catalog/trees'

const root = join(__dirname, '../..')
const read = (page: string): string => readFileSync(join(root, page), 'utf8')
const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'exman-cli-docs-')))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

/** Where the runs of the pages are said to be. */
const HOME = '/home/ann/digits'

/** What a command says that would change something. */
const UNASKED = 'Nothing was changed. Add --yes to do it.\n'

/** A command line of a page, and what the page says it prints. */
interface Shown {
  place: string
  line: string
  printed: string
}

// The last one removes and moves some of the runs.
const pages = ['README.md', 'docs/cli.md', 'docs/catalog.md', 'docs/plots.md', 'docs/care.md']
const shown = pages.flatMap((page) => shownIn(page, read(page)))
const lines = shown.filter(({ line }) => line.startsWith('exman '))
const others = pages.flatMap((page) => namedIn(page, read(page)))

/** The lines behind `$ ` in the blocks without a language, each with what stands below it. */
function shownIn(page: string, markdown: string): Shown[] {
  const blocks = [...markdown.matchAll(/^```\n(\$ [^]*?)^```$/gm)].map(([, block]) => block!)
  return blocks.flatMap((block) =>
    block.split(/^\$ /m).flatMap((text) => {
      const [line, ...printed] = text.split('\n')
      return line === '' ? [] : [{ place: page, line: line!, printed: printed.join('\n') }]
    }),
  )
}

/** The other command lines: those in blocks for a shell, and those in the text that are more than the name of an option. */
function namedIn(page: string, markdown: string): { place: string; line: string }[] {
  const shell = [...markdown.matchAll(/^```bash\n([^]*?)^```$/gm)].flatMap(([, block]) => block!.split('\n'))
  const text = markdown.replaceAll(/^```[^]*?^```$/gm, '')
  const spans = [...text.matchAll(/`(exman \w+ [^`]*?--\w+[ =][^`]+)`/g)].map(([, span]) => span!)
  const called = shell.map((line) => line.replace(/^npx /, '')).filter((line) => line.startsWith('exman '))
  return [...called, ...spans].map((line) => ({ place: page, line }))
}

/** Lines as far as they are the same for every training: without times, folders of runs, digits and what the machine is. */
function comparable(line: string, printed: string): string[] {
  const steady = printed
    .replaceAll(cwd, HOME)
    .replaceAll(/(run--)[\d-]+/g, '$1')
    .replaceAll(/exp-(\d+)-(\d+)/g, 'exp_$1_$2')
    .replaceAll(/(?<![\w])-?\d+(\.\d+)?(e-?\d+)?/g, '0')
    .replaceAll(/0 (ms|s)\b/g, '0 s')
    .replaceAll(/ +$/gm, '')
    .replaceAll(/(?<=\S) +/g, ' ')
  // A page about a run: its parts. And two runs may have taken equally long, to the millisecond.
  const lines = steady.split('\n').filter((each) => !line.startsWith('exman show') || !each.startsWith(' '))
  return lines.filter((each) => each !== '' && !/^ *seconds /.test(each))
}

describe('the command lines that the pages show', () => {
  const env: Record<string, string | undefined> = { ...process.env, EXMAN_ROOT: undefined, NO_COLOR: '1' }

  beforeAll(() => {
    // The runs that the pages are about, trained as they say.
    const words = ['--import', pathToFileURL(require.resolve('tsx')).href, join(root, 'examples/analyse.ts')]
    const { status, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' })
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    mkdirSync(join(cwd, 'bin'))
    symlinkSync(join(root, 'dist/cli/main.js'), join(cwd, 'bin/exman'))
    env.PATH = `${join(cwd, 'bin')}${delimiter}${env.PATH}`
    const exports = shown.flatMap(({ line }) => [...line.matchAll(/^export (\w+)=(.*)$/g)])
    for (const [, name, value] of exports) env[name!] = value
  }, 120_000)

  test('are some', () =>
    expect([lines.length, others.length].map((count) => count > 8)).toEqual([true, true]))

  test.each(lines)('$place: $line', ({ line, printed }) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd, env, encoding: 'utf8' })
    expect(comparable(line, stdout + stderr)).toEqual(comparable(line, printed))
    expect(status).toBe(printed.startsWith('exman: ') ? 2 : 0)
  })

  test.each(others)('$place: $line', ({ line }) => {
    const { status, stderr } = spawnSync('sh', ['-c', line], { cwd, env, encoding: 'utf8' })
    // Of what would change the tree the plan is shown, and nobody is there to be asked.
    expect({ status, stderr: stderr.replace(UNASKED, '') }).toEqual({ status: 0, stderr: '' })
  })
})

test('the help in docs/cli.md is what the commands print, and none is missing', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/cli-docs.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

/** The names in the first column of the table below a heading. */
function namesBelow(heading: string, page: string): string[] {
  const table = new RegExp(`^#+ ${heading}\n[^]*?\n(\\|[^]*?)\n\n`, 'm').exec(read(page))?.[1] ?? ''
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '')
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name!))
}

test('docs/catalog.md has every field of a record', async () => {
  writeTree(cwd, { 'own/exp-1-2/run--26-03-03--15-52/hyperparameters.json': '{}' })
  const [record] = await recordsOf(join(cwd, 'own'))
  expect(namesBelow('The record', 'docs/catalog.md')).toEqual(Object.keys(record!))
})

test('docs/catalog.md has every demand', () => {
  expect(namesBelow('Questions', 'docs/catalog.md').sort()).toEqual(Object.keys(DEMANDS).sort())
})

const table = /### Questions[^]*?\n\n(\|[^]*?)\n\n/.exec(read('docs/cli.md'))?.[1] ?? ''
const questions = [...table.matchAll(/^\| (?:`` (.*?) ``|`(.*?)`)/gm)].map(
  ([, quoted, plain]) => quoted ?? plain!,
)

test('there are questions', () => expect(questions.length).toBeGreaterThan(10))

test.each(questions)('the question %s can be read', (question) => {
  expect(parseQuery(question)).not.toEqual({})
})
