import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EpochRecords, readScores } from '../../src/run/epoch-records'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const options = { monitor: 'loss', mode: 'auto', checkpoints: [] } as const
const open = (dir: string, checkpoints: [number, string][] = []) =>
  new EpochRecords(dir, { ...options, checkpoints })
const scores = (dir: string) => readFileSync(join(dir, 'performances.json'), 'utf8')

test('performances.json is pinned', () => {
  const dir = scratch()
  const records = open(dir)
  records.add({ loss: 0.5, acc: NaN })
  expect(scores(dir)).toBe(`{
  "format": 1,
  "monitor": "loss",
  "mode": "min",
  "epochs": 1,
  "elapsedSeconds": 0,
  "best": {
    "epoch": 1,
    "loss": 0.5,
    "acc": "NaN",
    "checkpoint": null
  },
  "last": {
    "epoch": 1,
    "loss": 0.5,
    "acc": "NaN",
    "checkpoint": null
  },
  "metrics": {
    "loss": {
      "min": 0.5,
      "minEpoch": 1,
      "max": 0.5,
      "maxEpoch": 1,
      "last": 0.5,
      "mean": 0.5
    },
    "acc": {
      "min": null,
      "minEpoch": null,
      "max": null,
      "maxEpoch": null,
      "last": "NaN",
      "mean": null
    }
  }
}
`)
  expect(readScores(dir)).toEqual(records.scores)
})

test('nothing is there before the first epoch', () => {
  const dir = scratch()
  const records = open(dir)
  records.flush()
  expect([records.completed, readScores(dir), existsSync(join(dir, 'training-logs.csv'))]).toEqual([
    0,
    undefined,
    false,
  ])
})

test('taken up again, the scores are those of the rows, also when performances.json is behind or damaged', () => {
  const dir = scratch()
  const records = open(dir)
  records.add({ loss: 0.5 })
  records.add({ loss: 0.25 })
  const whole = records.scores
  for (const text of ['', '{"format":1,"epochs":1}', '\0\0']) {
    writeFileSync(join(dir, 'performances.json'), text)
    const next = open(dir)
    expect([next.completed, next.scores]).toEqual([2, whole])
    next.flush()
    expect(readScores(dir)).toEqual(whole)
  }
})

test('checkpoints are named as long as they are on disk; the file is written only when that changes something', () => {
  const dir = scratch()
  const records = open(dir, [[1, 'model.01-0.5000']])
  records.add({ loss: 0.5 })
  expect(readScores(dir)?.best?.checkpoint).toBe('model.01-0.5000')
  writeFileSync(join(dir, 'performances.json'), 'untouched')
  records.setCheckpoints([[1, 'model.01-0.5000']])
  expect(scores(dir)).toBe('untouched')
  records.setCheckpoints([])
  expect(readScores(dir)).toMatchObject({ best: { checkpoint: null }, last: { checkpoint: null } })
})

test('amending before there is an epoch begins one', () => {
  const dir = scratch()
  const records = open(dir)
  records.amend({ loss: 1 })
  records.amend({ acc: 0.5 })
  expect(records.keeper.last).toMatchObject({ epoch: 1, metrics: { loss: 1, acc: 0.5 } })
})

test('whatever operation fails, log and scores agree after the next epoch', async () => {
  await atEveryOperation(
    { kind: 'fail', code: 'ENOSPC' },
    {
      prepare: () => {
        const dir = scratch()
        const records = open(dir)
        records.add({ loss: 1 })
        return { dir, records }
      },
      act: ({ records }) => records.add({ loss: 0.5, acc: 0.5 }),
      check: ({ dir, records }) => {
        expect(readScores(dir)?.epochs).toBeGreaterThanOrEqual(1)
        records.add({ loss: 0.25 })
        const straight = open(dir)
        expect(straight.completed).toBe(3)
        expect(straight.scores).toEqual({ ...records.scores })
        expect(readScores(dir)).toEqual(records.scores)
      },
    },
  )
})
