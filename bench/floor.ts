import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

// What the same work costs with bare calls and nothing around them. The benchmarks stand outside src, so they may.

/** Writes a new file and syncs it. */
export function writeSynced(path: string, text: string): void {
  const fd = openSync(path, 'wx')
  writeSync(fd, text)
  fsyncSync(fd)
  closeSync(fd)
}

/** Syncs a folder. */
export function syncFolder(path: string): void {
  const fd = openSync(path, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

/** Appends to a file that exists, and syncs it. */
export function appendSynced(path: string, text: string): void {
  const fd = openSync(path, 'a')
  writeSync(fd, text)
  fsyncSync(fd)
  closeSync(fd)
}

/** Replaces a file: a new one beside it, synced, renamed, and the folder synced. */
export function replaceSynced(path: string, text: string, serial: number): void {
  const beside = join(dirname(path), `.floor-${serial}`)
  writeSynced(beside, text)
  renameSync(beside, path)
  syncFolder(dirname(path))
}

/** Makes a folder with files in it, all synced, and syncs its parent. */
export function folderSynced(dir: string, files: Record<string, string>): void {
  mkdirSync(dir)
  for (const [name, text] of Object.entries(files)) writeSynced(join(dir, name), text)
  syncFolder(dirname(dir))
}
