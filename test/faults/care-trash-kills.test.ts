/** exman rm and restore killed at each of their operations: the run is whole, here or there, and the next call finishes. */
import { listTrash } from '../../src'
import { exman } from '../cli-commands/run-program'
import { killedAtEach } from './command-kills'
import { foundAt, leftovers, seenIn, settled, SEEDS, type Seed } from './care-trash-trees'

/** A command that the next call is made of: the same again. */
async function again(root: string, words: readonly string[]): Promise<void> {
  const { code, err } = await exman([...words, '--root', root], { cwd: root })
  // What had gone through before it was killed is done.
  if (code !== 0 && !err.includes('EXMAN_RUN_NOT_FOUND')) throw new Error(err)
}

async function restored(root: string, { id, tree }: Seed): Promise<void> {
  await again(root, ['restore', id])
  expect(leftovers(root)).toEqual([])
  expect(listTrash(root)).toEqual([])
  expect(settled(root)).toEqual(tree)
}

describe.each(Object.entries(SEEDS))('in a %s tree', (_, make) => {
  test('rm: the next one finishes, and restore brings all back as it was', async () => {
    const seed = await make()
    const killed = await killedAtEach({
      plant: seed.plant,
      words: (root) => ['rm', seed.id, '--yes', '--no-cache', '--root', root],
      check: async (root, { isKilled }) => {
        const [dir, ...more] = foundAt(root, seed)
        expect(more).toEqual([])
        expect(seenIn(dir!)).toEqual(seed.inside)
        if (isKilled) await again(root, ['rm', seed.id, '--yes'])
        expect(leftovers(root)).toEqual([])
        expect(listTrash(root)).toMatchObject([{ id: seed.id, problem: null }])
        await restored(root, seed)
      },
    })
    expect(killed).toBeGreaterThan(10)
  })

  test('restore: the next one finishes, and the tree is as it was', async () => {
    const seed = await make()
    const plant = async () => {
      const root = seed.plant()
      await exman(['rm', seed.id, '--yes', '--root', root], { cwd: root })
      return root
    }
    const roots = await Promise.all(Array.from({ length: 80 }, plant))
    const killed = await killedAtEach({
      plant: () => roots.pop()!,
      words: (root) => ['restore', seed.id, '--root', root],
      check: async (root) => {
        const [dir, ...more] = foundAt(root, seed)
        expect(more).toEqual([])
        expect(seenIn(dir!)).toEqual(seed.inside)
        await restored(root, seed)
      },
    })
    expect(killed).toBeGreaterThan(10)
  })

  test('trash --empty: the next one frees the rest, and no other run is touched', async () => {
    const seed = await make()
    const roots = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const root = seed.plant()
        await exman(['rm', seed.id, '--yes', '--root', root], { cwd: root })
        return root
      }),
    )
    const before = settled(roots[0]!)
    const killed = await killedAtEach({
      plant: () => roots.pop()!,
      words: (root) => ['trash', '--empty', '--yes', '--root', root],
      check: async (root) => {
        for (const dir of foundAt(root, seed)) expect(seenIn(dir)).toEqual(seed.inside)
        await again(root, ['trash', '--empty', '--yes'])
        expect(leftovers(root)).toEqual([])
        expect(foundAt(root, seed)).toEqual([])
        expect(settled(root)).toEqual(before)
      },
    })
    expect(killed).toBeGreaterThan(1)
  })
})
