/** Listings with a cache, without waiting for files to be old enough for one. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { keyedTree, namedTree } from '../../../bench/tree'
import { openRuns } from '../../../src/catalog/open-runs'
import type { CatalogRecord } from '../../../src/catalog/record'
import { faultyDisk, under } from '../../faults/faulty-disk'
import { scratch } from '../../faults/scratch'

/** Makes a root with so many runs of each layout. */
export function treeOf(runs: number): string {
  const root = join(scratch(), 'root')
  keyedTree(root, runs)
  namedTree(root, runs)
  return root
}

/** Where the cache of a root stands. */
export const cacheOf = (root: string): string => join(root, '.exman/cache')

/** What is in the cache of a root. */
export const filesOf = (root: string): string[] =>
  existsSync(cacheOf(root)) ? readdirSync(cacheOf(root)).sort() : []

/** What a listing gave, and whose files it read. */
export interface Listing {
  records: CatalogRecord[]
  /** The paths of the run.json and others that were read. */
  read: string[]
}

/** Lists a root as if its files had been written ten seconds ago. */
export async function listed(
  root: string,
  options: { cache?: boolean; trials?: boolean; quick?: boolean } = {},
): Promise<Listing> {
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_000)
  const disk = faultyDisk({ failAt: Infinity, kind: 'fail' })
  let records: CatalogRecord[] = []
  try {
    const error = await under(disk, async () => {
      records = [...(await openRuns(root, options))]
    })
    if (error !== undefined) throw error as Error
  } finally {
    now.mockRestore()
  }
  const paths = disk.log
    .filter(({ name, path }) => name === 'openSync' && path.startsWith(`${root}/`))
    .map(({ path }) => path)
  return { records, read: paths.filter((path) => !path.startsWith(join(root, '.exman'))) }
}

/** Lists a root, so that there is a cache; a change after it falls on another time than the last one before. */
export async function listedBefore(root: string): Promise<CatalogRecord[]> {
  const { records } = await listed(root)
  await setTimeout(12)
  return records
}

/** Lists a root with its cache, sees that the records are those that it has without, and gives what was read. */
export async function expectSame(root: string): Promise<string[]> {
  const fresh = await listed(root, { cache: false })
  const { records, read } = await listed(root)
  expectEqual(records, fresh.records)
  return read
}

/** That two lists of records are equal; said in a way that takes long only where they are not. */
export function expectEqual(found: readonly CatalogRecord[], expected: readonly CatalogRecord[]): void {
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected)
}
