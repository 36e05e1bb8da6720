import {
  candidates,
  namesToKeep,
  rankByValue,
  type Candidate,
  type KeepRule,
} from '../../src/checkpoint/keep'
import type { Checkpoint } from '../../src/checkpoint/manifest'

/** Checkpoints of the epochs 1, 2, 3 … with these values, named by their epochs. */
const list = (...values: (number | undefined)[]): Candidate[] =>
  values.map((value, index) => ({ name: String(index + 1), epoch: index + 1, ordinal: 1, value }))

test.each<[KeepRule, 'min' | 'max', (number | undefined)[], string]>([
  [{ keepBest: 1, keepLast: 1 }, 'min', [3, 1, 2], '2 3'],
  [{ keepBest: 1, keepLast: 1 }, 'max', [3, 1, 2], '1 3'],
  [{ keepBest: 1, keepLast: 1 }, 'min', [3, 2, 1], '3'],
  [{ keepBest: 2, keepLast: 1 }, 'min', [3, 1, 2, 4], '2 3 4'],
  [{ keepBest: 1, keepLast: 3 }, 'min', [1, 2, 3, 4, 5], '1 3 4 5'],
  [{ keepBest: 0, keepLast: 1 }, 'min', [1, 2, 3], '3'],
  [{ keepBest: 1, keepLast: 0 }, 'min', [2, 1, 3], '2'],
  [{ keepBest: 0, keepLast: 0 }, 'min', [2, 1, 3], ''],
  [{ keepBest: 0, keepLast: 0, keepEvery: 2 }, 'min', [1, 2, 3, 4, 5], '2 4'],
  [{ keepBest: 1, keepLast: 1, keepEvery: 3 }, 'min', [1, 2, 3, 4, 5, 6, 7], '1 3 6 7'],
  // Of equals the earliest; what is not finite, and what was taken under another monitor, never.
  [{ keepBest: 1, keepLast: 0 }, 'min', [2, 1, 1], '2'],
  [{ keepBest: 1, keepLast: 0 }, 'max', [2, 2, 1], '1'],
  [{ keepBest: 2, keepLast: 0 }, 'min', [NaN, 2, -Infinity, 1], '2 4'],
  [{ keepBest: 2, keepLast: 0 }, 'max', [Infinity, undefined, 1], '3'],
  [{ keepBest: 3, keepLast: 1 }, 'min', [NaN, NaN], '2'],
  [{ keepBest: Infinity, keepLast: Infinity }, 'min', [NaN, 1, undefined], '1 2 3'],
  [{ keepBest: 1, keepLast: 1 }, 'min', [], ''],
])('%j by %s of %j keeps %j', (rule, mode, values, kept) => {
  expect([...namesToKeep(list(...values), rule, mode)].sort().join(' ')).toBe(kept)
})

test('of one epoch saved twice the second is the best of equals, and the last', () => {
  const twice = list(1, 1)
  twice[1] = { ...twice[1]!, epoch: 1, ordinal: 2 }
  expect(rankByValue(twice, 'min').map(({ name }) => name)).toEqual(['2', '1'])
  expect([...namesToKeep(twice, { keepBest: 0, keepLast: 1 }, 'min')]).toEqual(['2'])
  expect([...namesToKeep(twice, { keepBest: 1, keepLast: 0 }, 'min')]).toEqual(['2'])
})

test('the value of a checkpoint is that of the monitored metric, if it has it', () => {
  const of = (metrics: Record<string, number> | null) =>
    ({ name: 'a', epoch: 1, ordinal: 1, manifest: metrics && { metrics } }) as Checkpoint
  const values = candidates([of({ loss: 1, acc: 2 }), of({ loss: 1 }), of(null)], 'acc').map(
    ({ value }) => value,
  )
  expect(values).toEqual([2, undefined, undefined])
})
