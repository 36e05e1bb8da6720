import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { FolderLock, readHolder, thisProcess, type Holder } from '../../src/files'
import { realDisk, useDisk, type Disk } from '../../src/files/disk'
import { kill, nextLine, script, start } from '../faults/children'
import { faultyDisk, under } from '../faults/faulty-disk'
import { deadLock } from '../faults/scenarios'
import { scratch, strays } from '../faults/scratch'
import { thrown } from '../faults/thrown'

const lockOf = (dir: string) => JSON.parse(readFileSync(join(dir, '.lock'), 'utf8')) as Holder

/** A folder whose lock names a dead process, or one with these facts. */
function locked(facts: Partial<Holder> = {}): string {
  const dir = scratch()
  writeFileSync(join(dir, '.lock'), deadLock(dir, facts))
  return dir
}

test('names the process, the folder and the moment', () => {
  const dir = scratch()
  const { lock } = FolderLock.acquire(dir, { now: () => new Date('2020-03-03T14:52:10.120Z') })
  expect(lock?.folder).toBe(dir)
  expect(lockOf(dir)).toEqual({
    format: 1,
    ...thisProcess(),
    inode: String(realDisk.statSync(dir).ino),
    since: '2020-03-03T14:52:10.120Z',
  })
  expect(readHolder(dir)).toEqual(lockOf(dir))
  expect(strays(dir)).toEqual([])
})

test('goes along with a folder that its holder renames, and is given back there', () => {
  const dir = scratch()
  const [before, after] = [join(dir, 'before'), join(dir, 'after')]
  mkdirSync(before)
  const { lock } = FolderLock.acquire(before)
  renameSync(before, after)
  lock!.movedTo(after)
  expect([lock!.folder, lock!.takenBy(), readHolder(after)?.pid]).toEqual([after, undefined, process.pid])
  lock!.release()
  expect(existsSync(join(after, '.lock'))).toBe(false)
})

test('a second one in the same process is refused', () => {
  const dir = scratch()
  const { lock } = FolderLock.acquire(dir)
  expect(FolderLock.acquire(dir, { takeover: true })).toEqual({ heldBy: lockOf(dir), judged: 'this-process' })
  lock?.release()
  expect(FolderLock.acquire(dir).lock).toBeInstanceOf(FolderLock)
})

describe('release', () => {
  test('removes the lock; again, or without the folder, it does nothing', () => {
    const dir = scratch()
    const { lock } = FolderLock.acquire(dir)
    lock!.release()
    expect(existsSync(join(dir, '.lock'))).toBe(false)
    const { lock: next } = FolderLock.acquire(dir)
    lock!.release()
    expect(existsSync(join(dir, '.lock'))).toBe(true)
    rmSync(dir, { recursive: true })
    next!.release()
    expect(existsSync(dir)).toBe(false)
  })

  test("leaves another's lock alone", () => {
    const dir = scratch()
    const { lock } = FolderLock.acquire(dir)
    writeFileSync(join(dir, '.lock'), deadLock(dir))
    lock!.release()
    expect(readHolder(dir)?.start).toBe('1')
  })
})

describe('takenBy', () => {
  test.each<[string, (dir: string) => void]>([
    ['while the lock is its own', () => undefined],
    ['when the lock is gone', (dir) => rmSync(join(dir, '.lock'))],
    ['when the lock is damaged', (dir) => writeFileSync(join(dir, '.lock'), '{')],
    ['when the folder is gone', (dir) => rmSync(dir, { recursive: true })],
    ['when the folder was moved', (dir) => renameSync(dir, `${dir}-moved`)],
  ])('is nobody %s', (_title, change) => {
    const dir = scratch()
    const { lock } = FolderLock.acquire(dir)
    change(dir)
    expect(lock!.takenBy()).toBeUndefined()
  })

  test('names who has the lock instead, be it alive or dead', () => {
    const dir = scratch()
    const { lock } = FolderLock.acquire(dir)
    writeFileSync(join(dir, '.lock'), deadLock(dir, { host: 'gpu3', pid: 4711 }))
    expect(lock!.takenBy()).toEqual(lockOf(dir))
    expect(lock!.takenBy()).toMatchObject({ host: 'gpu3', pid: 4711 })
  })

  test('names also another lock of this process', () => {
    const dir = scratch()
    const { lock } = FolderLock.acquire(dir, { now: () => new Date(0) })
    rmSync(join(dir, '.lock'))
    const { lock: second } = FolderLock.acquire(dir)
    expect(lock!.takenBy()).toMatchObject({ pid: process.pid })
    expect(second!.takenBy()).toBeUndefined()
  })

  test('that cannot be seen is an error', async () => {
    const { lock } = FolderLock.acquire(scratch())
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['readFileSync'] })
    expect(await under(faulty, () => lock!.takenBy())).toMatchObject({ code: 'EXMAN_READ_FAILED' })
  })
})

