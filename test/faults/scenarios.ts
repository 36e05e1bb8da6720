import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import * as files from '../../src/files'

/** One write of `src/files`, seen from outside: afterwards the old state is there or the new one, never a third. */
export interface Write {
  prepare: (dir: string) => void
  act: (dir: string) => unknown
  isOld: (dir: string) => boolean
  isNew: (dir: string) => boolean
  /** It takes steps that each may be the last; calling it again completes it. */
  hasSteps?: true
}

const OLD = files.jsonText({ format: 1, text: 'old'.repeat(2000) })
const NEW = files.jsonText({ format: 1, text: 'new'.repeat(3000) })

const text = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
const is = (name: string, wanted: string | undefined) => (dir: string) => text(join(dir, name)) === wanted
const isThere = (name: string) => (dir: string) => existsSync(join(dir, name))
const isNot = (test: (dir: string) => boolean) => (dir: string) => !test(dir)

/** A lock file's text that names a process which has ended. */
export function deadLock(dir: string, facts: Partial<files.Holder> = {}): string {
  const { pid } = spawnSync('true')
  const inode = String(statSync(dir, { bigint: true }).ino)
  return files.jsonText({ format: 1, ...files.thisProcess(), pid, start: '1', inode, since: '', ...facts })
}

/** All writes, by the name of what they promise. */
export const WRITES: Record<string, Write> = {
  'replaceFile over a file': {
    prepare: (dir) => writeFileSync(join(dir, 'a.json'), OLD),
    act: (dir) => files.replaceFile(join(dir, 'a.json'), NEW),
    isOld: is('a.json', OLD),
    isNew: is('a.json', NEW),
  },
  'replaceFile of a new file': {
    prepare: () => undefined,
    act: (dir) => files.replaceFile(join(dir, 'a.json'), NEW),
    isOld: is('a.json', undefined),
    isNew: is('a.json', NEW),
  },
  createOnce: {
    prepare: () => undefined,
    act: (dir) => files.createOnce(join(dir, 'a.json'), NEW),
    isOld: is('a.json', undefined),
    isNew: is('a.json', NEW),
  },
  'AppendLog.create': {
    prepare: () => undefined,
    act: (dir) => {
      const log = new files.AppendLog(join(dir, 'a.csv'))
      if (log.open() === '') log.create('epoch,loss')
    },
    isOld: is('a.csv', undefined),
    isNew: is('a.csv', 'epoch,loss\n'),
  },
  'AppendLog.append': {
    prepare: (dir) => writeFileSync(join(dir, 'a.csv'), 'epoch,loss\n1,0.5\n'),
    act: (dir) => {
      const log = new files.AppendLog(join(dir, 'a.csv'))
      if (!log.open().includes('\n2,')) log.append('2,0.25')
    },
    // A kill may leave a part of the row, which the next `open` cuts off: readers pass over a last line without a newline.
    isOld: (dir) => /^epoch,loss\n1,0.5\n[^\n]*$/.test(text(join(dir, 'a.csv'))!),
    isNew: is('a.csv', 'epoch,loss\n1,0.5\n2,0.25\n'),
  },
  'AppendLog.rewrite': {
    prepare: (dir) => writeFileSync(join(dir, 'a.csv'), 'epoch,loss\n1,0.5\n'),
    act: (dir) => new files.AppendLog(join(dir, 'a.csv')).rewrite('epoch,loss,acc\n1,0.5,\n'),
    isOld: is('a.csv', 'epoch,loss\n1,0.5\n'),
    isNew: is('a.csv', 'epoch,loss,acc\n1,0.5,\n'),
  },
  'AppendLog.open of a torn file': {
    prepare: (dir) => writeFileSync(join(dir, 'a.csv'), 'epoch,loss\n1,0.5\n2,0.'),
    act: (dir) => new files.AppendLog(join(dir, 'a.csv')).open(),
    isOld: is('a.csv', 'epoch,loss\n1,0.5\n2,0.'),
    isNew: (dir) => is('a.csv', 'epoch,loss\n1,0.5\n')(dir) && is('a.csv.torn-1', '2,0.')(dir),
    hasSteps: true,
  },
  ensureFolder: {
    prepare: () => undefined,
    act: (dir) => files.ensureFolder(join(dir, 'a/b/c')),
    isOld: isNot(isThere('a/b/c')),
    isNew: isThere('a/b/c'),
    hasSteps: true,
  },
  claimFolder: {
    prepare: (dir) => mkdirSync(join(dir, 'run')),
    act: (dir) => files.claimFolder(dir, ['run', 'run-2', 'run-3']),
    isOld: isNot(isThere('run-2')),
    isNew: isThere('run-2'),
  },
  StagedFolder: {
    prepare: () => undefined,
    act: async (dir) => {
      const staged = await files.StagedFolder.create(dir)
      await staged.write('weights.bin', [Buffer.from('abcdef'), Buffer.from('ghi')])
      await staged.write('manifest.json', [Buffer.from(NEW)])
      await staged.commit(['model', 'model~2'])
    },
    isOld: isNot(isThere('model')),
    isNew: (dir) => is('model/weights.bin', 'abcdefghi')(dir) && is('model/manifest.json', NEW)(dir),
  },
  StagedFile: {
    prepare: (dir) => writeFileSync(join(dir, 'weights.bin'), OLD),
    act: async (dir) => {
      const staged = await files.StagedFile.write(dir, [
        Buffer.from(NEW.slice(0, 9)),
        Buffer.from(NEW.slice(9)),
      ])
      staged.commit('weights.bin')
    },
    isOld: is('weights.bin', OLD),
    isNew: is('weights.bin', NEW),
  },
  'FolderLock.acquire over a dead holder': {
    prepare: (dir) => writeFileSync(join(dir, '.lock'), deadLock(dir)),
    act: (dir) => files.FolderLock.acquire(dir),
    isOld: (dir) => files.readHolder(dir)?.start === '1',
    isNew: (dir) => ![undefined, '1'].includes(files.readHolder(dir)?.start ?? undefined),
  },
  replaceLink: {
    prepare: (dir) => symlinkSync('old', join(dir, 'best')),
    act: (dir) => files.replaceLink('new', join(dir, 'best')),
    isOld: (dir) => readlinkSync(join(dir, 'best')) === 'old',
    isNew: (dir) => readlinkSync(join(dir, 'best')) === 'new',
  },
  removeFolder: {
    prepare: (dir) => {
      mkdirSync(join(dir, 'model'))
      writeFileSync(join(dir, 'model/weights.bin'), 'abc')
    },
    act: (dir) => files.removeFolder(join(dir, 'model')),
    isOld: is('model/weights.bin', 'abc'),
    isNew: isNot(isThere('model')),
    hasSteps: true,
  },
}
