/** A listing with a cache gives what one without gives, whatever was done to the tree in between. */
import * as fc from 'fast-check'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { limit, times } from '../../soak'
import { cacheOf, expectEqual, listed, treeOf } from './cached'

/** Done to a run's folder, with a number to do it by; what cannot be done any more is left. */
type Change = (dir: string, root: string, n: number) => void

const FILES = ['run.json', 'hyperparameters.json', 'params.yaml', 'performances.json', 'notes.json']

const fileIn = (dir: string, n: number) => join(dir, FILES[n % FILES.length]!)

const CHANGES: Record<string, Change> = {
  'flip a byte': (dir, _root, n) => {
    const path = fileIn(dir, n)
    const bytes = readFileSync(path)
    bytes[n % bytes.length]! ^= 1 << (n % 7)
    writeFileSync(path, bytes)
  },
  'mark it': (dir, _root, n) =>
    writeFileSync(join(dir, 'notes.json'), JSON.stringify({ format: 1, marks: [`m${n}`], note: null })),
  'write as it is': (dir, _root, n) => writeFileSync(fileIn(dir, n), readFileSync(fileIn(dir, n))),
  'cut a file': (dir, _root, n) => truncateSync(fileIn(dir, n), n % 500),
  'remove a file': (dir, _root, n) => rmSync(fileIn(dir, n)),
  'link a file': (dir, _root, n) => (
    rmSync(fileIn(dir, n), { recursive: true }),
    symlinkSync('run.json', fileIn(dir, n))
  ),
  'replace a file': (dir, _root, n) => {
    cpSync(fileIn(dir, n), `${dir}/.new`)
    renameSync(`${dir}/.new`, fileIn(dir, n))
  },
  'take a file of another run': (dir, _root, n) => {
    const others = readdirSync(dirname(dir)).filter((name) => name.startsWith('run--'))
    cpSync(fileIn(join(dirname(dir), others[n % others.length] ?? ''), n), fileIn(dir, n))
  },
  'rename a run': (dir, _root, n) => renameSync(dir, `${dir}-${n}`),
  'give a run a name': (dir, _root, n) => renameSync(dir, join(dirname(dir), `mine ${n}`)),
  'copy a run': (dir, _root, n) => cpSync(dir, `${dir}-${n}`, { recursive: true }),
  'remove a run': (dir) => rmSync(dir, { recursive: true }),
  'fail a run': (dir, root) => (
    mkdirSync(`${root}/fails`, { recursive: true }),
    renameSync(dir, `${root}/fails/${basename(dir)}`)
  ),
  'rename an experiment': (dir, _root, n) => renameSync(dirname(dir), `${dirname(dir)}~${n}`),
  'remove an experiment': (dir) => rmSync(dirname(dir), { recursive: true }),
  'damage the cache': (_dir, root, n) =>
    truncateSync(join(cacheOf(root), n % 2 ? 'runs.ndjson' : 'folders.ndjson'), n),
  'mark a run': (dir, root, n) => {
    mkdirSync(`${root}/marked/m${n % 5}`, { recursive: true })
    symlinkSync(dir, `${root}/marked/m${n % 5}/${basename(dir)}`)
  },
}

const change = fc.record({
  what: fc.constantFrom(...Object.keys(CHANGES)),
  run: fc.nat(59),
  n: fc.integer({ min: 2, max: 4999 }),
})

function apply(root: string, dir: string, { what, n }: { what: string; n: number }): void {
  try {
    CHANGES[what]!(dir, root, n)
  } catch (error) {
    // What an earlier change has taken away.
    if (
      !/^(ENOENT|ENOTDIR|EEXIST|EISDIR|ELOOP|ENOTEMPTY|ERR_FS_)/.test(
        String((error as NodeJS.ErrnoException).code),
      )
    )
      throw error
  }
}

test(
  'it is equal after any changes',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async (rounds) => {
          const root = treeOf(30)
          const dirs = (await listed(root)).records.map(({ dir }) => dir)
          expect(existsSync(cacheOf(root))).toBe(true)
          for (const changes of rounds) {
            await setTimeout(12)
            for (const each of changes) apply(root, dirs[each.run]!, each)
            const { records } = await listed(root)
            expectEqual(records, (await listed(root, { cache: false })).records)
          }
          rmSync(root, { recursive: true })
        },
      ),
      { numRuns: times(15, 500) },
    )
  },
  limit(60),
)
