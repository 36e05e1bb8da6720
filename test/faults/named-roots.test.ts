/** Roots that cannot be one, or in which nothing may be written: an error that says which and why, and nothing half made. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExperimentManager, ExParser, openRun } from '../../src'
import { failedRun, startRun } from '../fixtures/named-setup'
import { tree } from '../run/runs'
import { stateOf } from '../training/tiny'
import { run as runChild, script } from './children'
import { scratch } from './scratch'
import { thrown } from './thrown'
import { describeWith } from './tools'

interface Answer {
  refused: Record<string, { code?: string; message?: string; cause?: string }>
  read: object
}

/** A root with a run that is over, one that failed, and an entry of the index that is missing. */
async function madeRoot(): Promise<{ root: string; expected: object }> {
  const root = join(scratch(), 'root')
  const run = startRun(root)
  run.log({ val_loss: 0.5 })
  run.finish()
  await failedRun(root, ['--lr', '2'])
  rmSync(join(root, 'index', `${run.id}.yaml`))
  const { params, status } = await openRun('1', { root })
  return { root, expected: { params, status, rows: run.readLog() } }
}

/** What the child says that tries everything; `user` are the words that make it another user. */
async function answerOf(root: string, user: string[] = []): Promise<Answer> {
  const words = ['-C', '/', ...user, process.execPath, ...script('named-reading', root, 2)]
  const { code, output } = await runChild(words, 'env')
  if (code !== 0) throw new Error(output)
  return JSON.parse(/^\{.*\}$/m.exec(output)![0]) as Answer
}

function expectAnswer(
  { refused, read }: Answer,
  root: string,
  expected: object,
  cause: string,
  why: string,
): void {
  const told = (path: string) =>
    expect.stringMatching(new RegExp(`${path.replaceAll('.', '\\.')}.*${why} \\(${cause}`)) as string
  const code = 'EXMAN_NO_PERMISSION'
  expect(read).toEqual(JSON.parse(JSON.stringify(expected)))
  expect(refused).toEqual({
    'a run': { code, cause, message: told(`${root}/.exman`) },
    'a run in tmp/': { code, cause, message: told(`${root}/.exman`) },
    'a run that goes on': { code, cause, message: told(`${root}/runs`) },
    'a failed run that goes on': { code, cause, message: told(`${root}/.exman`) },
    'another epoch': { code, cause, message: told(`${root}/runs/000001`) },
    restoreIndex: { code, cause, message: told(`${root}/index/000001`) },
    'a new root': { code: 'EXMAN_ROOT_INVALID', cause: code, message: told(`${root}/sub`) },
  })
}

describeWith(['another user'], 'for a plain user in the root of somebody else', () => {
  test('whatever writes is refused with path and reason and leaves nothing; whatever reads works', async () => {
    const { root, expected } = await madeRoot()
    for (const name of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })])
      chmodSync(join(root, name), /\.(json|csv|yaml|txt)$/.test(name) ? 0o444 : 0o555)
    chmodSync(dirname(dirname(root)), 0o755)
    const before = stateOf(root)
    const user = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
    expectAnswer(await answerOf(root, user), root, expected, 'EACCES', 'this user has no permission')
    expect(stateOf(root)).toEqual(before)
  })
})

describeWith(['mounts'], 'on a disk that is mounted read-only', () => {
  test('whatever writes is refused with path and reason and leaves nothing; whatever reads works', async () => {
    const { root, expected } = await madeRoot()
    execFileSync('mount', ['--bind', root, root])
    try {
      execFileSync('mount', ['-o', 'remount,ro,bind', root])
      const before = stateOf(root)
      expectAnswer(await answerOf(root), root, expected, 'EROFS', 'the disk is mounted read-only')
      expect(stateOf(root)).toEqual(before)
    } finally {
      execFileSync('umount', [root])
    }
  })
})

/** What stands where the root should be, or in it, and what the error tells of. */
const WRONG: [title: string, make: (root: string) => void, tells: string][] = [
  ['a file', file(''), 'not a folder'],
  ['below a file', file('..'), 'not a folder'],
  ['a link to nothing', link('nowhere'), 'not a folder'],
  ['a link to itself', link('root'), 'ELOOP'],
  ...['runs', 'index', 'tmp', 'fails', 'marked', '.exman'].map((name): (typeof WRONG)[number] => [
    `one whose ${name} is a file`,
    file(name),
    name,
  ]),
  ['one whose format.json is cut', file('.exman/format.json', '{"format"'), 'format.json'],
  ['one whose format.json is empty', file('.exman/format.json'), 'format.json'],
  [
    'one of a layout that is not known',
    file('.exman/format.json', '{"format":1,"layout":"new"}'),
    'format.json',
  ],
  ['one of ExperimentManager', keyed, 'ExperimentManager'],
]

function file(name: string, text = '') {
  return (root: string) => {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

function link(target: string) {
  return (root: string) => {
    mkdirSync(dirname(root))
    symlinkSync(target, root)
  }
}

function keyed(root: string): void {
  new ExperimentManager({ expBaseDir: root }).prepare({ model: 1, training: 2 }).run.finish()
}

test.each(WRONG)('a root that is %s is refused with the reason, and what is there stays', (...row) => {
  const [, make, tells] = row
  const top = scratch()
  const root = join(top, 'parent', 'root')
  make(root)
  const contents = () => tree(top).filter((name) => !/\/$|format\.json$/.test(name))
  const before = contents()
  const error = thrown(() => startRun(root)) as Error
  expect(error).toMatchObject({
    code: 'EXMAN_ROOT_INVALID',
    message: expect.stringContaining(tells) as string,
  })
  expect(error.message).toContain(root)
  expect(contents()).toEqual(before)
})

test('a root of ExParser is refused by ExperimentManager likewise', () => {
  const root = join(scratch(), 'root')
  startRun(root).finish()
  const error = thrown(() => keyed(root))
  expect(error).toMatchObject({
    code: 'EXMAN_ROOT_INVALID',
    message: expect.stringContaining('ExParser') as string,
  })
})

test.each(['node_modules', 'node_modules/mine', '../node_modules/root'])(
  'a root in %s, which an install may empty, is refused with the options',
  (name) => {
    const root = join(scratch(), 'project', name)
    expect(thrown(() => new ExParser({ root }))).toMatchObject({ code: 'EXMAN_ROOT_INVALID' })
  },
)

test('a script that is refused its root ends with the error, which says what to do', async () => {
  const root = join(scratch(), 'root')
  keyed(root)
  const before = stateOf(root)
  const { code, output } = await runChild(script('named-script', root))
  expect(output).toMatch(/FileError: .*format\.json says .* Give another folder\.$/m)
  expect(output).toContain("code: 'EXMAN_ROOT_INVALID'")
  expect([code, stateOf(root)]).toEqual([1, before])
})
