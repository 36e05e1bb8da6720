/** exman rm, restore and trash --empty killed at each of their operations: the run is whole, here or there, and the next call finishes. */
import { listTrash } from '../../src'
import { exman } from '../cli-commands/run-program'
import { limit, times } from '../soak'
import { killedAtEach } from './command-kills'
import { copier, foundAt, leftovers, seenIn, settled, SEEDS, type Seed } from './care-trash-trees'

const every = times(3, 1)

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

/** Makes trees with the run in the trash. */
async function trashed({ plant, id }: Seed): Promise<() => string> {
  const root = plant()
  await exman(['rm', id, '--yes', '--root', root], { cwd: root })
  return copier(root)
}

jest.setTimeout(limit(60))

describe.each(Object.entries(SEEDS))('in a %s tree', (_, make) => {
  test('rm: the next one finishes, and restore brings all back as it was', async () => {
    const seed = await make()
    const killed = await killedAtEach({
      every,
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
    expect(killed).toBeGreaterThan(10 / every)
  })

  test('restore: the next one finishes, and the tree is as it was', async () => {
    const seed = await make()
    const killed = await killedAtEach({
      every,
      plant: await trashed(seed),
      words: (root) => ['restore', seed.id, '--root', root],
      check: async (root) => {
        const [dir, ...more] = foundAt(root, seed)
        expect(more).toEqual([])
        expect(seenIn(dir!)).toEqual(seed.inside)
        await restored(root, seed)
      },
    })
    expect(killed).toBeGreaterThan(10 / every)
  })

  test('trash --empty: the next one frees the rest, and no other run is touched', async () => {
    const seed = await make()
    const plant = await trashed(seed)
    const before = settled(plant())
    const killed = await killedAtEach({
      plant,
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
