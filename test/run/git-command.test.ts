import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { collectGit } from '../../src/run/git'
import { askGit } from '../../src/run/git-at-exit'
import { freshPath, git, gitAsked, repository, top, write } from './git-repositories'

test('where no .git is above, git is not started', async () => {
  const dir = freshPath()
  mkdirSync(dir)
  const { commands } = await gitAsked(async () => {
    expect([await collectGit(dir, []), askGit(dir, [])]).toEqual([null, null])
  })
  expect(commands).toEqual([])
})

test('a work tree of its own for a branch, which has a file .git, is told', async () => {
  const linked = freshPath()
  git(repository(), 'worktree', 'add', '-q', '-b', 'side', linked)
  expect([(await collectGit(linked, []))?.state.branch, askGit(linked, [])?.branch]).toEqual(['side', 'side'])
})

test('a repository that GIT_DIR names is told, wherever it is', async () => {
  const [dir, elsewhere] = [repository(), freshPath()]
  mkdirSync(elsewhere)
  write(elsewhere, { 'train.js': 'one\ntwo\nthree\n' })
  process.env['GIT_DIR'] = join(dir, '.git')
  try {
    expect((await collectGit(elsewhere, []))?.state).toMatchObject({ branch: 'main', dirty: false })
    expect(askGit(top, [])?.branch).toBe('main')
  } finally {
    delete process.env['GIT_DIR']
  }
})
