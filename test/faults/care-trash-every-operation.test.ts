/** Each operation of rm, restore and prune fails once: the error is one of exman's, nothing is lost, and the next call does it. */
import { join } from 'node:path'
import { emptyTrash, ExmanError, listTrash, openRuns, planPrune, planRemoval, planRestore } from '../../src'
import { wholeTree } from '../care/trash/whole-tree'
import { prunableRun } from '../care/prune/prunable-run'
import { limit } from '../soak'
import { expectWarnings } from '../warnings'
import { CHANGING } from './changing-operations'
import { copier, foundAt, leftovers, seenIn, settled, SEEDS, type Seed } from './care-trash-trees'
import { atEveryOperation, type Outcome } from './faulty-disk'
import { scratch } from './scratch'

async function remove(root: string, id: string): Promise<void> {
  const runs = await openRuns(root, { cache: false })
  const record = runs.find(id)
  const { leftAlone } = await (await planRemoval([record], { named: [record], tree: runs })).apply()
  expect(leftAlone).toEqual([])
}

// The disk of a busy machine may be slow.
jest.setTimeout(limit(120))

const restore = async (root: string, id: string) => (await planRestore(root, [id])).apply()

/** Only what cannot be done is told as an error; that a lock stays is a warning. */
function checkError({ error, struck }: Outcome): void {
  if (error !== undefined) expect(error).toBeInstanceOf(ExmanError)
  if (struck === undefined) expect(error).toBeUndefined()
}

function checkWhole(root: string, seed: Seed): void {
  const [dir, ...more] = foundAt(root, seed)
  expect(more).toEqual([])
  expect(seenIn(dir!)).toEqual(seed.inside)
}

beforeEach(() => {
  expectWarnings()
})

describe.each(['EIO', 'ENOSPC'])('with %s', (code) => {
  test.each(Object.entries(SEEDS))('rm and restore in a %s tree', async (_, make) => {
    const seed = await make()
    for (const isBack of [false, true])
      await atEveryOperation(
        { kind: 'fail', code, only: CHANGING },
        {
          prepare: async () => {
            const root = seed.plant()
            if (isBack) await remove(root, seed.id)
            return root
          },
          act: (root) => (isBack ? restore(root, seed.id) : remove(root, seed.id)),
          check: async (root, outcome) => {
            checkError(outcome)
            checkWhole(root, seed)
            if (!isBack && listTrash(root).length === 0) await remove(root, seed.id)
            checkWhole(root, seed)
            if (listTrash(root).length > 0) await restore(root, seed.id)
            // Whatever is left half-done is finished by the next call, whatever that is.
            const [other] = (await openRuns(root)).records.filter(({ id }) => id !== seed.id)
            await remove(root, other!.id)
            await restore(root, other!.id)
            expect(leftovers(root).filter((path) => !path.startsWith('.exman'))).toEqual([])
            expect(settled(root)).toEqual(seed.tree)
          },
        },
      )
  })

  test('prune', async () => {
    const seed = join(scratch(), 'root')
    await prunableRun(seed, { values: [0.01], index: 30 })
    const { id } = await prunableRun(seed)
    await atEveryOperation<string>(
      { kind: 'fail', code, only: CHANGING },
      {
        prepare: copier(seed),
        act: async (root) =>
          (await planPrune(await openRuns(root, { cache: false }), { keepBest: 0 })).apply(),
        check: async (root, outcome) => {
          checkError(outcome)
          await (await planPrune(await openRuns(root), { keepBest: 0 })).apply()
          expect(
            Object.keys(wholeTree(join(root, id, 'models'))).filter((path) => !path.includes('/')),
          ).toEqual(expect.arrayContaining(['best', 'best.json', 'last', 'last.json', 'model.04-0.3000']))
          expect(leftovers(join(root, id))).toEqual([])
        },
      },
    )
  })
})

test('emptying that fails leaves each run whole or gone, and the next one goes on', async () => {
  const seed = await SEEDS['hash-keyed']!()
  await atEveryOperation(
    { kind: 'fail', only: CHANGING },
    {
      prepare: async () => {
        const root = seed.plant()
        await remove(root, seed.id)
        return root
      },
      act: (root) => emptyTrash(root),
      check: async (root, outcome) => {
        checkError(outcome)
        for (const dir of foundAt(root, seed)) expect(seenIn(dir)).toEqual(seed.inside)
        await emptyTrash(root)
        expect(Object.keys(wholeTree(join(root, '.exman/trash')))).toEqual([])
      },
    },
  )
})
