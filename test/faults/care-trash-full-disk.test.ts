/** "My disk is full" is when people delete: on a real disk without a free byte checkpoints can be pruned, and the trash emptied. */
import { execFileSync } from 'node:child_process'
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { exman } from '../cli-commands/run-program'
import { prunableRun } from '../care/prune/prunable-run'
import { wholeTree } from '../care/trash/whole-tree'
import { scratch } from './scratch'
import { describeWith } from './tools'

const mounts: string[] = []

afterEach(() => {
  for (const dir of mounts.splice(0)) execFileSync('umount', [dir])
})

/** A disk of half a megabyte with a tree on it, which `before` may change before nothing is free any more. */
async function fullDisk(before: (root: string) => unknown = () => undefined) {
  const made = join(scratch(), 'root')
  await prunableRun(made, { values: [0.01], index: 30 })
  const { id } = await prunableRun(made)
  const disk = scratch()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk])
  mounts.push(disk)
  const root = join(disk, 'root')
  cpSync(made, root, { recursive: true, verbatimSymlinks: true })
  await before(root)
  fill(join(disk, 'filler'))
  const go = (...words: string[]) => exman([...words, '--root', root], { cwd: root })
  return { root, id, dir: join(root, id), go }
}

function fill(path: string): void {
  const fd = openSync(path, 'w')
  try {
    for (const block = Buffer.alloc(1024); ;) writeSync(fd, block)
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(fd)
  }
}

describeWith(['mounts'], 'on a real disk that is full', () => {
  test('prune frees it, and leaves pointers and scores right', async () => {
    const { dir, go } = await fullDisk()
    const { code, out, err } = await go('prune', '--keep-best', '0', '--yes')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/Pruned 1 run, which freed 27 kB/)
    const names = readdirSync(join(dir, 'models')).sort()
    expect(names).toEqual(['best', 'best.json', 'last', 'last.json', 'model.04-0.3000'])
    expect(existsSync(join(dir, 'models/best/model.json'))).toBe(true)
  })

  test('trash --empty frees it', async () => {
    const { root, go } = await fullDisk(async (root) => {
      await exman(['rm', '--where', 'epochs = 4', '--yes', '--root', root], { cwd: root })
    })
    const { code, out, err } = await go('trash', '--empty', '--yes')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/Removed 1 run for good, which freed \d+ kB/)
    expect(readdirSync(join(root, '.exman/trash'))).toEqual([])
  })

  test('rm works where a cache makes room for it', async () => {
    const { root, dir, go } = await fullDisk((root) => {
      mkdirSync(join(root, '.exman/cache'))
      closeSync(openSync(join(root, '.exman/cache/folders.ndjson'), 'w'))
      const fd = openSync(join(root, '.exman/cache/runs.ndjson'), 'w')
      writeSync(fd, Buffer.alloc(64 * 1024))
      closeSync(fd)
    })
    const { code, err } = await go('rm', '--where', 'epochs = 4', '--yes')
    expect([code, err]).toEqual([0, ''])
    expect(existsSync(dir)).toBe(false)
    expect((await go('trash', '--empty', '--yes')).code).toBe(0)
    expect(readdirSync(join(root, '.exman/trash'))).toEqual([])
  })

  test('rm where there is no room at all says what helps, and changes nothing', async () => {
    const { root, go } = await fullDisk()
    const before = wholeTree(root, (path) => path.startsWith('.exman/trash'))
    const { code, err } = await go('rm', '--where', 'epochs = 4', '--yes')
    expect(code).toBe(1)
    expect(err).toMatch(/EXMAN_DISK_FULL: .*\(exman trash --empty\).*\(exman prune\), no room is needed\./)
    expect(wholeTree(root, (path) => path.startsWith('.exman/trash'))).toEqual(before)
  })
})

describeWith(['mounts'], 'on a disk that is mounted read-only', () => {
  test('plans and lists are shown, and what would change anything says why it cannot', async () => {
    const root = join(scratch(), 'root')
    await prunableRun(root, { values: [0.01], index: 30 })
    await prunableRun(root)
    await prunableRun(root, { index: 2 })
    const go = (...words: string[]) => exman([...words, '--root', root], { cwd: root })
    await go('rm', 'run--26-11-21--14-12', '--yes')
    const before = wholeTree(root)
    execFileSync('mount', ['--bind', root, root])
    mounts.push(root)
    execFileSync('mount', ['-o', 'remount,ro,bind', root])
    for (const words of [['trash'], ['prune'], ['rm', '--where', 'epochs = 4'], ['trash', '--empty']])
      expect([words, (await go(...words)).code]).toEqual([words, 0])
    for (const words of [
      ['prune', '--yes'],
      ['rm', '--where', 'epochs = 4', '--yes'],
      ['trash', '--empty', '--yes'],
      ['restore', 'latest'],
    ]) {
      const { code, err } = await go(...words)
      expect([words, code, err]).toEqual([words, 1, expect.stringContaining('EXMAN_NO_PERMISSION')])
    }
    expect(wholeTree(root)).toEqual(before)
  })
})
