/** Runs that move while they are listed, as failed ones do, and those that go on: each is listed once. */
import { join } from 'node:path'
import { namedTree } from '../../bench/tree'
import { times } from '../soak'
import { byId, idsOf, recordsOf } from '../catalog/trees'
import { kill, script, start } from './children'
import { scratch } from './scratch'

test.each([[3], [60]])(
  'of %i runs that another process moves to fails/ and back none is lost, and none is there twice',
  async (count) => {
    const root = join(scratch(), 'root')
    namedTree(root, count)
    const before = await byId(root)
    const ids = Object.keys(before).sort()
    const { child } = await start(script('catalog-moves', root))
    const wrong: unknown[] = []
    try {
      for (let time = 0; time < times(150, 5000); time += 1) {
        const found = await recordsOf(root, { cache: false })
        const told = found.filter(({ problem }) => problem !== null)
        if (idsOf(found).sort().join() !== ids.join() || told.length > 0)
          wrong.push({ lost: ids.filter((id) => !idsOf(found).includes(id)), found: found.length, told })
      }
      expect(child.exitCode).toBeNull()
    } finally {
      await kill(child)
    }
    expect(wrong).toEqual([])
  },
)
