import fs, { type BigIntStats, type BigIntStatsFs, type Dirent, type Stats } from 'node:fs'
import type fsExtra from 'fs-extra'

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
  /** From where the file stands. */
  readSync(fd: number, into: Uint8Array, offset: number, length: number): number
  renameSync(from: string, to: string): void
  linkSync(from: string, to: string): void
  unlinkSync(path: string): void
  symlinkSync(target: string, path: string): void
  readlinkSync(path: string): string
  mkdirSync(path: string): void
  rmdirSync(path: string): void
  readdirSync(path: string): string[]
  /** The entries with their types, without a look at each. */
  direntsSync(path: string): Dirent[]
  /** Sizes and inodes as bigint: an inode may be past what a number holds exactly. */
  statSync(path: string): BigIntStats
  lstatSync(path: string): BigIntStats
  /** As lstatSync in plain numbers, and undefined for what is missing, as errors are slow. */
  lookSync(path: string): Stats | undefined
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

/** fs-extra, loaded on first use: what is synchronous does without it, and starts sooner. */
function extra(): typeof fsExtra {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import on first use
  return require('fs-extra') as typeof fsExtra
}

/** The disk itself. Asynchronous calls go through fs-extra, which waits for a free descriptor where node fails with EMFILE. */
export const realDisk: Disk = {
  openSync: (path, flags) => fs.openSync(path, flags),
  closeSync: (fd) => fs.closeSync(fd),
  writeSync: (fd, bytes, offset, length) => fs.writeSync(fd, bytes, offset, length),
  fsyncSync: (fd) => fs.fsyncSync(fd),
  ftruncateSync: (fd, length) => fs.ftruncateSync(fd, length),
  fstatSync: (fd) => fs.fstatSync(fd),
  readFileSync: (path) => fs.readFileSync(path),
  readSync: (fd, into, offset, length) => fs.readSync(fd, into, offset, length, null),
  renameSync: (from, to) => fs.renameSync(from, to),
  linkSync: (from, to) => fs.linkSync(from, to),
  unlinkSync: (path) => fs.unlinkSync(path),
  symlinkSync: (target, path) => fs.symlinkSync(target, path),
  readlinkSync: (path) => fs.readlinkSync(path),
  mkdirSync: (path) => fs.mkdirSync(path),
  rmdirSync: (path) => fs.rmdirSync(path),
  readdirSync: (path) => fs.readdirSync(path),
  direntsSync: (path) => fs.readdirSync(path, { withFileTypes: true }),
  statSync: (path) => fs.statSync(path, { bigint: true }),
  lstatSync: (path) => fs.lstatSync(path, { bigint: true }),
  lookSync: (path) => fs.lstatSync(path, { throwIfNoEntry: false }),
  statfsSync: (path) => fs.statfsSync(path, { bigint: true }),
  rmSync: (path) => fs.rmSync(path, removal),

  open: async (path, flags) => handle(await extra().open(path, flags)),
  readFile: (path) => extra().readFile(path),
  rename: (from, to) => extra().rename(from, to),
  mkdir: (path) => extra().mkdir(path),
  lstat: (path) => extra().lstat(path),
  rm: (path) => extra().rm(path, removal),
}

function handle(fd: number): DiskHandle {
  return {
    read: (into, offset, length) => extra().read(fd, into, offset, length, null),
    write: (bytes, offset, length) => extra().write(fd, bytes, offset, length, null),
    sync: () => extra().fsync(fd),
    close: () => extra().close(fd),
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
