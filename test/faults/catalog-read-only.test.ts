/** F11: a root in which nothing may be written is listed, and what may not be read is a row that says so. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keyedTree, namedTree } from '../../bench/tree'
import { openRuns } from '../../src/catalog/open-runs'
import type { CatalogRecord } from '../../src/catalog/record'
import { bytesBelow } from '../catalog/trees'
import { run, script } from './children'
import { scratch } from './scratch'
import { describeWith } from './tools'

/** A root with so many runs of each layout, its files older than a cache asks for. */
function tree(): string {
  const root = join(scratch(), 'root')
  keyedTree(root, 40)
  namedTree(root, 40)
  return root
}

async function listedBy(root: string, user: string[] = [], ...times: number[]): Promise<string> {
  const { code, output } = await run(
    ['-C', '/', ...user, process.execPath, ...script('catalog-list', root, ...times)],
    'env',
  )
  if (code !== 0) throw new Error(output)
  return output
}

const recordsIn = (output: string) => (JSON.parse(output) as { records: CatalogRecord[] }).records

/** Takes the right to write from all below a folder. */
function forbidWriting(root: string): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444)
  chmodSync(root, 0o555)
  chmodSync(dirname(dirname(root)), 0o755)
}

describeWith(['another user'], 'for a plain user in the root of somebody else', () => {
  const user = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']

  test('all runs are listed, again and again, and nothing is written', async () => {
    const root = tree()
    forbidWriting(root)
    const [before, expected] = [bytesBelow(root), JSON.stringify(await openRuns(root, { cache: false }))]
    expect(JSON.parse(await listedBy(root, user, 2))).toEqual([expected])
    expect(readdirSync(join(root, '.exman'))).toEqual(['format.json'])
    expect(bytesBelow(root)).toEqual(before)
  })

  test('a run, a file, an experiment and a folder of runs that may not be read are rows that say so; the others are listed', async () => {
    const root = tree()
    forbidWriting(root)
    const runs = await openRuns(root, { cache: false })
    const keyed = runs.where(({ experiment }) => experiment !== null)
    const closed = [...keyed].at(-1)!.experiment!
    const [first, second] = [...keyed]
    mkdirSync(join(root, 'fails'), { mode: 0 })
    for (const path of [first!.dir, `${second!.dir}/run.json`, join(root, closed)]) chmodSync(path, 0)
    const records = recordsIn(await listedBy(root, user))
    const others = [...runs].filter(
      ({ id, experiment }) => ![first!.id, second!.id].includes(id) && experiment !== closed,
    )
    const told = records.filter(({ problem }) => problem !== null)
    expect(records.filter(({ problem }) => problem === null)).toEqual(others)
    expect(told.map(({ id, problem }) => [id, problem!.code, problem!.file]).sort()).toEqual(
      [
        [first!.id, 'EXMAN_NO_PERMISSION', 'run.json'],
        [second!.id, 'EXMAN_NO_PERMISSION', 'run.json'],
        [closed, 'EXMAN_NO_PERMISSION', ''],
        ['fails', 'EXMAN_NO_PERMISSION', ''],
      ].sort(),
    )
    expect(told.find(({ id }) => id === second!.id)).toMatchObject({
      params: second!.params,
      metrics: second!.metrics,
    })
    for (const path of [join(root, 'fails'), first!.dir, join(root, closed)]) chmodSync(path, 0o755)
  })

  test('a root that may not be listed is an error that says so', async () => {
    const root = tree()
    forbidWriting(root)
    chmodSync(root, 0o100)
    chmodSync(join(root, '.exman'), 0)
    await expect(listedBy(root, user)).rejects.toThrow(/EXMAN_NO_PERMISSION/)
    chmodSync(root, 0o755)
  })
})

describeWith(['mounts'], 'on a disk that is mounted read-only', () => {
  let root: string | undefined

  afterEach(() => {
    if (root !== undefined) execFileSync('umount', [root])
    root = undefined
  })

  test('all runs are listed, and nothing is written', async () => {
    const made = tree()
    const expected = JSON.stringify(await openRuns(made, { cache: false }))
    execFileSync('mount', ['--bind', made, made])
    root = made
    execFileSync('mount', ['-o', 'remount,ro,bind', root])
    expect(JSON.parse(await listedBy(root, [], 2))).toEqual([expected])
    expect(readdirSync(join(root, '.exman'))).toEqual(['format.json'])
  })
})
