import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectAround } from '../../src/run/project'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const top = realpathSync(scratch())
const LOCK = 'left-pad@1.0.0'
const HASH = `sha256:${createHash('sha256').update(LOCK).digest('hex')}`

/** Makes a folder and gives its path. */
function folder(...names: string[]): string {
  const path = join(top, ...names)
  mkdirSync(path, { recursive: true })
  return path
}

test('the git root is the next folder above with a .git, be that a folder or a file', () => {
  folder('repo/.git')
  // Of a linked work tree .git is a file.
  writeFileSync(join(folder('repo/linked'), '.git'), 'gitdir: elsewhere')
  expect(projectAround(folder('repo/sub/deep')).gitRoot).toBe(join(top, 'repo'))
  expect(projectAround(folder('repo/linked/sub')).gitRoot).toBe(join(top, 'repo/linked'))
  expect(projectAround(folder('plain')).gitRoot).toBeNull()
})

test('the lockfile is the next one above, by its SHA-256', () => {
  writeFileSync(join(folder('locked'), 'yarn.lock'), LOCK)
  expect(projectAround(folder('locked/sub/deep')).lockfile).toBe(HASH)
  expect(projectAround(folder('unlocked')).lockfile).toBeNull()
})

test('it stays what it was when the process first asked', () => {
  const path = folder('kept')
  writeFileSync(join(path, 'yarn.lock'), LOCK)
  expect(projectAround(path).lockfile).toBe(HASH)
  writeFileSync(join(path, 'yarn.lock'), 'left-pad@2.0.0')
  expect(projectAround(path).lockfile).toBe(HASH)
})

test.each(['statSync', 'readFileSync'])(
  'a lockfile that may not be looked at (%s) counts as none',
  async (name) => {
    const path = folder(name)
    writeFileSync(join(path, 'yarn.lock'), LOCK)
    const disk = faultyDisk({ kind: 'fail', code: 'EACCES', failAt: 1, failFor: 100, only: [name] })
    let lockfile: string | null | undefined
    expect(await under(disk, () => (lockfile = projectAround(path).lockfile))).toBeUndefined()
    expect([lockfile, disk.struck.length > 0]).toEqual([null, true])
  },
)
