/** A cache that is damaged in any way is none. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { scratch } from '../../faults/scratch'
import { times } from '../../soak'
import { cacheOf, expectEqual, listed, treeOf } from './cached'

const FILES = ['runs.ndjson', 'folders.ndjson']

/** A root with a cache, and what it lists. */
async function cachedTree() {
  const root = treeOf(30)
  const { records } = await listed(root)
  const paths = FILES.map((name) => join(cacheOf(root), name))
  return { root, records, paths, texts: paths.map((path) => readFileSync(path)) }
}

test('cut at any byte, it is none', async () => {
  const { root, records, paths, texts } = await cachedTree()
  for (const [at, path] of paths.entries()) {
    const whole = texts[at]!
    for (let length = 0; length < whole.length; length += times(997, 97)) {
      writeFileSync(path, whole.subarray(0, length))
      expectEqual((await listed(root)).records, records)
      writeFileSync(path, whole)
    }
    writeFileSync(path, whole.subarray(0, -1))
    expectEqual((await listed(root)).records, records)
  }
})

test('with a bit turned over anywhere, it is none', async () => {
  const { root, records, paths, texts } = await cachedTree()
  for (const [at, path] of paths.entries()) {
    const whole = texts[at]!
    for (let place = 13; place < whole.length; place += times(1999, 97)) {
      const damaged = Buffer.from(whole)
      damaged[place]! ^= 1 << (place % 8)
      writeFileSync(path, damaged)
      expectEqual((await listed(root)).records, records)
    }
    writeFileSync(path, whole)
  }
})

const header = (change: (header: Record<string, unknown>) => object) => (text: string) => {
  const [first, ...rest] = text.split('\n')
  const body = [
    JSON.stringify(change(JSON.parse(first!) as Record<string, unknown>)),
    ...rest.slice(0, -2),
    '',
  ].join('\n')
  // Seeds that no run has, so that it shows when the file is believed.
  const lie = body.replaceAll('"seed":0', '"seed":99')
  return `${lie}${crc32(lie)}\n`
}

/** The text of a cache with other lines below its first, and the sum that these should have. */
function signed(lines: () => string): (text: string) => string {
  return (text) => {
    const body = text.slice(0, text.indexOf('\n') + 1) + lines()
    return `${body}${crc32(body)}\n`
  }
}

test('that the next test can fail: a cache with the right sum is believed', async () => {
  const { root, records, paths, texts } = await cachedTree()
  writeFileSync(paths[0]!, header((same) => same)(texts[0]!.toString()))
  expect((await listed(root)).records).not.toEqual(records)
})

test.each<[title: string, change: (text: string) => string]>([
  ['of another format', header((first) => ({ ...first, format: 2 }))],
  ['of another version of exman', header((first) => ({ ...first, by: 'exman 99.0.0' }))],
  ['of another shape', header((first) => ({ ...first, shape: 99 }))],
  ['without a sum', (text) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1)],
  ['that is empty', () => ''],
  ['of one line', () => '\n'],
  ['of zeros', (text) => '\0'.repeat(text.length)],
  ['whose lines are others, by the right sum', signed(() => 'not json\n')],
  ['whose lines are other JSON, by the right sum', signed(() => '{}\n')],
  ['with a tail', (text) => `${text}x`],
  ['twice', (text) => text + text],
])('a cache %s is none', async (_title, change) => {
  const { root, records, paths, texts } = await cachedTree()
  for (const [at, path] of paths.entries()) writeFileSync(path, change(texts[at]!.toString()))
  expectEqual((await listed(root)).records, records)
})

test.each<[title: string, put: (path: string) => void]>([
  ['a folder', (path) => mkdirSync(path)],
  ['a link', (path) => symlinkSync('/etc/passwd', path)],
  ['a link to nothing', (path) => symlinkSync('/nowhere/at/all', path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
])(
  '%s in the place of a file, of the lock or of the whole cache is no cache, and holds up nothing',
  async (_title, put) => {
    for (const name of [...FILES.map((file) => `cache/${file}`), 'cache/.lock', 'cache']) {
      const { root, records } = await cachedTree()
      rmSync(join(root, '.exman', name), { recursive: true, force: true })
      put(join(root, '.exman', name))
      expectEqual((await listed(root)).records, records)
    }
  },
)

test.each(['.exman', '.exman/cache'])('through a link at %s nothing is written', async (place) => {
  const [root, outside] = [treeOf(30), scratch()]
  rmSync(join(root, place), { recursive: true, force: true })
  symlinkSync(outside, join(root, place))
  expect((await listed(root)).records).toHaveLength(60)
  expect(readdirSync(outside)).toEqual([])
})
