import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { collectGit, MOST_NOTES } from '../../src/run/git'
import { DIFF_LIMITS } from '../../src/run/git-diff'
import { env, freshPath, git, repository, top, write, type Files } from './git-repositories'

/** All files below a folder by name, but those of git. */
function content(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
  const own = paths.filter((path) => !path.startsWith('.git/')).sort()
  return Object.fromEntries(own.map((path) => [path, readFileSync(join(dir, path), 'latin1')]))
}

/** A clean clone with the patch applied. */
function rebuilt(dir: string, diff: string): Record<string, string> {
  const clone = freshPath()
  execFileSync('git', ['clone', '-q', dir, clone], { env, stdio: 'pipe' })
  writeFileSync(join(top, 'changes.diff'), diff)
  git(clone, 'apply', join(top, 'changes.diff'))
  return content(clone)
}

async function collect(dir: string, roots: string[] = []) {
  const report = await collectGit(dir, roots)
  return { ...report!.state, diff: report!.diff }
}

test('a clean tree has a commit, a branch and no diff', async () => {
  const dir = repository()
  const commit = git(dir, 'rev-parse', 'HEAD').trim()
  expect(await collectGit(dir, [])).toEqual({ state: { commit, branch: 'main', dirty: false }, diff: '' })
})

test('a folder inside the work tree tells of the whole tree', async () => {
  const dir = repository({ 'sub/deep/a.js': 'a\n', 'b.js': 'b\n' })
  write(dir, { 'b.js': 'changed\n', 'c.js': 'new\n' })
  const found = await collect(join(dir, 'sub/deep'))
  expect([found.dirty, rebuilt(dir, found.diff)]).toEqual([true, content(dir)])
})