test.each<[string, Partial<Holder> | string]>([
  ['a dead process', {}],
  ['a process of which the pid is in use again', { pid: process.ppid, start: '1' }],
  ['one from before the last boot', { boot: 'another' }],
  ['a process that held the folder this one was copied from', { pid: process.ppid, start: null, inode: '1' }],
  ['nobody, being empty', ''],
  ['nobody, being damaged', '{"format":1,"host":"a'],
])('a lock that names %s is taken over', (_title, facts) => {
  const dir = locked(typeof facts === 'string' ? {} : facts)
  if (typeof facts === 'string') writeFileSync(join(dir, '.lock'), facts)
  expect(FolderLock.acquire(dir).lock).toBeInstanceOf(FolderLock)
  expect(lockOf(dir).pid).toBe(process.pid)
  expect(strays(dir)).toEqual([])
})

test('a living holder keeps its lock, however old, even from a takeover', () => {
  const dir = locked({ pid: process.ppid, start: null, since: '1999-01-01T00:00:00.000Z' })
  for (const takeover of [false, true]) {
    expect(FolderLock.acquire(dir, { takeover })).toEqual({ heldBy: lockOf(dir), judged: 'alive' })
  }
})

test.each<[string, Partial<Holder>]>([
  ['on another host', { host: 'gpu3' }],
  ['in another namespace', { pidns: 'pid:[1]' }],
])('a holder %s keeps its lock, but from a takeover', (_title, facts) => {
  const dir = locked(facts)
  expect(FolderLock.acquire(dir)).toEqual({ heldBy: lockOf(dir), judged: 'unknown' })
  expect(FolderLock.acquire(dir, { takeover: true }).lock).toBeInstanceOf(FolderLock)
})

test('a copy of a held folder is not held, a folder that was moved still is', () => {
  const dir = scratch()
  FolderLock.acquire(dir)
  cpSync(dir, `${dir}-copy`, { recursive: true })
  renameSync(dir, `${dir}-moved`)
  expect(readHolder(`${dir}-copy`)).toBeUndefined()
  expect(readHolder(`${dir}-moved`)).toMatchObject({ pid: process.pid })
  expect(FolderLock.acquire(`${dir}-copy`).lock).toBeInstanceOf(FolderLock)
  expect(FolderLock.acquire(`${dir}-moved`).heldBy).toBeDefined()
})

test.each([
  ['there is none', undefined],
  ['it is damaged', '{'],
])('readHolder gives nothing where %s', (_title, text) => {
  const dir = scratch()
  if (text !== undefined) writeFileSync(join(dir, '.lock'), text)
  expect(readHolder(dir)).toBeUndefined()
})

test('a folder that is gone cannot be locked', () => {
  const dir = join(scratch(), 'gone')
  expect(readHolder(dir)).toBeUndefined()
  expect(thrown(() => FolderLock.acquire(dir))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
})

test('something strange in the place of the lock is an error, not an endless wait', () => {
  const dir = scratch()
  symlinkSync('nowhere', join(dir, '.lock'))
  expect(thrown(() => FolderLock.acquire(dir))).toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
})

describe.each([
  ['a free folder', scratch],
  ['a dead holder', locked],
])('two that lock %s, one in the midst of the other,', (_title, make) => {
  test('at whatever operation, never both get it, nor none', () => {
    let meets = 0
    for (let n = 1; ; n += 1) {
      const dir = make()
      let inner: ReturnType<typeof FolderLock.acquire> | undefined
      let count = 0
      const meeting = (work: (...args: unknown[]) => unknown) =>
        function meet(...args: unknown[]): unknown {
          if ((count += 1) === n) {
            const undoMeeting = useDisk(realDisk)
            inner = FolderLock.acquire(dir, { now: () => new Date(0) })
            undoMeeting()
          }
          return work(...args)
        }
      const entries = Object.entries(realDisk) as [string, (...args: unknown[]) => unknown][]
      const undo = useDisk(
        Object.fromEntries(entries.map(([name, work]) => [name, meeting(work)])) as unknown as Disk,
      )
      const outer = FolderLock.acquire(dir)
      undo()
      if (inner === undefined) break
      meets += 1
      expect([n, outer, inner].filter((one) => (one as typeof outer).lock !== undefined)).toHaveLength(1)
      expect(lockOf(dir).since === new Date(0).toISOString()).toBe(inner.lock !== undefined)
      expect(strays(dir)).toEqual([])
    }
    expect(meets).toBeGreaterThan(5)
  })
})

test('a paused process keeps its lock; once it is killed the lock is free', async () => {
  const dir = scratch()
  const { child } = await start(script('files-race', 'lock', dir, 0))
  child.stdin!.write('go\n')
  expect(await nextLine(child)).toBe('got it')
  child.kill('SIGSTOP')
  expect(FolderLock.acquire(dir)).toMatchObject({ heldBy: { pid: child.pid }, judged: 'alive' })
  await kill(child)
  expect(FolderLock.acquire(dir).lock).toBeInstanceOf(FolderLock)
})
