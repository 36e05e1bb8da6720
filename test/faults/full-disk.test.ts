import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as files from '../../src/files'
import { run, script } from './children'
import { scratch, strays } from './scratch'
import { thrown } from './thrown'
import { describeWith } from './tools'

const BIG = 'x'.repeat(200_000)
const mounts: string[] = []

/** A real disk of 128 KiB. */
function smallDisk(): string {
  const dir = scratch()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', dir])
  mounts.push(dir)
  return dir
}

afterEach(() => {
  for (const dir of mounts.splice(0)) execFileSync('umount', [dir])
})

const full = { code: 'EXMAN_DISK_FULL', cause: { code: 'ENOSPC' } }

describeWith(['mounts'], 'on a real disk that is full', () => {
  test('replaceFile keeps the old bytes and leaves nothing else', () => {
    const dir = smallDisk()
    const path = join(dir, 'performances.json')
    files.replaceFile(path, 'old')
    expect(thrown(() => files.replaceFile(path, BIG))).toMatchObject(full)
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(strays(dir)).toEqual([])
  })

  test('createOnce makes nothing', () => {
    const dir = smallDisk()
    expect(thrown(() => files.createOnce(join(dir, 'a.json'), BIG))).toMatchObject(full)
    expect(files.listFolder(dir)).toEqual([])
  })

  test('StagedFolder leaves nothing', async () => {
    const dir = smallDisk()
    const staged = await files.StagedFolder.create(dir)
    await staged.write('small', [Buffer.from('x')])
    await expect(staged.write('big', [Buffer.from(BIG)])).rejects.toMatchObject(full)
    expect(files.listFolder(dir)).toEqual([])
  })

  test('a log that meets the end of the disk goes on when space is freed: no row glued, twice or lost', () => {
    const dir = smallDisk()
    writeFileSync(join(dir, 'filler'), Buffer.alloc(64 * 1024))
    const log = new files.AppendLog(join(dir, 'a.csv'))
    log.create('epoch,text')
    const row = (n: number) => `${n},${'y'.repeat(997)}`
    let epoch = 0
    const fill = () => {
      for (;;) {
        log.append(row(epoch + 1))
        epoch += 1
      }
    }
    expect(thrown(fill)).toMatchObject(full)
    const rows = () => Array.from({ length: epoch }, (_, n) => `${row(n + 1)}\n`).join('')
    expect(readFileSync(log.path, 'utf8')).toBe(`epoch,text\n${rows()}`)
    rmSync(join(dir, 'filler'))
    for (const again of [log, new files.AppendLog(log.path)]) {
      again.append(row((epoch += 1)))
      expect(readFileSync(log.path, 'utf8')).toBe(`epoch,text\n${rows()}`)
    }
  })

  test('on a disk mounted read-only, reading goes on and writing says why', () => {
    const dir = smallDisk()
    const path = join(dir, 'a.json')
    files.replaceFile(path, '{"format":1}')
    execFileSync('mount', ['-o', 'remount,ro', dir])
    expect(files.readRecord(path)).toEqual({ format: 1 })
    expect(files.readHolder(dir)).toBeUndefined()
    const message = `Could not write ${path}: the disk is mounted read-only (EROFS). The previous file is unchanged.`
    expect(thrown(() => files.replaceFile(path, 'x'))).toMatchObject({ code: 'EXMAN_NO_PERMISSION', message })
  })
})

describeWith(['another user'], 'in a folder of somebody else', () => {
  test('a plain user is told so', async () => {
    const dir = scratch()
    mkdirSync(join(dir, 'models'))
    chmodSync(join(dir, '..'), 0o755)
    const user = ['--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath]
    const { output } = await run([...user, ...script('files-refused', dir)], 'setpriv')
    expect(output.trim().split('\n')).toEqual(Array(6).fill('EXMAN_NO_PERMISSION'))
  })
})
