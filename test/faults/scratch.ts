import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// In memory where that can be had: these tests sync thousands of times, and none depends on what a disk makes of it.
const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'exman-files-'))
let count = 0

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A new empty folder, removed when the test file is done. */
export function scratch(): string {
  count += 1
  const dir = join(root, String(count))
  mkdirSync(dir)
  return dir
}

/** The hidden names in a folder: what an interrupted write has left. */
export function strays(dir: string): string[] {
  return readdirSync(dir).filter((name) => name.startsWith('.') && name !== '.lock')
}
