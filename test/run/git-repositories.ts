import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** The folder of all repositories of a test file; itself in none. */
export const top = realpathSync(mkdtempSync(join(tmpdir(), 'exman-git-')))
afterAll(() => rmSync(top, { recursive: true, force: true }))

let count = 0
export const freshPath = () => join(top, String((count += 1)))

/** Neither the settings of whoever runs the tests nor those of a hook. */
export const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }

export const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: 'pipe' })

export type Files = Record<string, string | Buffer>

export function write(dir: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), content)
  }
}

export function repository(committed: Files = { 'train.js': 'one\ntwo\nthree\n' }): string {
  const dir = freshPath()
  mkdirSync(dir)
  git(dir, 'init', '-q', '-b', 'main')
  git(dir, 'config', 'user.name', 'A')
  git(dir, 'config', 'user.email', 'a@example.org')
  write(dir, committed)
  git(dir, 'add', '-A')
  if (Object.keys(committed).length > 0) git(dir, 'commit', '-q', '-m', 'first')
  return dir
}

/** Does something while `git` is this shell script, in which `$GIT` is the real one. */
export async function withGit<T>(script: string, action: () => T | Promise<T>): Promise<T> {
  const path = process.env['PATH']!
  const real = path.split(delimiter).map((folder) => join(folder, 'git'))
  const bin = freshPath()
  write(bin, { git: `#!/bin/sh\nGIT='${real.find((file) => existsSync(file))!}'\n${script}\n` })
  chmodSync(join(bin, 'git'), 0o755)
  process.env['PATH'] = `${bin}${delimiter}${path}`
  try {
    return await action()
  } finally {
    process.env['PATH'] = path
  }
}

/** What was asked of git while something was done, and how many processes of it there were at once. */
export async function gitAsked(action: () => unknown): Promise<{ commands: string[]; atOnce: number }> {
  const log = freshPath()
  writeFileSync(log, '')
  const script = `echo "$1" >> '${log}'; "$GIT" "$@"; code=$?; echo end >> '${log}'; exit $code`
  await withGit(script, action)
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1)
  let now = 0
  const running = lines.map((line) => (now += line === 'end' ? -1 : 1))
  return { commands: lines.filter((line) => line !== 'end'), atOnce: Math.max(0, ...running) }
}
