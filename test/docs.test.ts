import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as ts from 'typescript'
import { type Block, blocksOf, headingsOf, linksOf } from './markdown'

const root = join(__dirname, '..')
// In the repository, so that `exman` and TensorFlow.js are found from here; git-ignored.
const scratch = join(root, 'test/.tmp-docs')
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith('.md'),
)
const read = (page: string): string => readFileSync(join(root, page), 'utf8')

/** The blocks that are checked: of the generated page and of the table of errors only those that are marked. */
const blocks = pages.flatMap((page) =>
  blocksOf(page, read(page)).filter(({ mark }) => mark !== '' || !/(api|errors)\.md$/.test(page)),
)
const checked = blocks.filter(({ mark }) => mark !== 'ignore')
const fileOf = ({ page, line, language }: Block): string =>
  join(scratch, `${page.replaceAll(/\W/g, '-')}-${line}.m${language}`)

beforeAll(() => {
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  for (const block of checked) writeFileSync(fileOf(block), block.text)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('each mark of a block is one that exists, and what is ignored says why', () => {
  const faults = blocks.filter(
    ({ mark, reason }) => !['', 'run'].includes(mark) && !(mark === 'ignore' && reason !== ''),
  )
  expect(faults.map(({ page, line, mark }) => `${page}:${line} ${mark}`)).toEqual([])
})

test('all blocks pass the type check', () => {
  const program = ts.createProgram(checked.map(fileOf), {
    ...ts.convertCompilerOptionsFromJson({ target: 'es2022', lib: ['es2023'], module: 'node16' }, root)
      .options,
    types: ['node'],
    strict: true,
    allowJs: true,
    checkJs: true,
    skipLibCheck: true,
    noEmit: true,
    // The native backend is optional: where it is not installed, its types are those of plain TensorFlow.js.
    ...(isInstalled('@tensorflow/tfjs-node')
      ? {}
      : {
          paths: { '@tensorflow/tfjs-node': [join(root, 'node_modules/@tensorflow/tfjs/dist/index.d.ts')] },
        }),
  })
  const faults = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const block = checked.find((candidate) => resolve(fileOf(candidate)) === resolve(file?.fileName ?? ''))
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0
    const place = block ? `${block.page}:${block.lines[line]}` : file?.fileName
    return `${place} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
  expect(faults).toEqual([])
})

test.each(
  checked
    .filter(({ mark }) => mark === 'run')
    .map((block) => ({ place: `${block.page}:${block.line}`, block })),
)('the block at $place runs', ({ block }) => {
  const cwd = mkdtempSync(join(tmpdir(), 'exman-docs-'))
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const { status, stderr } = spawnSync(process.execPath, ['--import', tsx, fileOf(block)], {
    cwd,
    encoding: 'utf8',
  })
  rmSync(cwd, { recursive: true, force: true })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
})

test('every relative link leads to a file, and to a heading of it', () => {
  const faults = pages.flatMap((page) =>
    linksOf(read(page))
      .filter((link) => {
        const [path, anchor] = link.split('#') as [string, string?]
        const target = path === '' ? join(root, page) : join(root, dirname(page), path)
        if (!existsSync(target)) return true
        return anchor !== undefined && !headingsOf(readFileSync(target, 'utf8')).includes(anchor)
      })
      .map((link) => `${page}: ${link}`),
  )
  expect(faults).toEqual([])
})

test('docs/api.md is up to date, and everything in it has a comment', () => {
  const script = join(root, 'scripts/api-docs.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

function isInstalled(name: string): boolean {
  try {
    return createRequire(__filename).resolve(name) !== ''
  } catch {
    return false
  }
}
