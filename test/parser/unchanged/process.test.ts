/** A script as a process of its own, on either parser: what it prints, how it ends, and what is on disk then. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules, script } from '../../compiled'
import { scratch } from '../../faults/scratch'

jest.setTimeout(180_000)

interface Ended {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

const COMMAND_LINES = [
  '',
  '--lr 1e-3 fit 3',
  '--end exit fit',
  '--end throw',
  '--end reject',
  '--version',
  '--lr x',
  '--lr',
  '--x',
  'fit x',
  'predict',
  'fit 1 2',
  '--end never',
  '@missing',
]

test.each(COMMAND_LINES)('prints and ends as with argparse: %s', async (line) => {
  const folder = scratch()
  const [plain, ours] = await Promise.all(
    ['plain', 'ours'].map((kind) => ended(kind, folder, line.split(' ').filter(Boolean))),
  )
  expect(withoutPlaces(ours!)).toEqual(withoutPlaces(plain!))
  expect(existsSync(join(folder, 'exman'))).toBe(plain!.stdout.startsWith('{'))
})

test('arguments from a pipe, which can be read only once', async () => {
  const ends = await Promise.all(
    ['plain', 'ours'].map((kind) => ended(kind, scratch(), ['@/dev/stdin'], { shell: 'echo --lr=2 |' })),
  )
  expect(ends[0]).toMatchObject({ code: 0, stdout: '{"lr":2}\n' })
  expect(ends[1]).toEqual(ends[0])
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it as with argparse', async (signal) => {
  const ends = await Promise.all(
    ['plain', 'ours'].map((kind) => ended(kind, scratch(), ['--end', 'wait'], { signal })),
  )
  expect(ends[0]).toMatchObject({ code: null, signal })
  expect(ends[1]).toEqual(ends[0])
})

test.each(['-h', '--help', 'fit -h', '--config missing.yaml -h', '--name .. --help', '--tmp --version'])(
  '%s prints to stdout, ends with 0 and writes nothing',
  async (line) => {
    const folder = scratch()
    const { code, stdout, stderr } = await ended('ours', folder, line.split(' '))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(line.includes('version') ? /^train 1\.2\n$/ : /^usage: train .*\n\nexperiment:\n/s)
    expect(readdirSync(folder)).toEqual([])
  },
)

const WRONG: Record<string, [line: string, message: RegExp]> = {
  'what a validator refuses': ['--lr 0', /^lr is 0, too small$/],
  'a name that no folder can have': ['--name ..', /^argument --name: /],
  'a name with a slash': ['--name a/b', /^argument --name: /],
  'a file that is missing': ['--config missing.yaml', /missing\.yaml/],
  'a file that cannot be read': ['--config locked', /locked/],
  'a file that is no YAML': ['--config broken.yaml', /broken\.yaml/],
  'a file with an unknown name': ['--config unknown.yaml', /unknown\.yaml.*"lrr".*"lr"/],
  'a file with a wrong value': ['--config wrong.yaml', /wrong\.yaml.*--lr.*invalid/],
  'a run that there is not': ['--resume 7', /7/],
  'an option of exman without its value': ['--config', /^argument --config: expected one argument$/],
  'an option of exman with a value too many': ['--tmp=1', /^argument --tmp: ignored explicit argument '1'$/],
}

test.each(Object.entries(WRONG))(
  '%s is told as argparse does, and nothing is written',
  async (_, [line, message]) => {
    const folder = filled()
    const before = readdirSync(folder)
    const texts = line.split(' ')
    const end = await ended('ours', folder, texts)
    expect([end.code, end.stdout]).toEqual([2, ''])
    const [, usage, told] = /^(usage: .*?)train: error: (.*)\n$/s.exec(end.stderr) ?? []
    expect(usage).toBe((await ended('plain', folder, ['--x'])).stderr.replace(/train: error: .*\n$/, ''))
    expect(told).toMatch(message)
    expect(readdirSync(folder)).toEqual(before)
  },
)

test('uncommitted changes, where there must be none, are told as argparse does, and nothing is written', async () => {
  const folder = scratch()
  execFileSync('git', ['init', '-q'], { cwd: folder })
  writeFileSync(join(folder, 'train.js'), 'new')
  const end = await ended('ours', folder, ['fit'], { git: folder })
  expect([end.code, end.stdout]).toEqual([2, ''])
  expect(end.stderr).toMatch(
    /^usage: train .*\ntrain: error: there are uncommitted changes in .*--git-dirty\n$/s,
  )
  expect(readdirSync(folder).sort()).toEqual(['.git', 'train.js'])
  expect(await ended('ours', folder, ['--git-dirty', 'fit'], { git: folder })).toMatchObject({
    code: 0,
    stderr: '',
  })
})

/** A folder with files that are of no use as arguments. */
function filled(): string {
  const folder = scratch()
  mkdirSync(join(folder, 'locked'))
  const files = { broken: 'lr: [1', unknown: 'lrr: 1', wrong: 'lr: fast' }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.yaml`), text)
  return folder
}

/** How the script ends in a folder, where its runs go to `exman`; `shell` stands before it in a command of the shell. */
function ended(
  kind: string,
  folder: string,
  texts: string[],
  { shell = 'exec', git = '', signal }: { shell?: string; git?: string; signal?: NodeJS.Signals } = {},
): Promise<Ended> {
  const args = script('exparser-cli', kind, join(folder, 'exman'), git, ...texts)
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', `${shell} "$0" "$@"`, process.execPath, ...args], {
      cwd: folder,
      env: { ...process.env, NODE_PATH: nodeModules },
    })
    const out = { stdout: '', stderr: '' }
    child.stdout.on('data', (data: Buffer) => {
      out.stdout += data.toString()
      if (signal !== undefined) child.kill(signal)
    })
    child.stderr.on('data', (data: Buffer) => (out.stderr += data.toString()))
    child.on('close', (code, ending) => resolve({ code, signal: ending, ...out }))
  })
}

// The frames of a stack name lines of this package.
function withoutPlaces({ stderr, ...end }: Ended): Ended {
  return { ...end, stderr: stderr.replace(/^ +at .*\n/gm, '') }
}
