/** F22, at random: whatever bytes of a tree are damaged, the runs of which none is are listed exactly as before. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { keyedTree, namedTree } from '../../bench/tree'
import { compareRuns } from '../../src/catalog/compare/compare-runs'
import { runDetails } from '../../src/catalog/details/run-details'
import { openRuns } from '../../src/catalog/open-runs'
import type { CatalogRecord } from '../../src/catalog/record'
import { expectEqual } from '../catalog/cache/cached'
import { bytesBelow, keyedRun, namedRun, writeTree } from '../catalog/trees'
import { limit, times } from '../soak'
import { damage, filesBelow, randomFrom } from './catalog-damages'
import { scratch } from './scratch'

/** Adds a checkpoint to a run, as its manifest says; its weights are not those of any model. */
function addCheckpoint(dir: string): void {
  const name = 'model.02-1.0000'
  const [model, weights] = ['{"modelTopology":{}}', 'w'.repeat(64)]
  const proofOf = (text: string) => ({
    bytes: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  })
  const files = { 'model.json': proofOf(model), 'weights.bin': proofOf(weights) }
  const metrics = { loss: 0.25, val_loss: 1 }
  const created = '2020-03-03T14:52:10.120Z'
  const manifest = { format: 1, epoch: 2, metrics, monitor: 'val_loss', logRows: 2, created, files }
  writeTree(join(dir, 'models'), {
    [`${name}/model.json`]: model,
    [`${name}/weights.bin`]: weights,
    [`${name}/manifest.json`]: manifest,
    'best.json': { format: 1, checkpoint: name, epoch: 2 },
    'last.json': { format: 1, checkpoint: name, epoch: 2 },
  })
}

/** A folder of four roots: of each layout, of the Python tool and of the Keras tool. */
async function forest(): Promise<string> {
  const folder = scratch()
  addCheckpoint((await keyedRun(join(folder, 'keyed'))).dir)
  addCheckpoint((await namedRun(join(folder, 'named'))).dir)
  // So many that there is a cache.
  keyedTree(join(folder, 'keyed'), 50)
  namedTree(join(folder, 'named'), 6)
  namedTree(join(folder, 'python'), 4)
  for (const file of filesBelow(join(folder, 'python'))) if (/\.(json|csv)$/.test(file)) rmSync(file)
  const keras = join(folder, 'keras', 'exp--1-2')
  const files = {
    'hyperparameters.json': { lr: 0.5 },
    'performances.json': [{ epoch: 0, loss: 0.5, elapsed: 33.1 }],
    'training-logs.csv': 'epoch,loss\n0,0.5\n',
  }
  writeTree(join(keras, 'run--20-03-03--15-52'), files)
  cpSync(join(keras, 'run--20-03-03--15-52'), join(keras, 'run--20-03-03--15-53'), { recursive: true })
  return folder
}

/** What reads one run, or two, must tell of what it cannot read, and throw nothing. */
async function look(damaged: readonly CatalogRecord[], other: CatalogRecord): Promise<void> {
  for (const record of damaged) {
    await runDetails(record, { verify: true })
    await compareRuns(record, other, { all: true })
    await compareRuns(other, record, { all: true })
  }
}

/** Lists the damaged folder, and sees that all runs are there and the intact ones as they were. */
async function expectIntact(
  folder: string,
  cache: boolean,
  before: readonly CatalogRecord[],
  touched: readonly string[],
) {
  const runs = await openRuns(folder, { cache })
  const isTouched = ({ dir }: CatalogRecord) => touched.some((path) => path.startsWith(`${dir}/`))
  const intact = before.filter((record) => !isTouched(record))
  const dirs = new Set(intact.map(({ dir }) => dir))
  const found = runs.records
  expectEqual(
    found.filter(({ dir }) => dirs.has(dir)),
    intact,
  )
  expect(dirsOf(found)).toBe(dirsOf(before))
  runs.overview().rows()
  runs.fold('experiment', { metric: 'val_loss' })
  if (!cache) await look(found.filter(isTouched), intact[0]!)
}

const dirsOf = (records: readonly CatalogRecord[]): string =>
  records
    .map(({ dir }) => dir)
    .sort()
    .join('\n')

test(
  'no damage makes a listing fail, loses or changes a run that is not damaged, or has a byte written',
  async () => {
    const folder = await forest()
    const files = filesBelow(folder)
    // As if all files were old enough for a cache, which then knows the runs as they were.
    const { now } = Date
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 10_000)
    const before = [...(await openRuns(folder))]
    expect(before).toHaveLength(64)
    expect(existsSync(join(folder, 'keyed/.exman/cache/runs.ndjson'))).toBe(true)
    const bytes = bytesBelow(folder)
    for (let seed = 1; seed <= times(50, 2000); seed += 1) {
      const { touched, undo } = damage(files, randomFrom(seed))
      try {
        await expectIntact(folder, false, before, touched)
        await expectIntact(folder, true, before, touched)
      } catch (error) {
        throw new Error(`seed ${seed}, ${touched.join(', ')}: ${(error as Error).stack}`, { cause: error })
      }
      undo()
      const after = bytesBelow(folder)
      if (!isDeepStrictEqual(after, bytes)) expect(after).toEqual(bytes)
    }
    expectEqual([...(await openRuns(folder, { cache: false }))], before)
    clock.mockRestore()
  },
  limit(120),
)
