/** F22: a file of a run that is damaged in any way is a row that says so, or right; the others are intact, and nothing is changed. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRuns } from '../../src/catalog/open-runs'
import type { CatalogRecord } from '../../src/catalog/record'
import { expectEqual } from '../catalog/cache/cached'
import { bytesBelow, keyedRun, namedRun, recordsOf, writeTree } from '../catalog/trees'
import { slice } from '../soak'
import { scratch } from './scratch'

/** A folder with a root of each kind and two runs in each but one, and what it lists; the first run of each is to be damaged. */
async function tree() {
  const root = join(scratch(), 'root')
  const [keyed] = [await keyedRun(`${root}/a`), await keyedRun(`${root}/a`, { model: 1 })]
  const [named] = [await namedRun(`${root}/b`), await namedRun(`${root}/b`, ['--lr', '1'])]
  const keras = join(root, 'c', 'exp--1-2', 'run--20-03-03--15-52')
  writeTree(keras, {
    'hyperparameters.json': { lr: 0.5 },
    'performances.json': [{ epoch: 0, loss: 0.5, elapsed: 33.1 }],
    'training-logs.csv': 'epoch,loss\n0,0.5\n',
  })
  return { root, before: await recordsOf(root), dirs: { keyed: keyed.dir, named: named.dir, keras } }
}

const FILES = [
  ['keyed', 'run.json'],
  ['keyed', 'hyperparameters.json'],
  ['keyed', 'performances.json'],
  ['named', 'run.json'],
  ['named', 'params.yaml'],
  ['named', 'performances.json'],
  ['keras', 'hyperparameters.json'],
  ['keras', 'performances.json'],
] as const

/** Fields that tell which run it is, whatever its files say. */
const placeOf = ({ id, dir, experiment, marks }: CatalogRecord) => ({ id, dir, experiment, marks })

/** Puts each content in the place of a file, and sees what comes of it; the rows of the run are given. */
async function damaged(
  kind: 'keyed' | 'named' | 'keras',
  name: string,
  damages: (bytes: Buffer) => Buffer[],
) {
  const { root, before, dirs } = await tree()
  const path = join(dirs[kind], name)
  const bytes = readFileSync(path)
  const own = before.find(({ dir }) => dir === dirs[kind])!
  const rows: CatalogRecord[] = []
  const files = bytesBelow(root)
  for (const damage of damages(bytes)) {
    writeFileSync(path, damage)
    const found = await recordsOf(root)
    expect(readFileSync(path).equals(damage)).toBe(true)
    const row = found.find(({ dir }) => dir === own.dir)!
    expectEqual(
      found.filter((record) => record !== row),
      before.filter((record) => record !== own),
    )
    expect(placeOf(row)).toEqual(placeOf(own))
    if (row.problem === null) expect(row).toEqual(own)
    else expect(row.problem).toMatchObject({ file: name, message: expect.stringContaining(path) as string })
    rows.push(row)
  }
  writeFileSync(path, bytes)
  expect(bytesBelow(root)).toEqual(files)
  return { own, rows }
}

test.each(FILES)('%s: a %s cut at any byte is a row that names it, or is whole', async (kind, name) => {
  const { rows } = await damaged(kind, name, (bytes) =>
    slice([...bytes.keys()], bytes.length > 600 ? 17 : 5).map((length) => bytes.subarray(0, length)),
  )
  // What is cut behind its last sign is whole.
  expect(rows.filter(({ problem }) => problem === null).length).toBeLessThanOrEqual(1)
})

test.each(FILES)('%s: a %s that is something else is a row that names it', async (kind, name) => {
  const { rows } = await damaged(kind, name, (bytes) => [
    Buffer.alloc(0),
    Buffer.alloc(bytes.length),
    Buffer.concat([bytes, Buffer.alloc(4)]),
    Buffer.concat([bytes.subarray(0, 5), Buffer.alloc(bytes.length - 5)]),
    Buffer.concat([bytes, bytes]),
    Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    Buffer.from('word'),
    Buffer.from('7'),
    Buffer.from('"text"'),
    ...(name === 'performances.json' && kind === 'keras' ? [] : [Buffer.from('[]')]),
  ])
  expect(rows.filter(({ problem }) => problem === null)).toEqual([])
})

test.each(FILES)(
  '%s: a byte order mark before a %s, and blanks behind it, change nothing',
  async (kind, name) => {
    const { own, rows } = await damaged(kind, name, (bytes) => [
      Buffer.concat([Buffer.from('\uFEFF'), bytes]),
      Buffer.concat([bytes, Buffer.from('\n\n')]),
    ])
    expect(rows).toEqual([own, own])
  },
)

test.each([
  ['run.json', { format: 2 }, 'EXMAN_FORMAT_NEWER'],
  ['run.json', { sequence: 'x' }, 'EXMAN_FILE_INVALID'],
  ['run.json', { sessions: null }, 'EXMAN_FILE_INVALID'],
  ['performances.json', { format: 99 }, 'EXMAN_FORMAT_NEWER'],
  ['performances.json', { best: [] }, 'EXMAN_FILE_INVALID'],
  ['performances.json', { mode: 'best' }, 'EXMAN_FILE_INVALID'],
])('a %s with %j is a row with %s', async (name, fields, code) => {
  const { root, dirs } = await tree()
  const path = join(dirs.keyed, name)
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...fields }))
  const row = (await recordsOf(root)).find(({ dir }) => dir === dirs.keyed)
  expect(row).toMatchObject({ params: { training: { lr: 0.01 } }, problem: { code, file: name } })
})

test('of files that are missing the row names the first; what is left is read', async () => {
  const { root, dirs } = await tree()
  for (const name of ['run.json', 'performances.json']) rmSync(join(dirs.keyed, name))
  const runs = await openRuns(root)
  const row = [...runs].find(({ dir }) => dir === dirs.keyed)!
  expect(row).toMatchObject({
    ...{ status: 'unknown', params: { training: { lr: 0.01 } }, metrics: {} },
    problem: { file: 'run.json', message: expect.stringContaining('has no run.json') as string },
  })
  rmSync(join(dirs.keyed, 'hyperparameters.json'))
  expect(await recordsOf(root)).toHaveLength(5)
})
