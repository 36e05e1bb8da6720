import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { wholeCheckpoints } from '../../src/checkpoint/manifest'
import { readPointer, writePointer } from '../../src/checkpoint/pointers'
import { settleCheckpoints } from '../../src/checkpoint/prune'
import { setAside } from '../../src/checkpoint/set-aside'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { commitAll } from './checkpoints'

const MONITOR = { name: 'val_loss', mode: 'min' } as const

/** Checkpoints of four epochs, the third the best. */
async function four(): Promise<{ models: string; names: string[] }> {
  const models = scratch()
  const names = await commitAll(models, { 1: 0.5, 2: 0.25, 3: 0.125, 4: 0.75 })
  await settleCheckpoints(models, { keepBest: Infinity, keepLast: Infinity }, MONITOR)
  return { models, names }
}

const folders = (models: string) =>
  readdirSync(models)
    .filter((name) => /^(aside\.)?model/.test(name))
    .sort()
const pointers = (models: string) => [readPointer(models, 'best'), readPointer(models, 'last')]

test.each([
  [4, 3],
  [3, 3],
  [2, 2],
  [1, 1],
])('of the first %d the best is number %d, and the pointers show to what is left', async (count, best) => {
  const { models, names } = await four()
  const left = names.slice(0, count)
  setAside(models, names[count - 1]!, MONITOR)
  expect(folders(models)).toEqual([...names.slice(count).map((name) => `aside.${name}`), ...left])
  expect(wholeCheckpoints(models).map(({ name }) => name)).toEqual(left)
  expect(pointers(models)).toEqual([names[best - 1], left.at(-1)])
  expect(readlinkSync(join(models, 'best'))).toBe(names[best - 1])
})

test('the best of what is left goes by the mode', async () => {
  const { models, names } = await four()
  setAside(models, names[1]!, { name: 'val_loss', mode: 'max' })
  expect(pointers(models)).toEqual([names[0], names[1]])
})

test('of an epoch that was saved twice, the later one is set aside', async () => {
  const { models, names } = await four()
  const [again] = await commitAll(models, { 4: 0.75 })
  setAside(models, names[3]!, MONITOR)
  expect(folders(models)).toEqual([`aside.${again}`, ...names])
})

test('where nothing is newer, pointers that a kill has left behind are put right', async () => {
  const { models, names } = await four()
  for (const pointer of ['best', 'last'] as const)
    writePointer(models, pointer, { name: names[0]!, epoch: 1 })
  setAside(models, names[3]!, MONITOR)
  expect(folders(models)).toEqual(names)
  expect(pointers(models)).toEqual([names[2], names[3]])
})

test('what is set aside keeps its bytes', async () => {
  const { models, names } = await four()
  const bytes = readFileSync(join(models, names[3]!, 'weights.bin'))
  setAside(models, names[2]!, MONITOR)
  expect(readFileSync(join(models, `aside.${names[3]}`, 'weights.bin'))).toEqual(bytes)
})

test('a second of the same name takes the place of the first', async () => {
  const { models, names } = await four()
  setAside(models, names[2]!, MONITOR)
  writeFileSync(join(models, `aside.${names[3]}`, 'first'), '')
  await commitAll(models, { 4: 0.75 })
  setAside(models, names[2]!, MONITOR)
  expect(folders(models)).toEqual([`aside.${names[3]}`, ...names.slice(0, 3)])
  expect(existsSync(join(models, `aside.${names[3]}`, 'first'))).toBe(false)
})

test('damaged ones are set aside as well, so that their names are free', async () => {
  const { models, names } = await four()
  rmSync(join(models, names[3]!, 'manifest.json'))
  mkdirSync(join(models, 'model.09'))
  setAside(models, names[2]!, MONITOR)
  expect(folders(models)).toEqual([`aside.${names[3]}`, 'aside.model.09', ...names.slice(0, 3)])
})

test('whatever operation fails, no checkpoint is lost, and a second time makes it good', async () => {
  await atEveryOperation(
    { kind: 'fail', code: 'EIO' },
    {
      prepare: four,
      act: ({ models, names }) => setAside(models, names[1]!, MONITOR),
      check: ({ models, names }, { error }) => {
        const bare = folders(models).map((name) => name.replace('aside.', ''))
        expect(bare.sort()).toEqual(names)
        if (error !== undefined) setAside(models, names[1]!, MONITOR)
        expect(wholeCheckpoints(models).map(({ name }) => name)).toEqual(names.slice(0, 2))
        expect(pointers(models)).toEqual([names[1], names[1]])
      },
    },
  )
})
