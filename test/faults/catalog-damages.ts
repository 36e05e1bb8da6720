/** Damages of the files of a tree at random, from a seed, and what is needed to undo them. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Numbers from 0 to below a limit, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** All files below a folder, without those of a cache. */
export function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/.exman/cache/'))
    .sort()
}

type Random = (limit: number) => number

/** What may happen to a file; `other` is another one, which some exchange with it. */
const DAMAGES: ((path: string, other: string, random: Random) => void)[] = [
  (path, _other, random) => {
    const bytes = readFileSync(path)
    for (let count = random(4); count >= 0 && bytes.length > 0; count -= 1)
      bytes[random(bytes.length)] = random(256)
    writeFileSync(path, bytes)
  },
  (path, _other, random) => {
    const bytes = readFileSync(path)
    const [from, length] = [random(bytes.length + 1), random(40)]
    writeFileSync(path, Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]))
  },
  (path, _other, random) => {
    const text = readFileSync(path, 'latin1')
    const numbers = [...text.matchAll(/-?\d+(\.\d+)?|"[^"]*"|null|true|false/g)]
    const { index, 0: found } = numbers[random(Math.max(numbers.length, 1))] ?? { index: 0, 0: '' }
    const odd = [
      'null',
      '-1',
      '1e400',
      '"NaN"',
      '[]',
      '{}',
      'true',
      '"\\ud800"',
      '0.5',
      '9007199254740993',
      '',
    ][random(11)]!
    writeFileSync(path, text.slice(0, index) + odd + text.slice(index + found.length), 'latin1')
  },
  (path, _other, random) => writeFileSync(path, readFileSync(path).subarray(0, random(200))),
  (path, _other, random) =>
    writeFileSync(path, Buffer.from(Array.from({ length: random(300) }, () => random(256)))),
  (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
  (path) => rmSync(path),
  (path) => (rmSync(path), mkdirSync(path)),
  (path, other) => {
    const bytes = readFileSync(path)
    writeFileSync(path, readFileSync(other))
    writeFileSync(other, bytes)
  },
]

/** Damages one to four files; gives their paths, and what puts them right again, if nobody else has changed them. */
export function damage(files: readonly string[], random: Random): { touched: string[]; undo: () => void } {
  const touched: string[] = []
  const before = new Map<string, Buffer>()
  for (let count = random(4); count >= 0; count -= 1) {
    const [path, other] = [files[random(files.length)]!, files[random(files.length)]!]
    if (path === other || before.has(path) || before.has(other)) continue
    for (const each of [path, other]) before.set(each, readFileSync(each))
    touched.push(path, other)
    DAMAGES[random(DAMAGES.length)]!(path, other, random)
  }
  const damaged = new Map(touched.map((path) => [path, stateOf(path)]))
  const undo = () => {
    for (const [path, bytes] of before) {
      if (stateOf(path) !== damaged.get(path)) throw new Error(`${path} was changed`)
      if (isFolder(path)) rmSync(path, { recursive: true, force: true })
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
    }
  }
  return { touched, undo }
}

/** The content of a file, or that there is none. */
function stateOf(path: string): string {
  if (isFolder(path)) return 'folder'
  return existsSync(path) ? `file ${readFileSync(path, 'latin1')}` : 'missing'
}

function isFolder(path: string): boolean {
  return readdirSync(dirname(path), { withFileTypes: true }).some(
    (entry) => entry.isDirectory() && join(entry.parentPath, entry.name) === path,
  )
}
