import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../faults/scratch'
import { emptyParser, lines } from './parsers'

/** A work tree with one commit. */
function workTree(): { dir: string; commit: string } {
  const dir = scratch()
  const git = (...args: string[]) => execFileSync('git', args, { cwd: dir, encoding: 'utf8' }).trim()
  git('init', '-q', '-b', 'main')
  git('config', 'user.email', 'a@b')
  git('config', 'user.name', 'a')
  writeFileSync(join(dir, 'train.js'), '1\n')
  git('add', '.')
  git('commit', '-qm', 'first')
  return { dir, commit: git('rev-parse', 'HEAD') }
}

test('with git, the commit stands in params.yaml, and what has changed in changes.diff', async () => {
  const { dir, commit } = workTree()
  writeFileSync(join(dir, 'train.js'), '2\n')
  const { run } = emptyParser({ git: dir, root: join(dir, 'exman') }).parse_args([])
  expect(lines(run).commit!.replaceAll('"', '')).toBe(commit)
  await run.recorder.settled()
  expect(existsSync(run.path('changes.diff'))).toBe(true)
  expect(run.record.sessions[0]!.git).toMatchObject({ commit, branch: 'main', dirty: true })
})

test('git: true means the working folder', () => {
  const { dir, commit } = workTree()
  const cwd = jest.spyOn(process, 'cwd').mockReturnValue(dir)
  const { run } = emptyParser({ git: true, root: join(dir, 'exman') }).parse_args([])
  cwd.mockReturnValue(scratch())
  expect(lines(run).commit!.replaceAll('"', '')).toBe(commit)
})

test('gitAssertClean refuses uncommitted changes before anything is written, unless --git-dirty is given', () => {
  const { dir, commit } = workTree()
  const root = join(dir, 'exman')
  const parser = emptyParser({ git: dir, gitAssertClean: true, root })
  parser.parse_args([])
  // What exman writes is no change of the script's, the second time either.
  parser.parse_args([])
  writeFileSync(join(dir, 'new.js'), '')
  const message = `there are uncommitted changes in ${dir}. Commit them, or give --git-dirty`
  expect(() => parser.parse_args([])).toThrow(message)
  expect(() =>
    emptyParser({ git: dir, gitAssertClean: true, root: join(dir, 'other') }).parse_args([]),
  ).toThrow(message)
  expect(existsSync(join(dir, 'other'))).toBe(false)
  const { id, commit: stored } = lines(parser.parse_args(['--git-dirty']).run)
  expect([id, stored!.replaceAll('"', '')]).toEqual(['3', commit])
})

test('a root that is the work tree itself is not dirty by its runs', () => {
  const { dir } = workTree()
  const parser = emptyParser({ git: dir, gitAssertClean: true, root: dir, automark: ['all'] })
  for (const line of [[], ['--tmp'], []]) parser.parse_args(line)
})

test('--git-dirty is there only where it is of use', () => {
  expect(() => emptyParser().parse_args(['--git-dirty'])).toThrow('unrecognized arguments: --git-dirty')
  expect(emptyParser().format_help()).not.toContain('--git-dirty')
  expect(emptyParser({ gitAssertClean: true }).format_help()).toContain('--git-dirty')
})

test.each([
  ['git', { git: true }],
  ['gitAssertClean', { gitAssertClean: true }],
])('%s outside of a work tree is refused', (option, options) => {
  const parser = emptyParser(options)
  expect(() => parser.parse_args([])).toThrow(
    `The "${option}" option of ExParser needs a git work tree, and ${process.cwd()} is in none (or git is missing).`,
  )
  expect(existsSync(parser.root)).toBe(false)
})
