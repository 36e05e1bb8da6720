import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const main = join(root, 'dist/cli/main.js')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

/** Runs the built command, in a folder that is not the package's. */
function exman(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: tmpdir(),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test.each(['--version', '-V'])('%s prints the version', (word) => {
  expect(exman(word)).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
})

test('--version loads nothing but package.json', () => {
  const list = `process.on('exit', () => console.log(Object.keys(require.cache).join('\\n')))`
  const script = `${list}; require(${JSON.stringify(main)})`
  const { stdout } = spawnSync(process.execPath, ['-e', script, '--', 'exman', '--version'], {
    encoding: 'utf8',
  })
  expect(stdout.split('\n')).toEqual([version, main, join(root, 'package.json'), ''])
})

test.each([[['--help']], [['-h']], [[]]])('%j prints the usage', (words) => {
  const { status, stdout, stderr } = exman(...words)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^Usage: exman .*--version.*--help.*README\.md/s)
})

test.each([
  ['--versoin', 'exman has no option "--versoin". Did you mean --version?'],
  ['-help', 'exman has no option "-help". Did you mean --help?'],
  ['verison', 'exman has no command "verison". Did you mean --version?'],
  ['--frobnicate', 'exman has no option "--frobnicate". See exman --help.'],
  ['frobnicate', 'exman has no command "frobnicate". See exman --help.'],
])('%s is refused on stderr with exit code 2', (word, message) => {
  expect(exman(word)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` })
})

test('the package offers the command as an executable file', () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: { exman: string } }
  expect(join(root, bin.exman)).toBe(main)
  expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(
    spawnSync(main, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).stdout,
  ).toBe(`${version}\n`)
})
