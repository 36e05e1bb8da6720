/** F10: a listing of many runs needs few files open at once. */
import { join } from 'node:path'
import { keyedTree, namedTree } from '../../bench/tree'
import type { CatalogRecord } from '../../src/catalog/record'
import { openRuns } from '../../src/catalog/open-runs'
import { run, script } from './children'
import { scratch } from './scratch'
import { describeWith } from './tools'

describeWith(['limits'], 'a process that may have 64 files open', () => {
  test('lists all of 1,000 runs, each as it is', async () => {
    const root = join(scratch(), 'root')
    keyedTree(root, 500)
    namedTree(root, 500)
    const child = ['--nofile=64:64', process.execPath, ...script('catalog-list', root)]
    const { code, output } = await run(['-C', scratch(), 'prlimit', ...child], 'env')
    if (code !== 0) throw new Error(output)
    const { records } = JSON.parse(output) as { records: CatalogRecord[] }
    expect(records.filter(({ problem }) => problem !== null)).toEqual([])
    expect(records).toHaveLength(1000)
    expect(JSON.stringify(records)).toBe(JSON.stringify(await openRuns(root, { cache: false })))
  })
})
