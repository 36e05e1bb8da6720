/** exman prune killed at each of its operations: nothing names a checkpoint that is gone, and the next call finishes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { exman } from '../cli-commands/run-program'
import { prunableRun } from '../care/prune/prunable-run'
import { killedAtEach } from './command-kills'
import { copier, leftovers, seenIn } from './care-trash-trees'
import { scratch } from './scratch'
import { limit, times } from '../soak'

const every = times(3, 1)

jest.setTimeout(limit(60))

const json = (path: string) =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, { checkpoint: string | null }>

/** What the pointers and performances.json name. */
function named(dir: string): string[] {
  const scores = json(join(dir, 'performances.json'))
  const pointers = ['best', 'last'].map(
    (name) => (json(join(dir, `models/${name}.json`)) as unknown as { checkpoint: string }).checkpoint,
  )
  return [...pointers, scores['best']!.checkpoint, scores['last']!.checkpoint].filter((name) => name !== null)
}

test('also where the pointers and performances.json have to name others', async () => {
  const seed = join(scratch(), 'root')
  await prunableRun(seed, { values: [0.01], index: 30 })
  const { id } = await prunableRun(seed)
  const words = ['prune', id, '--keep-best', '0', '--keep-last', '1']
  const killed = await killedAtEach({
    every,
    plant: copier(seed),
    words: (root) => [...words, '--yes', '--no-cache', '--root', root],
    check: async (root, { isKilled }) => {
      const dir = join(root, id)
      for (const name of named(dir)) await verifyCheckpoint(join(dir, 'models', name))
      for (const link of ['best', 'last'])
        expect(existsSync(join(dir, 'models', link, 'model.json'))).toBe(true)
      expect(readFileSync(join(dir, 'own.txt'), 'utf8')).toBe('mine')
      if (isKilled) {
        const { code, err } = await exman([...words, '--yes', '--root', root], { cwd: root })
        expect([code, err]).toEqual([0, ''])
      }
      expect(readdirSync(join(dir, 'models')).filter((name) => name.startsWith('model.'))).toEqual([
        'model.04-0.3000',
      ])
      expect(Object.keys(seenIn(dir)).filter((path) => path.endsWith('weights.bin'))).toHaveLength(1)
      expect(leftovers(join(dir, 'models'))).toEqual([])
      expect(named(dir)).toEqual(['model.04-0.3000', 'model.04-0.3000', 'model.04-0.3000'])
    },
  })
  expect(killed).toBeGreaterThan(20 / every)
})
