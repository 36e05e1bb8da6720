/** F22, at random, over check and repair: whatever is damaged, the runs of which nothing is are byte for byte as they were. */
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree, namedTree } from '../../bench/tree'
import { checkTree, openRuns, planRepair } from '../../src'
import { pythonTrees, realKeyedTree, realNamedTree } from '../care/real-trees'
import { bytesBelow } from '../catalog/trees'
import { limit, times } from '../soak'
import { expectWarnings } from '../warnings'
import { damage, filesBelow, randomFrom } from './catalog-damages'
import { scratch } from './scratch'

/** Roots of each layout and of the Python tools. */
async function forest(): Promise<string> {
  const folder = scratch()
  await realKeyedTree(join(folder, 'keyed'))
  await realNamedTree(join(folder, 'named'))
  keyedTree(join(folder, 'many'), 5)
  namedTree(join(folder, 'numbered'), 3)
  pythonTrees(folder)
  return folder
}

/** The part of what is below a folder. */
function below(bytes: Record<string, string>, dir: string): Record<string, string> {
  return Object.fromEntries(Object.entries(bytes).filter(([path]) => path.startsWith(`${dir}/`)))
}

/** Checks and repairs a damaged copy, and holds it against what was promised. */
async function expectRepaired(
  folder: string,
  touched: readonly string[],
  dirs: readonly string[],
): Promise<void> {
  const damaged = bytesBelow(folder)
  const { findings } = await checkTree(folder)
  expect(bytesBelow(folder)).toEqual(damaged)
  const isTouched = (dir: string) => touched.some((path) => path.startsWith(`${dir}/`))
  const whole = dirs.filter((dir) => !isTouched(dir))
  // Of a run itself nothing is found; that of its experiment something is, may be told with it.
  for (const { code, root, where } of findings)
    if (code !== 'params-differ') expect(whole).not.toContain(join(root, where))
  const plan = await planRepair(folder)
  const { failed } = await plan.apply()
  const after = bytesBelow(folder)
  for (const dir of whole) expect(below(after, dir)).toEqual(below(damaged, dir))
  const again = await planRepair(folder, { verify: false })
  const keys = new Set(failed.map(({ step: { code, root, where } }) => `${code} ${root} ${where}`))
  for (const { code, root, where } of again.steps) expect(keys).toContain(`${code} ${root} ${where}`)
}

test(
  'no damage makes a check or a repair fail, or has a byte of a run changed that is not damaged',
  async () => {
    expectWarnings()
    const folder = await forest()
    const dirs = [...(await openRuns(folder, { trials: true, cache: false }))].map(({ dir }) => dir)
    expect(dirs.length).toBeGreaterThan(20)
    for (const root of readdirSync(folder))
      rmSync(join(folder, root, '.exman/cache'), { recursive: true, force: true })
    for (let seed = 1; seed <= times(7, 2000); seed += 1) {
      const copy = join(scratch(), 'forest')
      cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
      const { touched } = damage(filesBelow(copy), randomFrom(seed))
      try {
        await expectRepaired(
          copy,
          touched,
          dirs.map((dir) => dir.replace(folder, copy)),
        )
      } catch (error) {
        throw new Error(`seed ${seed}, ${touched.join(', ')}: ${(error as Error).stack}`, { cause: error })
      }
      rmSync(copy, { recursive: true })
    }
  },
  limit(120),
)
