import type { KeepRule } from '../../src/checkpoint/keep'
import { brokenLimit, bytesIn, type ByteLimits, type PlannedSave } from '../../src/checkpoint/limits'
import { wholeCheckpoints, type WholeCheckpoint } from '../../src/checkpoint/manifest'
import { scratch } from '../faults/scratch'
import { commitAll } from './checkpoints'

/** Checkpoints on disk of the epochs 1, 2, 3 …: the monitored value and the bytes of each. */
const present = (...list: [value: number, bytes: number][]): WholeCheckpoint[] =>
  list.map(([loss, bytes], index) => {
    const files = {
      'model.json': { bytes: 10, sha256: '' },
      'weights.bin': { bytes: bytes - 10, sha256: '' },
    }
    const manifest = { format: 1, epoch: index + 1, metrics: { loss }, files } as unknown
    return { name: `${index + 1}`, epoch: index + 1, ordinal: 1, manifest } as WholeCheckpoint
  })

/** A save of 100 bytes with the value 5, after those of epoch 1 and 2 with 300 bytes and the value 4, and 200 and 9. */
const PLANNED: PlannedSave = {
  present: present([4, 300], [9, 200]),
  epoch: 3,
  metrics: { loss: 5 },
  bytes: 100,
  monitor: { name: 'loss', mode: 'min' },
  freeBytes: 1000,
}
const RULE = { keepBest: 1, keepLast: 1 }

test.each<[string, KeepRule & ByteLimits, Partial<PlannedSave>, number | 'fits']>([
  ['the rule keeps the best and the new one', { ...RULE, maxBytes: 400 }, {}, 'fits'],
  ['one byte less', { ...RULE, maxBytes: 399 }, {}, 400],
  ['the new one is the best, and alone', { ...RULE, maxBytes: 100 }, { metrics: { loss: 3 } }, 'fits'],
  ['where more is better', { ...RULE, maxBytes: 299 }, { monitor: { name: 'loss', mode: 'max' } }, 300],
  ['more of the last', { keepBest: 0, keepLast: 2, maxBytes: 299 }, {}, 300],
  ['more of the best', { keepBest: 2, keepLast: 0, maxBytes: 399 }, {}, 400],
  ['all', { keepBest: 9, keepLast: 9, maxBytes: 599 }, {}, 600],
  ['those at multiples', { keepBest: 0, keepLast: 1, keepEvery: 2, maxBytes: 299 }, {}, 300],
  ['without a value it is the last', { ...RULE, maxBytes: 399 }, { metrics: {} }, 400],
  ['another metric is monitored', { ...RULE, maxBytes: 99 }, { monitor: { name: 'acc', mode: 'max' } }, 100],
  ['the first', { ...RULE, maxBytes: 100 }, { present: [] }, 'fits'],
  ['the first, too large', { ...RULE, maxBytes: 99 }, { present: [] }, 100],
  ['the same epoch again is the last', { keepBest: 0, keepLast: 1, maxBytes: 99 }, { epoch: 2 }, 100],
  ['a later epoch is the last', { keepBest: 0, keepLast: 1, maxBytes: 199 }, { epoch: 1 }, 200],
  ['what is kept is over the limit already', { ...RULE, maxBytes: 1 }, { bytes: 0 }, 300],
  ['without a limit', RULE, { bytes: 1e15 }, 'fits'],
])('maxBytes, %s', (_, rule, planned, total) => {
  const broken = brokenLimit({ ...PLANNED, ...planned }, rule)
  if (total === 'fits') expect(broken).toBeUndefined()
  else {
    expect(broken).toMatchObject({ limit: 'maxBytes' })
    expect(broken!.reason).toContain(`${total} bytes together, and "maxBytes" allows ${rule.maxBytes}.`)
  }
})

test.each<[string, ByteLimits, Partial<PlannedSave>, boolean]>([
  ['as many stay', { minFreeBytes: 900 }, {}, true],
  ['one fewer would stay', { minFreeBytes: 901 }, {}, false],
  ['the disk is below already', { minFreeBytes: 900 }, { freeBytes: 500 }, false],
  ['nothing need stay', { minFreeBytes: 0 }, { freeBytes: 100 }, true],
  ['nothing need stay, and it does not fit', { minFreeBytes: 0 }, { freeBytes: 99 }, false],
  ['what goes only afterwards is no room', { minFreeBytes: 901 }, { metrics: { loss: 1 } }, false],
  ['unknown', { minFreeBytes: 1e15 }, { freeBytes: undefined }, true],
  ['without a limit', {}, { freeBytes: 0, bytes: 0 }, true],
])('minFreeBytes, %s', (_, limits, planned, fits) => {
  const broken = brokenLimit({ ...PLANNED, ...planned }, { ...RULE, ...limits })
  expect(broken?.limit).toBe(fits ? undefined : 'minFreeBytes')
})

test.each<[KeepRule & ByteLimits, string]>([
  [
    { ...RULE, maxBytes: 350 },
    'those that stay would take 400 bytes together, and "maxBytes" allows 350. Raise it, or keep fewer with keepBest, keepLast and keepEvery',
  ],
  [
    { keepBest: 0, keepLast: 1, maxBytes: 50 },
    'those that stay would take 100 bytes together, and "maxBytes" allows 50. Raise it',
  ],
  [
    { ...RULE, minFreeBytes: 950 },
    'it would take 100 of the 1000 bytes that the disk has free, and "minFreeBytes" asks that 950 stay so. Make room on the disk, or lower it',
  ],
])('%j: says how many bytes, and what to do', (rule, reason) => {
  expect(brokenLimit(PLANNED, rule)?.reason).toBe(reason)
})

test('what is counted of a checkpoint on disk are the sizes in its manifest', async () => {
  const models = scratch()
  await commitAll(models, { 1: 3, 2: 1 })
  const checkpoints = wholeCheckpoints(models)
  // {"epoch":1} and 64 bytes of weights.
  expect(checkpoints.map(bytesIn)).toEqual([75, 75])
  const planned = { ...PLANNED, present: checkpoints, monitor: { name: 'val_loss', mode: 'min' as const } }
  expect(brokenLimit(planned, { ...RULE, maxBytes: 174 })?.reason).toContain('would take 175 bytes')
  expect(brokenLimit(planned, { ...RULE, maxBytes: 175 })).toBeUndefined()
})
