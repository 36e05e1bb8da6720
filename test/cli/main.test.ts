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

test.each([[['--help']], [['-h']], [[]]])('%j prints the usage, with all commands', (words) => {
  const { status, stdout, stderr } = exman(...words)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^Usage: exman .*--version.*--help.*README\.md/s)
  for (const command of ['ls', 'show', 'diff', 'best', 'export', 'completion'])
    expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
})

test('a command loads one file beside the first, and no package', () => {
  const list = `process.on('exit', () => console.log(Object.keys(require.cache).join('\\n')))`
  const script = `${list}; require(${JSON.stringify(main)})`
  const { stdout } = spawnSync(process.execPath, ['-e', script, '--', 'exman', 'ls', '--root', '/nowhere'], {
    encoding: 'utf8',
  })
  expect(stdout.trimEnd().split('\n')).toEqual([main, join(root, 'dist/cli/program.js')])
})

test.each([
  ['--versoin', "exman: unknown option '--versoin'\n(Did you mean --version?)"],
  ['verison', "exman: unknown command 'verison'"],
  ['sho', "exman: unknown command 'sho'\n(Did you mean show?)"],
  ['--frobnicate', "exman: unknown option '--frobnicate'"],
])('%s is refused on stderr with exit code 2', (word, message) => {
  expect(exman(word)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` })
})

test.each([[['--help']], [['completion', 'bash']]])(
  '%j with a full disk behind its output says so, with exit code 1',
  (words) => {
    if (process.platform !== 'linux') return
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `"$@" > /dev/full`, 'sh', process.execPath, main, ...words],
      {
        encoding: 'utf8',
      },
    )
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^exman: The output could not be written: ENOSPC/),
    ])
  },
)

test('the package offers the command as an executable file', () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: { exman: string } }
  expect(join(root, bin.exman)).toBe(main)
  expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(
    spawnSync(main, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).stdout,
  ).toBe(`${version}\n`)
})
