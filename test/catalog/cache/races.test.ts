import { run as runChild, script } from '../../faults/children'
import { filesOf, listed, treeOf } from './cached'

test('processes that write the cache at once, and others that read it, all list the same', async () => {
  const root = treeOf(40)
  const { records } = await listed(root, { cache: false })
  const children = await Promise.all([1, 2, 3].map(() => runChild(script('catalog-list', root, 25))))
  for (const { code, output } of children) {
    if (code !== 0) throw new Error(output)
    expect((JSON.parse(output) as string[]).map((answer) => JSON.parse(answer) as unknown)).toEqual([records])
  }
  await listed(root)
  // Nothing is left of it but the files.
  expect(filesOf(root)).toEqual(['folders.ndjson', 'runs.ndjson'])
  expect(await listed(root)).toEqual({ records, read: [] })
})
