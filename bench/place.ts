import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// As Linux numbers them.
const FILE_SYSTEMS: Record<number, string> = {
  0xef53: 'ext4',
  0x01021994: 'tmpfs',
  0x9123683e: 'btrfs',
  0x58465342: 'xfs',
  0x794c7630: 'overlayfs',
  0x2fc12fc1: 'zfs',
  0x6969: 'nfs',
}

/** Works in a new folder outside any git work tree, and removes it. It is the working folder meanwhile. */
export async function inNewFolder(work: (folder: string) => Promise<void>, parent = tmpdir()): Promise<void> {
  const folder = mkdtempSync(join(parent, 'exman-bench-'))
  const before = process.cwd()
  process.chdir(folder)
  try {
    await work(folder)
  } finally {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A folder in memory, where there is one. */
export function inMemory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

/** What kind of file system a folder is on. */
export function fileSystem(folder: string): string {
  const { type } = statfsSync(folder)
  return FILE_SYSTEMS[type] ?? `file system 0x${type.toString(16)}`
}
