import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseLog, TrainingLog, type EpochRow } from '../../src/run/training-log'
import { atEveryOperation, faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const row = (epoch: number, metrics: Record<string, number>): EpochRow => ({
  epoch,
  seconds: epoch * 1.5,
  metrics,
})
const text = (dir: string) => readFileSync(join(dir, 'training-logs.csv'), 'utf8')

function begun(dir = scratch()): { dir: string; log: TrainingLog; rows: EpochRow[] } {
  const log = new TrainingLog(dir)
  return { dir, log, rows: log.open() }
}

test('the header holds the announced columns in order, before any column that comes unannounced', () => {
  const { dir, log } = begun()
  log.expect(['loss', 'acc', 'val_loss'])
  log.append(row(1, { lr: 0.1, val_loss: 0.5, loss: 0.75 }))
  expect(text(dir)).toBe('epoch,seconds,loss,acc,val_loss,lr\n1,1.5,0.75,,0.5,0.1\n')
})

test('the file is made with the first row, not before', () => {
  const { dir, log } = begun()
  log.expect(['loss'])
  expect(existsSync(join(dir, 'training-logs.csv'))).toBe(false)
})

test('announced columns change nothing in a file that is there', () => {
  const { dir, log } = begun()
  log.append(row(1, { loss: 1 }))
  log.expect(['acc', 'loss'])
  log.append(row(2, { loss: 0.5 }))
  expect(text(dir)).toBe('epoch,seconds,loss\n1,1.5,1\n2,3,0.5\n')
})

test('a metric that first appears mid-run adds a column, with old rows empty; one that is missing leaves its cell empty', () => {
  const { dir, log } = begun()
  log.append(row(1, { loss: NaN }))
  log.append(row(2, { loss: Infinity, val_loss: -Infinity }))
  log.append(row(3, { val_loss: -0 }))
  expect(text(dir)).toBe('epoch,seconds,loss,val_loss\n1,1.5,NaN,\n2,3,Infinity,-Infinity\n3,4.5,,0\n')
})

test('a plain row is appended to the file; a new column replaces the file in one piece', () => {
  const { dir, log } = begun()
  const inode = () => statSync(join(dir, 'training-logs.csv')).ino
  log.append(row(1, { loss: 1 }))
  const first = inode()
  log.append(row(2, { loss: 1 }))
  expect(inode()).toBe(first)
  log.append(row(3, { loss: 1, acc: 0.5 }))
  expect(inode()).not.toBe(first)
})

test('the last row may be amended, with a new column too; the rows before it stay', () => {
  const { dir, log } = begun()
  log.append(row(1, { loss: 1 }))
  log.append(row(2, { loss: 0.5 }))
  log.amend(row(2, { loss: 0.25 }))
  expect(text(dir)).toBe('epoch,seconds,loss\n1,1.5,1\n2,3,0.25\n')
  log.amend(row(2, { loss: 0.25, 'a,"b"\n': 7 }))
  log.append(row(3, { loss: 0.125 }))
  expect(text(dir)).toBe('epoch,seconds,loss,"a,""b""\n"\n1,1.5,1,\n2,3,0.25,7\n3,4.5,0.125,\n')
  expect(begun(dir).rows.at(1)).toEqual(row(2, { loss: 0.25, 'a,"b"\n': 7 }))
})

test('any names of metrics come back, the empty one included', () => {
  const { dir, log } = begun()
  const metrics = { '': 1, ' ': 2, 'a b': 3, 'ü,"\n\r\n': 4, '0': 5 }
  log.append(row(1, metrics))
  expect(begun(dir).rows).toEqual([row(1, metrics)])
})

test('what is in the file is taken up, and counting goes on', () => {
  const { dir, log } = begun()
  log.append(row(1, { loss: 1, acc: 0.5 }))
  const again = begun(dir)
  expect(again.rows).toEqual([row(1, { loss: 1, acc: 0.5 })])
  again.log.append(row(2, { acc: 0.75, loss: 0.5 }))
  expect(text(dir)).toBe('epoch,seconds,loss,acc\n1,1.5,1,0.5\n2,3,0.5,0.75\n')
})

test.each(['2', '2,3', '2,3,0.5', '2,3,0.5,', '\0\0\0\0'])(
  'a torn last row %j is cut off, and never glued to',
  (torn) => {
    const dir = scratch()
    writeFileSync(join(dir, 'training-logs.csv'), `epoch,seconds,loss,acc\n1,1.5,1,0.5\n${torn}`)
    const { log, rows } = begun(dir)
    expect(rows).toEqual([row(1, { loss: 1, acc: 0.5 })])
    log.append(row(2, { loss: 0.25, acc: 0.75 }))
    expect(text(dir)).toBe('epoch,seconds,loss,acc\n1,1.5,1,0.5\n2,3,0.25,0.75\n')
  },
)

test.each(['', 'epoch,sec'])('a file of which there is only %j begins anew', (torn) => {
  const dir = scratch()
  writeFileSync(join(dir, 'training-logs.csv'), torn)
  const { log, rows } = begun(dir)
  log.append(row(1, { loss: 1 }))
  expect([rows, text(dir)]).toEqual([[], 'epoch,seconds,loss\n1,1.5,1\n'])
})

test('lines that are no row of an epoch are passed over', () => {
  const found = parseLog('epoch,seconds,loss\nx,1,1\n0,1,1\n1.5,1,1\n\n2,,0.5\n3\n')
  expect(found).toEqual({
    columns: ['loss'],
    rows: [
      { epoch: 2, seconds: 0, metrics: { loss: 0.5 } },
      { epoch: 3, seconds: 0, metrics: {} },
    ],
  })
})

describe('a failed write keeps its row and writes it first at the next', () => {
  const STEPS: Record<string, (log: TrainingLog) => void> = {
    'the first row': (log) => log.append(row(1, { loss: 1 })),
    'a row': (log) => log.append(row(2, { loss: 0.5 })),
    'a row with a new column': (log) => log.append(row(3, { loss: 0.25, acc: 0.5 })),
    'an amended row': (log) => log.amend(row(3, { loss: 0.25, acc: 0.75 })),
    'an amended row with a new column': (log) => log.amend(row(3, { loss: 0.25, acc: 0.75, lr: 0.1 })),
  }
  const steps = Object.entries(STEPS)
  const WHOLE = 'epoch,seconds,loss,acc,lr\n1,1.5,1,,\n2,3,0.5,,\n3,4.5,0.25,0.75,0.1\n4,6,0.125,0.875,0.2\n'

  describe.each(steps)('%s', (name) => {
    const at = steps.findIndex(([step]) => step === name)
    const attempt = (kind: 'fail' | 'short', code: string, failFor: number) =>
      atEveryOperation(
        { kind, code, failFor },
        {
          prepare: () => {
            const given = begun()
            for (const [, step] of steps.slice(0, at)) step(given.log)
            return given
          },
          act: ({ log }) => steps[at]![1](log),
          check: ({ dir, log }, { error, struck }) => {
            if (struck === undefined) expect(error).toBeUndefined()
            // Whatever was written is whole rows, each epoch once.
            const { rows } = parseLog(existsSync(join(dir, 'training-logs.csv')) ? text(dir) : '')
            expect(rows.map(({ epoch }) => epoch)).toEqual([1, 2, 3].slice(0, rows.length))
            for (const [, step] of steps.slice(at + 1)) step(log)
            log.append(row(4, { loss: 0.125, acc: 0.875, lr: 0.2 }))
            expect(text(dir)).toBe(WHOLE)
          },
        },
      )

    test.each([
      ['ENOSPC', 1],
      ['EIO', 1],
      ['EIO', 2],
      ['EIO', 4],
    ])('%s, at each operation and %i in a row', async (code, failFor) => {
      expect(await attempt('fail', code, failFor)).toBeGreaterThan(2)
    })

    test('short writes are completed', async () => {
      await attempt('short', 'EIO', 1)
    })
  })

  test('two failed rows come in order', async () => {
    const { dir, log } = begun()
    log.append(row(1, { loss: 1 }))
    const full = faultyDisk({ kind: 'fail', code: 'ENOSPC', failAt: 1, failFor: 1000, only: ['openSync'] })
    expect(await under(full, () => log.append(row(2, { loss: 2, acc: 0.5 })))).toMatchObject({
      code: 'EXMAN_DISK_FULL',
    })
    expect(await under(full, () => log.append(row(3, { loss: 3 })))).toMatchObject({
      code: 'EXMAN_DISK_FULL',
    })
    expect(await under(full, () => log.amend(row(3, { loss: 4 })))).toMatchObject({ code: 'EXMAN_DISK_FULL' })
    expect(text(dir)).toBe('epoch,seconds,loss\n1,1.5,1\n')
    log.flush()
    expect(text(dir)).toBe('epoch,seconds,loss,acc\n1,1.5,1,\n2,3,2,0.5\n3,4.5,4,\n')
  })
})

test('when the folder was removed it says so and makes nothing', () => {
  const dir = join(scratch(), 'run')
  mkdirSync(dir)
  const { log } = begun(dir)
  log.append(row(1, { loss: 1 }))
  rmSync(dir, { recursive: true })
  const columns: Record<string, number>[] = [{ loss: 1 }, { loss: 1, acc: 1 }]
  for (const metrics of columns)
    expect(() => log.append(row(2, metrics))).toThrow(
      expect.objectContaining({ code: 'EXMAN_FOLDER_GONE' }) as Error,
    )
  expect(existsSync(dir)).toBe(false)
})
