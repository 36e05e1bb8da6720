import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { listCheckpoints } from '../../src/checkpoint/manifest'
import { readPointer } from '../../src/checkpoint/pointers'
import { settleCheckpoints } from '../../src/checkpoint/prune'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { atEveryOperation, faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { commitAll } from './checkpoints'

const rule = { keepBest: 1, keepLast: 1 }
const monitor = { name: 'val_loss', mode: 'min' } as const
const VALUES = { 1: 0.5, 2: 0.25, 3: 0.75, 4: 0.625 }
const pointers = (models: string) => [readPointer(models, 'best'), readPointer(models, 'last')]

async function models(values: Record<number, number> = VALUES): Promise<string> {
  const dir = scratch()
  await commitAll(dir, values)
  return dir
}

test('the rule is kept, and the pointers show to best and last', async () => {
  const dir = await models()
  const staying = await settleCheckpoints(dir, rule, monitor)
  expect(staying.map(({ name }) => name)).toEqual(['model.02-0.2500', 'model.04-0.6250'])
  expect(readdirSync(dir).sort()).toEqual([
    'best',
    'best.json',
    'last',
    'last.json',
    'model.02-0.2500',
    'model.04-0.6250',
  ])
  expect(pointers(dir)).toEqual(['model.02-0.2500', 'model.04-0.6250'])
  for (const { name } of staying) await verifyCheckpoint(join(dir, name))
})

test('of an epoch saved twice the later one stays, and is what both pointers show to', async () => {
  const dir = await models({ 1: 0.5, 2: 0.25 })
  await commitAll(dir, { 2: 0.25 })
  const staying = await settleCheckpoints(dir, rule, monitor)
  expect(staying.map(({ name }) => name)).toEqual(['model.02-0.2500~2'])
  expect(pointers(dir)).toEqual(['model.02-0.2500~2', 'model.02-0.2500~2'])
})

test('what the user saved stays beside', async () => {
  const dir = await models()
  const staying = await settleCheckpoints(dir, rule, monitor, 'model.03-0.7500')
  expect(staying.map(({ epoch }) => epoch)).toEqual([2, 3, 4])
})

test('when none has a finite value there is a last and no best', async () => {
  const dir = await models({ 1: 0.5 })
  await settleCheckpoints(dir, rule, monitor)
  expect(pointers(dir)[0]).toBe('model.01-0.5000')
  await commitAll(dir, { 2: NaN })
  await settleCheckpoints(dir, { keepBest: 0, keepLast: 1 }, monitor)
  expect(pointers(dir)).toEqual([undefined, 'model.02-NaN'])
})

test('a damaged folder, and what is none of exman’s, stay', async () => {
  const dir = await models()
  rmSync(join(dir, 'model.01-0.5000/manifest.json'))
  for (const name of ['plots', 'model.final']) mkdirSync(join(dir, name))
  await settleCheckpoints(dir, rule, monitor)
  expect(existsSync(join(dir, 'model.01-0.5000/weights.bin'))).toBe(true)
  expect(readdirSync(dir)).toEqual(expect.arrayContaining(['plots', 'model.final']))
})

test('whatever operation fails, the pointers show to whole checkpoints, best and last stay, and the next time completes it', async () => {
  await atEveryOperation(
    { kind: 'fail', code: 'EIO' },
    {
      prepare: async () => {
        const dir = scratch()
        await commitAll(dir, { 1: 0.5, 2: 0.625 })
        await settleCheckpoints(dir, rule, monitor)
        await commitAll(dir, { 3: 0.25, 4: 0.75 })
        return dir
      },
      act: (dir) => settleCheckpoints(dir, rule, monitor),
      check: async (dir) => {
        const names = listCheckpoints(dir).map(({ name }) => name)
        expect(names).toEqual(expect.arrayContaining(['model.03-0.2500', 'model.04-0.7500']))
        for (const pointer of pointers(dir)) await verifyCheckpoint(join(dir, pointer!))
        await settleCheckpoints(dir, rule, monitor)
        expect(pointers(dir)).toEqual(['model.03-0.2500', 'model.04-0.7500'])
        expect(listCheckpoints(dir)).toHaveLength(2)
      },
    },
  )
})

test('nothing is removed before both pointers have moved', async () => {
  const dir = await models()
  const disk = faultyDisk({ kind: 'fail', failAt: 1e9 })
  await under(disk, () => settleCheckpoints(dir, rule, monitor))
  const moves = disk.log.filter(({ name }) => ['renameSync', 'symlinkSync', 'rename', 'rm'].includes(name))
  expect(moves.map(({ name }) => name)).toEqual([
    ...['renameSync', 'symlinkSync', 'renameSync', 'symlinkSync'],
    'rename',
    'rm',
    'rename',
    'rm',
  ])
})