describe('the patch makes the work tree out of a clean clone', () => {
  const lines = Array.from({ length: 50 }, (_, n) => `line ${n}`).join('\n')
  const before: Files = { 'a.js': 'one\ntwo\n', 'b.js': lines, 'sub/c.js': 'c\n', 'gone.js': 'gone\n' }

  test.each<[string, Files]>([
    ['a changed file', { 'a.js': 'one\n2\n' }],
    ['a change in the middle of a long one', { 'b.js': lines.replace('line 25', 'changed') }],
    ['an untracked file', { 'new.js': 'x\ny\n' }],
    ['an untracked file of one line', { 'new.js': 'x\n' }],
    ['one without a newline at its end', { 'new.js': 'x\ny' }],
    ['one of one line without a newline', { 'new.js': 'x' }],
    ['an empty one', { 'new.js': '' }],
    ['one that is an empty line', { 'new.js': '\n' }],
    ['one with carriage returns', { 'new.js': 'a\r\nb\rc\r\n' }],
    ['one with a byte order mark', { 'new.js': '\uFEFFx\n' }],
    ['one that looks like a patch', { 'new.js': 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n' }],
    ['one in new folders', { 'p/q/r/new.js': 'x\n' }],
    ['several kinds at once', { 'a.js': 'q\n', 'sub/c.js': 'd', 'n1.js': '1', 'p/n2.js': '2\n' }],
    [
      'text with separators of other kinds',
      { 'a.js': 'x\u2028diff --git a/y b/y\u2029\r', 'new.js': '\u2028\f\v\n' },
    ],
  ])('%s', async (_, changes) => {
    const dir = repository(before)
    write(dir, changes)
    const found = await collect(dir)
    expect(found).toMatchObject({ dirty: true, branch: 'main' })
    expect(found.notes).toBeUndefined()
    expect(rebuilt(dir, found.diff)).toEqual(content(dir))
  })

  test.each([
    'with space.js',
    ' lead and trail ',
    'quote".js',
    "apostrophe'.js",
    'back\\slash.js',
    'new\nline.js',
    'tab\t.js',
    'bell\u0007\u0001\u007f.js',
    'ümläut-é.js',
    '日本語 🎉.js',
    '-dash.js',
    ':(top)magic.js',
    '*.js',
    'a b/c d/e f.js',
    'x b/x.js',
  ])('a file of the name %j, untracked, empty, or changed', async (name) => {
    const untracked = repository()
    write(untracked, { [name]: 'x\n' })
    expect(rebuilt(untracked, (await collect(untracked)).diff)).toEqual(content(untracked))
    write(untracked, { [name]: '' })
    expect(rebuilt(untracked, (await collect(untracked)).diff)).toEqual(content(untracked))
    const changed = repository({ [name]: 'x\n' })
    write(changed, { [name]: 'y\n' })
    expect(rebuilt(changed, (await collect(changed)).diff)).toEqual(content(changed))
  })

  test('a file that was removed, one that was renamed, and staged changes', async () => {
    const dir = repository(before)
    unlinkSync(join(dir, 'gone.js'))
    git(dir, 'mv', 'a.js', 'renamed.js')
    write(dir, { 'staged.js': 'staged\n' })
    git(dir, 'add', 'staged.js')
    write(dir, { 'staged.js': 'staged\nand changed\n' })
    expect(rebuilt(dir, (await collect(dir)).diff)).toEqual(content(dir))
  })

  test.each([
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['diff.external', 'false'],
    ['color.ui', 'always'],
    ['diff.renames', 'copies'],
    ['status.showUntrackedFiles', 'no'],
    ['status.relativePaths', 'true'],
    ['core.quotePath', 'false'],
    ['diff.relative', 'true'],
    ['diff.x.textconv', 'wc'],
  ])('under the setting %s = %s', async (name, value) => {
    const dir = repository({ ...before, '.gitattributes': '*.js diff=x\n' })
    git(dir, 'config', name, value)
    write(dir, { 'a.js': 'one\n2\n', 'sub/c.js': 'other\n', 'ü.js': 'x\n' })
    unlinkSync(join(dir, 'gone.js'))
    expect(rebuilt(dir, (await collect(join(dir, 'sub'))).diff)).toEqual(content(dir))
  })
})

test('before the first commit there is a branch and no commit, and the patch builds on nothing', async () => {
  const dir = repository({})
  write(dir, { 'staged.js': 'a\n', 'untracked.js': 'b\n' })
  git(dir, 'add', 'staged.js')
  write(dir, { 'staged.js': 'a\nchanged\n' })
  const found = await collect(dir)
  expect(found).toMatchObject({ commit: null, branch: 'main', dirty: true })
  const empty = freshPath()
  mkdirSync(empty)
  writeFileSync(join(top, 'changes.diff'), found.diff)
  git(empty, 'apply', join(top, 'changes.diff'))
  expect(content(empty)).toEqual(content(dir))
})

test('a detached HEAD has a commit and no branch', async () => {
  const dir = repository()
  git(dir, 'checkout', '-q', '--detach')
  expect(await collect(dir)).toMatchObject({
    commit: git(dir, 'rev-parse', 'HEAD').trim(),
    branch: null,
    dirty: false,
  })
})

test('a merge that stopped at a conflict has changes', async () => {
  const dir = repository()
  git(dir, 'checkout', '-q', '-b', 'side')
  write(dir, { 'train.js': 'side\n' })
  git(dir, 'commit', '-q', '-a', '-m', 'side')
  git(dir, 'checkout', '-q', 'main')
  write(dir, { 'train.js': 'main\n' })
  git(dir, 'commit', '-q', '-a', '-m', 'main')
  expect(() => git(dir, 'merge', 'side')).toThrow()
  const found = await collect(dir)
  expect(found).toMatchObject({ branch: 'main', dirty: true })
  expect(found.diff).toContain('train.js')
})

test('a linked work tree is one', async () => {
  const dir = repository()
  const linked = freshPath()
  git(dir, 'worktree', 'add', '-q', '-b', 'side', linked)
  write(linked, { 'new.js': 'x\n' })
  expect(await collect(linked)).toMatchObject({ branch: 'side', dirty: true })
  expect(await collect(dir)).toMatchObject({ branch: 'main', dirty: false })
})

test('outside a work tree, and in a folder that is not there, there is nothing', async () => {
  expect(await collectGit(top, [])).toBeNull()
  expect(await collectGit(join(top, 'none'), [])).toBeNull()
})

test('without git there is nothing', async () => {
  const path = process.env['PATH']
  process.env['PATH'] = ''
  try {
    expect(await collectGit(repositoryMade, [])).toBeNull()
  } finally {
    process.env['PATH'] = path
  }
})
const repositoryMade = repository()

describe('what is left out is noted, and counts as dirty', () => {
  const large = 'x'.repeat(DIFF_LIMITS.file)

  test.each<[string, Files, string]>([
    ['an untracked binary file', { 'a.bin': Buffer.from([1, 0, 2]) }, 'left out, binary: a.bin'],
    ['text that is not UTF-8', { 'a.txt': Buffer.from('fünf', 'latin1') }, 'left out, binary: a.txt'],
    ['a large file', { 'a.txt': `${large}y` }, `left out, ${DIFF_LIMITS.file + 1} bytes: a.txt`],
    ['a changed binary file', { 'old.bin': Buffer.from([3, 0, 4]) }, 'left out, binary: old.bin'],
    [
      'a change to text that is not UTF-8',
      { 'old.txt': Buffer.from('zwölf\n', 'latin1') },
      'left out, binary: old.txt',
    ],
    ['a large change', { 'old.txt': `${large}y\n` }, 'bytes of changes: old.txt'],
  ])('%s', async (_, changes, note) => {
    const dir = repository({ 'old.bin': Buffer.from([1, 0, 2]), 'old.txt': 'old\n' })
    write(dir, { ...changes, 'other.js': 'stays\n' })
    const { dirty, notes, diff } = await collect(dir)
    expect(dirty).toBe(true)
    expect(notes).toEqual([expect.stringContaining(note)])
    expect(rebuilt(dir, diff)).toMatchObject({ 'other.js': 'stays\n' })
    expect(Object.keys(rebuilt(dir, diff)).sort()).toEqual(['old.bin', 'old.txt', 'other.js'])
  })

  test('a file of the largest size is in', async () => {
    const dir = repository()
    write(dir, { 'a.txt': large })
    const { notes, diff } = await collect(dir)
    expect([notes, rebuilt(dir, diff)]).toEqual([undefined, content(dir)])
  })

  test('a link, and a repository inside', async () => {
    const dir = repository()
    symlinkSync('/etc/hostname', join(dir, 'link'))
    mkdirSync(join(dir, 'inner'))
    git(join(dir, 'inner'), 'init', '-q')
    write(dir, { 'inner/a.js': 'x\n' })
    const { notes, diff } = await collect(dir)
    expect(notes).toEqual(['left out, no plain file: inner/', 'left out, no plain file: link'])
    expect(diff).toBe('')
  })

  test('past 5 MB in all the diff is cut between two files', async () => {
    const dir = repository(Object.fromEntries([1, 2, 3, 4].map((n) => [`old${n}.txt`, 'old\n'])))
    const text = `${'y'.repeat(99)}\n`.repeat(2500)
    for (let n = 1; n <= 4; n += 1) write(dir, { [`old${n}.txt`]: text })
    for (let n = 10; n < 40; n += 1) write(dir, { [`new${n}.txt`]: text })
    const { notes, diff } = await collect(dir)
    expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(DIFF_LIMITS.total)
    expect(Buffer.byteLength(diff)).toBeGreaterThan(DIFF_LIMITS.total - DIFF_LIMITS.file)
    const kept = Object.entries(rebuilt(dir, diff)).filter(([, found]) => found === text).length
    expect(notes).toEqual([`cut at ${DIFF_LIMITS.total} bytes: ${34 - kept} more changed files are left out`])
  })

  test('by so many notes at most, then their number', async () => {
    const dir = repository()
    const images = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${100 + n}.png`, Buffer.from([0])]))
    const note = (n: number) => `left out, binary: ${100 + n}.png`
    const all = Array.from({ length: MOST_NOTES }, (_, n) => note(n))
    write(dir, images(MOST_NOTES))
    expect((await collect(dir)).notes).toEqual(all)
    write(dir, images(MOST_NOTES + 5))
    expect((await collect(dir)).notes).toEqual([...all, 'and 5 more'])
  })

  test('that the diff was cut is among them, however many there are', async () => {
    const dir = repository()
    for (let n = 0; n < 30; n += 1) write(dir, { [`a${n}.png`]: Buffer.from([0]) })
    for (let n = 0; n < 25; n += 1) write(dir, { [`b${n}.txt`]: large })
    const { notes } = await collect(dir)
    expect(notes?.[0]).toMatch(/^cut at /)
    expect(notes).toHaveLength(MOST_NOTES + 1)
  })
})

test('secrets are neither counted nor copied, nor even named, wherever they lie', async () => {
  const secrets = [
    '.env',
    '.env.local',
    '.envrc',
    'a.pem',
    'id_rsa',
    'id_ed25519.pub',
    'x.key',
    'Server.PEM',
    '.env.d/token',
  ]
  const everywhere = secrets.flatMap((name) => [name, `sub/${name}`, `a/b/c/${name}`])
  const dir = repository({ 'a.js': 'a\n', 'tracked/.env': 'TOKEN=old\n', 'tracked/b.pem': 'old\n' })
  const hidden = Object.fromEntries(everywhere.map((name) => [name, 'hunter2\n']))
  write(dir, { ...hidden, 'tracked/.env': 'TOKEN=hunter2\n', 'tracked/b.pem': 'hunter2\n' })
  expect(await collect(dir)).toMatchObject({ dirty: false, diff: '' })
  write(dir, {
    'a.js': 'changed\n',
    'environment.js': 'in\n',
    'keys.js': 'in\n',
    'sub/grid_search.js': 'in\n',
  })
  const found = await collect(dir)
  expect(JSON.stringify(found)).not.toMatch(/hunter2|\.env|\.pem|\/id_|\.key/i)
  expect(found.diff).toContain('environment.js')
  expect(found.diff).toContain('keys.js')
  expect(found.diff).toContain('grid_search.js')
})

describe('exman’s own folders are never counted', () => {
  const files = (root: string): Files => ({
    [`${root}/.exman/format.json`]: '{}',
    [`${root}/exp-1-2/experiment.json`]: '{}',
    [`${root}/exp-1-2/run--20-03-03--15-52/run.json`]: '{}',
    [`${root}/debug/exp-1-2/run--20-03-03--15-52-2/run.json`]: '{}',
    [`${root}/debug/exp-1-2/experiment.json`]: '{}',
  })

  test.each([
    ['its own root', 'experiments', 'experiments'],
    ['its own root with a name that is a pattern', 'a*[b] ü', 'a*[b] ü'],
    ['its own root, deeper', 'a/b/experiments', 'a/b/experiments'],
    ['its own root, which is the whole tree', '.', '.'],
    ['another root', 'others', 'experiments'],
    ['another root, deeper', 'a/b/others', 'experiments'],
    ['another root, which is the whole tree', '.', 'experiments'],
  ])('%s', async (_, root, own) => {
    const dir = repository()
    write(dir, files(root))
    expect(await collect(dir, [join(dir, own)])).toMatchObject({ dirty: false, diff: '' })
    write(dir, { 'mine.js': 'x\n' })
    const { diff } = await collect(dir, [join(dir, own)])
    expect(diff.match(/^diff --git .*$/gm)).toEqual(['diff --git a/mine.js b/mine.js'])
  })

  test('also when they are committed, and change', async () => {
    const dir = repository({ ...files('others'), 'a.js': 'a\n' })
    write(dir, { 'others/exp-1-2/run--20-03-03--15-52/run.json': '{"changed": 1}' })
    expect(await collect(dir, [join(dir, 'experiments')])).toMatchObject({ dirty: false, diff: '' })
    write(dir, { 'a.js': 'b\n' })
    const { diff } = await collect(dir, [join(dir, 'experiments')])
    expect(diff.match(/^diff --git .*$/gm)).toEqual(['diff --git a/a.js b/a.js'])
  })

  test('a root elsewhere changes nothing', async () => {
    const dir = repository()
    write(dir, { 'mine.js': 'x\n' })
    expect(await collect(dir, [join(top, 'elsewhere')])).toMatchObject({ dirty: true })
  })
})

test('ignored files do not count', async () => {
  const dir = repository({ '.gitignore': 'data/\n' })
  write(dir, { 'data/big.csv': '1,2\n' })
  expect(await collect(dir)).toMatchObject({ dirty: false, diff: '' })
})

test('an executable file is one', async () => {
  const dir = repository({ 'run.sh': 'echo\n' })
  chmodSync(join(dir, 'run.sh'), 0o755)
  const { dirty, diff } = await collect(dir)
  expect([dirty, diff]).toEqual([true, 'diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n'])
})
