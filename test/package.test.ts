import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

interface Packed {
  filename: string
  size: number
  unpackedSize: number
  files: { path: string }[]
}

const root = join(__dirname, '..')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: object
}
const temporary = mkdtempSync(join(tmpdir(), 'exman-package-'))
let packed: Packed

beforeAll(() => {
  // What is built is fresh (the global setup sees to that); a second build would disturb the tests beside this one.
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', temporary]
  const answer = spawnSync('npm', words, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  packed = (JSON.parse(answer.stdout) as [Packed])[0]
  execFileSync('tar', ['-xzf', join(temporary, packed.filename), '-C', temporary])
})
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

/**
 * A project outside the repository in which the package is installed: unpacked as npm would, with links to what it
 * depends on, so that nothing is downloaded.
 */
function makeProject(name: string): string {
  const project = join(temporary, name)
  const modules = join(project, 'node_modules')
  if (existsSync(modules)) return project
  cpSync(join(__dirname, 'fixtures', name), project, { recursive: true })
  cpSync(join(temporary, 'package'), join(modules, 'exman'), { recursive: true })
  for (const dependency of [...Object.keys(dependencies), '@tensorflow', '@types']) {
    mkdirSync(join(modules, dependency, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency), 'junction')
  }
  return project
}

function run(project: string, ...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: project, encoding: 'utf8' })
  return { status, stdout, stderr: withoutBanner(stderr) }
}

const withoutBanner = (text: string): string =>
  text.replace(/^=*\n?Hi, looks like you are running TensorFlow\.js in Node\.js\..*\n?=*\n?/m, '').trim()

const FINE = { status: 0, stdout: 'OK\n', stderr: '' }

test('the package holds what is built, what one reads, and the builder of the native backend', () => {
  const paths = packed.files.map(({ path }) => path)
  const pages = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
  const read = ['CHANGELOG.md', 'LICENSE', 'README.md', ...pages, 'package.json']
  const kept = [...read, 'scripts/build-tfjs-node.sh'].sort()
  const built = paths.filter(
    (path) => /^dist\/.*\.(js|mjs|d\.ts|d\.mts|css)$/.test(path) && !/\.test\./.test(path),
  )
  expect(paths.filter((path) => !built.includes(path)).sort()).toEqual(kept)
  expect(built).toContain('dist/index.mjs')
  process.stdout.write(
    `${packed.filename}: ${kilobytes(packed.size)}, unpacked ${kilobytes(packed.unpackedSize)}\n`,
  )
})

test.each([
  ['ES modules', 'package-esm', 'train.mjs'],
  ['CommonJS', 'package-cjs', 'train.cjs'],
  ['both in one process, with the same classes', 'package-both', 'both.mjs'],
])('a project of %s works', (_, name, script) => {
  expect(run(makeProject(name), script)).toEqual(FINE)
})

test('a project of TypeScript compiles and works', () => {
  const project = makeProject('package-ts')
  expect(run(project, require.resolve('typescript/bin/tsc'))).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(run(project, 'train.js')).toEqual(FINE)
})

test('the command works', () => {
  const project = makeProject('package-cjs')
  const command = 'node_modules/exman/dist/cli/main.js'
  expect(run(project, command, '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Usage: exman') as string,
  })
  expect(run(project, 'train.cjs')).toEqual(FINE)
  expect(run(project, command, 'ls', '--csv', '--limit', '1', '-c', 'status,epochs,training.lr')).toEqual({
    status: 0,
    stdout: 'status,epochs,training.lr\ndone,1,0.1\n',
    stderr: '',
  })
})

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`
}
