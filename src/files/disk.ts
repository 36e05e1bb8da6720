import type { BigIntStats, BigIntStatsFs, Stats } from 'node:fs'
import fse from 'fs-extra'

/** An open file for asynchronous work; the part of node's `FileHandle` that exman uses. */
export interface DiskHandle {
  read(into: Uint8Array, offset: number, length: number): Promise<{ bytesRead: number }>
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The primitive operations that all of exman is built on, named and behaving as in `node:fs`. */
export interface Disk {
  openSync(path: string, flags: string | number): number
  closeSync(fd: number): void
  writeSync(fd: number, bytes: Uint8Array, offset: number, length: number): number
  fsyncSync(fd: number): void
  ftruncateSync(fd: number, length: number): void
  fstatSync(fd: number): Stats
  readFileSync(path: string): Buffer
  renameSync(from: string, to: string): void
  linkSync(from: string, to: string): void
  unlinkSync(path: string): void
  symlinkSync(target: string, path: string): void
  readlinkSync(path: string): string
  mkdirSync(path: string): void
  rmdirSync(path: string): void
  readdirSync(path: string): string[]
  /** Sizes and inodes as bigint: an inode may be past what a number holds exactly. */
  statSync(path: string): BigIntStats
  lstatSync(path: string): BigIntStats
  /** Of the file system that holds the path, in bigint as well: a disk may have more bytes than a number holds exactly. */
  statfsSync(path: string): BigIntStatsFs
  /** Recursive; removes links, never what they point to. */
  rmSync(path: string): void

  open(path: string, flags: string): Promise<DiskHandle>
  readFile(path: string): Promise<Buffer>
  rename(from: string, to: string): Promise<void>
  mkdir(path: string): Promise<void>
  lstat(path: string): Promise<Stats>
  /** Recursive; removes links, never what they point to. */
  rm(path: string): Promise<void>
}

const removal = { recursive: true, force: true } as const

/** The disk itself, through fs-extra: its asynchronous calls wait for a free descriptor where node's fail with EMFILE. */
export const realDisk: Disk = {
  openSync: (path, flags) => fse.openSync(path, flags),
  closeSync: (fd) => fse.closeSync(fd),
  writeSync: (fd, bytes, offset, length) => fse.writeSync(fd, bytes, offset, length),
  fsyncSync: (fd) => fse.fsyncSync(fd),
  ftruncateSync: (fd, length) => fse.ftruncateSync(fd, length),
  fstatSync: (fd) => fse.fstatSync(fd),
  readFileSync: (path) => fse.readFileSync(path),
  renameSync: (from, to) => fse.renameSync(from, to),
  linkSync: (from, to) => fse.linkSync(from, to),
  unlinkSync: (path) => fse.unlinkSync(path),
  symlinkSync: (target, path) => fse.symlinkSync(target, path),
  readlinkSync: (path) => fse.readlinkSync(path),
  mkdirSync: (path) => fse.mkdirSync(path),
  rmdirSync: (path) => fse.rmdirSync(path),
  readdirSync: (path) => fse.readdirSync(path),
  statSync: (path) => fse.statSync(path, { bigint: true }),
  lstatSync: (path) => fse.lstatSync(path, { bigint: true }),
  statfsSync: (path) => fse.statfsSync(path, { bigint: true }),
  rmSync: (path) => fse.rmSync(path, removal),

  open: async (path, flags) => handle(await fse.open(path, flags)),
  readFile: (path) => fse.readFile(path),
  rename: (from, to) => fse.rename(from, to),
  mkdir: (path) => fse.mkdir(path),
  lstat: (path) => fse.lstat(path),
  rm: (path) => fse.rm(path, removal),
}

function handle(fd: number): DiskHandle {
  return {
    read: (into, offset, length) => fse.read(fd, into, offset, length, null),
    write: (bytes, offset, length) => fse.write(fd, bytes, offset, length, null),
    sync: () => fse.fsync(fd),
    close: () => fse.close(fd),
  }
}

let present = realDisk

/** The disk in use: the real one, unless a test has put another in its place. */
export function disk(): Disk {
  return present
}

/** Puts another disk in place, for tests of faults; returns the undo. */
export function useDisk(other: Disk): () => void {
  const before = present
  present = other
  return () => {
    present = before
  }
}
