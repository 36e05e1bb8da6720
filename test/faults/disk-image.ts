/** A disk of its own in one file: what the file holds at a moment is what a power cut at that moment leaves. */
import { execFileSync } from 'node:child_process'
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from './scratch'

const BYTES = 48 * 2 ** 20
const mounted = new Set<string>()

// Without its being asked to, the file system sends nothing for the time of a test.
const OPTIONS = 'loop,commit=300'

/** Makes an empty disk of ext4 and mounts it. */
export function newDisk(): { image: string; dir: string } {
  const image = join(scratch(), 'disk.img')
  writeFileSync(image, '')
  truncateSync(image, BYTES)
  execFileSync('mkfs.ext4', ['-q', '-F', image])
  return { image, dir: mount(image) }
}

/** What has reached a disk, as a copy of its image at one moment: copied again when something came meanwhile. */
export function copyOf(image: string): string {
  const copy = join(scratch(), 'copy.img')
  const changed = () => statSync(image, { bigint: true }).mtimeNs
  let before: bigint
  do {
    before = changed()
    // Most of it is empty: copied whole, each would take 48 MB of memory.
    execFileSync('cp', ['--sparse=always', image, copy])
  } while (changed() !== before)
  return copy
}

/** Shows a copy as the computer finds it when the power is back, then throws it away. */
export async function afterPowerCut<T>(copy: string, look: (dir: string) => Promise<T>): Promise<T> {
  const dir = mount(copy)
  try {
    return await look(dir)
  } finally {
    unmount(dir)
    rmSync(copy)
  }
}

/** Unmounts what is still mounted, also while a child of a test that has failed still works there. */
export function unmountAll(): void {
  for (const dir of mounted) unmount(dir, ['--lazy'])
}

function mount(image: string): string {
  const dir = scratch()
  execFileSync('mount', ['-o', OPTIONS, image, dir])
  mounted.add(dir)
  return dir
}

function unmount(dir: string, words: string[] = []): void {
  execFileSync('umount', [...words, dir])
  mounted.delete(dir)
}
