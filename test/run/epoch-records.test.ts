import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EpochRecords } from '../../src/run/epoch-records'
import { readScores } from '../../src/run/stored-scores'
import { atEveryOperation, faultyDisk, under } from '../faults/faulty-disk'
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

describe('cutTo', () => {
  const LOSSES = [0.5, 0.125, 0.25, 1]

  /** Records of four epochs, the second the best. */
  function four(checkpoints: [number, string][] = []): { dir: string; records: EpochRecords } {
    const dir = scratch()
    const records = open(dir, checkpoints)
    for (const loss of LOSSES) records.add({ loss })
    return { dir, records }
  }

  const logOf = (dir: string) =>
    readFileSync(join(dir, 'training-logs.csv'), 'utf8').replace(/,\d[\d.]*,/g, ',s,')

  test.each([1, 2, 3, 4])('after %d epochs they are as if there had been no more', (epoch) => {
    const { dir, records } = four()
    records.cutTo(epoch, {})
    const straight = open(scratch())
    for (const loss of LOSSES.slice(0, epoch)) straight.add({ loss })
    expect(records.completed).toBe(epoch)
    for (const scored of [records.scores, readScores(dir)!, open(dir).scores])
      expect({ ...scored, elapsedSeconds: 0 }).toEqual({ ...straight.scores, elapsedSeconds: 0 })
    const rows = LOSSES.slice(0, epoch).map((loss, at) => `${at + 1},s,${loss}\n`)
    expect(logOf(dir)).toBe(`epoch,seconds,loss\n${rows.join('')}`)
  })

  test('to none, the log is set aside, the scores are gone, and other columns may come', () => {
    const { dir, records } = four()
    records.cutTo(0, {})
    expect(readdirSync(dir)).toEqual(['training-logs.csv.cut-1'])
    expect([records.completed, records.keeper.last, readScores(dir)]).toEqual([0, undefined, undefined])
    records.expect(['acc'])
    records.add({ acc: 1 })
    expect(logOf(dir)).toBe('epoch,seconds,acc\n1,s,1\n')
  })

  test('the clock goes on from the row that is the last', () => {
    const { dir, records } = four()
    const seconds = (at: number) =>
      Number(readFileSync(join(dir, 'training-logs.csv'), 'utf8').split('\n')[at]!.split(',')[1])
    const log = readFileSync(join(dir, 'training-logs.csv'), 'utf8')
    writeFileSync(join(dir, 'training-logs.csv'), log.replace(/^2,[\d.]+/m, '2,50'))
    records.cutTo(2, {})
    records.add({ loss: 0.75 })
    expect(seconds(3)).toBe(50)
  })

  test('an epoch that was never logged is, with its metrics', () => {
    const { dir, records } = four()
    records.cutTo(7, { loss: 0.0625, acc: 0.5 })
    expect(logOf(dir).split('\n').slice(-3)).toEqual(['4,s,1,', '7,s,0.0625,0.5', ''])
    expect(records.scores).toMatchObject({ epochs: 7, best: { epoch: 7 }, last: { epoch: 7, acc: 0.5 } })
    records.add({ loss: 2 })
    expect(records.completed).toBe(8)
  })

  test('to the epoch where they stand, nothing is written', () => {
    const { dir, records } = four()
    writeFileSync(join(dir, 'performances.json'), 'untouched')
    records.cutTo(4, { loss: 9 })
    expect(scores(dir)).toBe('untouched')
  })

  test('rows that could not be written yet are gone as well', async () => {
    const { dir, records } = four()
    await under(faultyDisk({ failAt: 1, failFor: Infinity, kind: 'fail' }), () => records.add({ loss: 7 }))
    expect(records.completed).toBe(5)
    records.cutTo(4, {})
    records.flush()
    expect(logOf(dir).split('\n')).toHaveLength(6)
    records.add({ loss: 8 })
    expect(logOf(dir).split('\n').slice(-3)).toEqual(['4,s,1', '5,s,8', ''])
  })

  test('what a checkpoint is named by its epoch stays', () => {
    const { dir, records } = four([[2, 'model.02-0.1250']])
    records.cutTo(3, {})
    expect(readScores(dir)?.best).toMatchObject({ epoch: 2, checkpoint: 'model.02-0.1250' })
  })

  test.each([0, 2])('whatever operation fails, taken up again they can be cut to %d', async (epoch) => {
    await atEveryOperation(
      { kind: 'fail', code: 'EIO' },
      {
        prepare: () => four(),
        act: ({ records }) => records.cutTo(epoch, {}),
        check: ({ dir }) => {
          const next = open(dir)
          expect([epoch, 4]).toContain(next.completed)
          next.cutTo(epoch, {})
          next.add({ loss: 0.0625 })
          expect(next.completed).toBe(epoch + 1)
          expect(readScores(dir)).toEqual(next.scores)
          expect(open(dir).scores).toEqual(next.scores)
        },
      },
    )
  })
})

test('each write asks first whether it may be done', () => {
  const dir = scratch()
  const records = open(dir)
  records.add({ loss: 1 })
  const before = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))
  records.guard(() => {
    throw new Error('no')
  })
  const writes = [
    () => records.add({ loss: 2 }),
    () => records.amend({ loss: 2 }),
    () => records.cutTo(0, {}),
    () => records.setCheckpoints([[1, 'model.01']]),
    () => records.flush(),
  ]
  for (const write of writes) expect(write).toThrow('no')
  expect(readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual(before)
  expect(records.completed).toBe(1)
})
