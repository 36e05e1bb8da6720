import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseCheckpoint, type CheckpointChoice } from '../../src/checkpoint/choose'
import { commitCheckpoint } from '../../src/checkpoint/commit'
import { writePointer } from '../../src/checkpoint/pointers'
import { settleCheckpoints } from '../../src/checkpoint/prune'
import { scratch } from '../faults/scratch'
import { coded, commitAll, contentOf } from './checkpoints'

const monitor = { name: 'val_loss', mode: 'min' } as const
const all = { keepBest: Infinity, keepLast: Infinity }

async function models(): Promise<string> {
  const dir = scratch()
  await commitAll(dir, { 1: 0.5, 2: 0.25, 3: 0.75 })
  await settleCheckpoints(dir, all, monitor)
  return dir
}

const damage = (dir: string, name: string) => truncateSync(join(dir, name, 'weights.bin'), 1)

test.each<[CheckpointChoice, string]>([
  ['best', 'model.02-0.2500'],
  ['last', 'model.03-0.7500'],
  [1, 'model.01-0.5000'],
  [3, 'model.03-0.7500'],
])('%p is %s', async (choice, name) => {
  const dir = await models()
  expect(await chooseCheckpoint(dir, choice, monitor)).toBe(join(dir, name))
})

test('the best is what the pointer says, whatever the monitor of the reader', async () => {
  const dir = await models()
  writePointer(dir, 'best', { name: 'model.03-0.7500', epoch: 3 })
  expect(await chooseCheckpoint(dir, 'best', { name: 'other', mode: 'max' })).toBe(
    join(dir, 'model.03-0.7500'),
  )
})

test.each([
  ['is lost', (path: string) => rmSync(path)],
  ['is damaged', (path: string) => writeFileSync(path, '{')],
  [
    'shows to a checkpoint that is gone',
    (path: string) => writeFileSync(path, '{"format":1,"checkpoint":"model.09-0.0000"}'),
  ],
  [
    'leads out of the folder',
    (path: string) => writeFileSync(path, '{"format":1,"checkpoint":"../../models/model.01"}'),
  ],
])('when the pointer %s, the best is worked out', async (_, change) => {
  const dir = await models()
  change(join(dir, 'best.json'))
  expect(await chooseCheckpoint(dir, 'best', monitor)).toBe(join(dir, 'model.02-0.2500'))
  expect(await chooseCheckpoint(dir, 'best', { name: 'val_loss', mode: 'max' })).toBe(
    join(dir, 'model.03-0.7500'),
  )
})

test('of an epoch saved twice the later one counts', async () => {
  const dir = await models()
  await commitCheckpoint(dir, contentOf(1, { val_loss: 0.5 }))
  expect(await chooseCheckpoint(dir, 1, monitor)).toBe(join(dir, 'model.01-0.5000~2'))
})

test('the last is the newest, also when a kill has left the pointer behind', async () => {
  const dir = await models()
  await commitAll(dir, { 4: 1 })
  expect(await chooseCheckpoint(dir, 'last', monitor)).toBe(join(dir, 'model.04-1.0000'))
})

test('a stray folder without a manifest does not count, unless its epoch is asked for', async () => {
  const dir = await models()
  for (const name of ['model.99', 'model.03-0.7500~2']) mkdirSync(join(dir, name))
  expect(await chooseCheckpoint(dir, 'last', monitor)).toBe(join(dir, 'model.03-0.7500'))
  expect(await chooseCheckpoint(dir, 3, monitor)).toBe(join(dir, 'model.03-0.7500'))
  await expect(chooseCheckpoint(dir, 7, monitor)).rejects.toThrow('those of the epochs 1, 2, 3.')
  await expect(chooseCheckpoint(dir, 99, monitor)).rejects.toThrow(
    coded('EXMAN_CHECKPOINT_INVALID', 'manifest.json is missing or unreadable. The newest whole one'),
  )
})

test('a damaged one is refused with the reason, and the newest whole one is named', async () => {
  const dir = await models()
  damage(dir, 'model.02-0.2500')
  await expect(chooseCheckpoint(dir, 'best', monitor)).rejects.toThrow(
    coded(
      'EXMAN_CHECKPOINT_INVALID',
      'model.02-0.2500 is damaged: weights.bin has 1 bytes, not 64. The newest whole one is that of epoch 3.',
    ),
  )
  damage(dir, 'model.03-0.7500')
  await expect(chooseCheckpoint(dir, 'last', monitor)).rejects.toThrow(
    'The newest whole one is that of epoch 1.',
  )
  damage(dir, 'model.01-0.5000')
  await expect(chooseCheckpoint(dir, 1, monitor)).rejects.toThrow('No other whole checkpoint is left.')
})

test('a last one without its manifest is refused, never passed over', async () => {
  const dir = await models()
  rmSync(join(dir, 'model.03-0.7500/manifest.json'))
  const refused = coded(
    'EXMAN_CHECKPOINT_INVALID',
    'manifest.json is missing or unreadable. The newest whole one is that of epoch 2.',
  )
  await expect(chooseCheckpoint(dir, 'last', monitor)).rejects.toThrow(refused)
})

test.each<[CheckpointChoice, string]>([
  [7, 'has no checkpoint of epoch 7: there are those of the epochs 1, 2, 3.'],
  [0, 'has no checkpoint of epoch 0'],
])('%p is not there', async (choice, message) => {
  await expect(chooseCheckpoint(await models(), choice, monitor)).rejects.toThrow(
    coded('EXMAN_CHECKPOINT_NOT_FOUND', message),
  )
})

test.each<CheckpointChoice>(['best', 'last', 1])('of none there is no %p', async (choice) => {
  const error = coded('EXMAN_CHECKPOINT_NOT_FOUND', 'there are none.')
  await expect(chooseCheckpoint(join(scratch(), 'models'), choice, monitor)).rejects.toThrow(error)
})

test('where no value is finite there is no best', async () => {
  const dir = scratch()
  await commitAll(dir, { 1: NaN })
  await settleCheckpoints(dir, all, monitor)
  await expect(chooseCheckpoint(dir, 'best', monitor)).rejects.toThrow(
    coded('EXMAN_CHECKPOINT_NOT_FOUND', '"best"'),
  )
})
