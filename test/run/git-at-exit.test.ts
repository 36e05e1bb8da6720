import { setImmediate as nextTurn } from 'node:timers/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { collectGit } from '../../src/run/git'
import { gitStateNow } from '../../src/run/git-at-exit'
import { freshPath, git, gitAsked, repository, top, withGit, write } from './git-repositories'

const notes = ['changes.diff was not written: the process ended before']

test('a clean tree is told as `collectGit` tells it', async () => {
  const dir = repository()
  expect(gitStateNow(dir, [])).toEqual((await collectGit(dir, []))?.state)
})

test('uncommitted work is noted, for there is no diff', () => {
  const dir = repository()
  const commit = git(dir, 'rev-parse', 'HEAD').trim()
  write(dir, { 'sub/new.js': 'x\n' })
  expect(gitStateNow(join(dir, 'sub'), [])).toEqual({ commit, branch: 'main', dirty: true, notes })
})

test('before the first commit, and with a detached HEAD', () => {
  const detached = repository()
  git(detached, 'checkout', '-q', '--detach')
  expect(gitStateNow(repository({}), [])).toEqual({ commit: null, branch: 'main', dirty: false })
  expect(gitStateNow(detached, [])).toMatchObject({ commit: expect.any(String) as string, branch: null })
})

test('neither secrets nor roots count', () => {
  const dir = repository()
  write(dir, { '.env': 'x', 'own/run.json': '{}', 'other/.exman/format.json': '{}', 'other/run.json': '{}' })
  expect(gitStateNow(dir, [join(dir, 'own')])).toMatchObject({ dirty: false })
})

test('outside a work tree, and in a folder that is not there, there is nothing', () => {
  expect([gitStateNow(top, []), gitStateNow(join(top, 'none'), [])]).toEqual([null, null])
})

test('without git there is nothing', () => {
  const [path, dir] = [process.env['PATH'], repository()]
  process.env['PATH'] = ''
  try {
    expect(gitStateNow(dir, [])).toBeNull()
  } finally {
    process.env['PATH'] = path
  }
})

test('a git that does not answer is given up', async () => {
  const dir = repository()
  const done = freshPath()
  await withGit(`trap '' TERM; sleep 20; touch '${done}'`, () => {
    expect(gitStateNow(dir, [])).toBeNull()
  })
  expect(existsSync(done)).toBe(false)
})

test('runs that end in one turn are given one answer, in the next turn a new one', async () => {
  const dir = repository()
  const { commands } = await gitAsked(() => {
    const states = Array.from({ length: 300 }, () => gitStateNow(dir, []))
    expect(new Set(states).size).toBe(300)
  })
  expect(commands).toEqual(['rev-parse', 'status'])
  write(dir, { 'new.js': 'x\n' })
  await nextTurn()
  expect(gitStateNow(dir, [])).toMatchObject({ dirty: true })
})
