import { thisProcess } from '../../src/files'
import { atEveryOperation, type Outcome } from './faulty-disk'
import { WRITES } from './scenarios'
import { scratch, strays } from './scratch'

// Read once and kept: a fault must not meet it, or all later judgements in this file would lack it.
thisProcess()

describe.each(Object.entries(WRITES))('%s, with each operation failing in turn,', (name, write) => {
  const scenario = (check: (dir: string, outcome: Outcome) => void) => ({
    prepare: () => {
      const dir = scratch()
      write.prepare(dir)
      return dir
    },
    act: write.act,
    check,
  })

  test.each(['EIO', 'ENOSPC', 'EACCES'])('leaves the old state or the new one (%s)', async (code) => {
    const check = (dir: string, { error }: Outcome) => {
      expect([write.isOld(dir), write.isNew(dir)]).toContainEqual(true)
      expect(write.isOld(dir) && write.isNew(dir)).toBe(false)
      if (error === undefined || error.code === 'EXMAN_NOT_DURABLE') {
        if (!write.hasSteps) expect(write.isNew(dir)).toBe(true)
      } else {
        expect(error.code).toMatch(/^EXMAN_(WRITE_FAILED|READ_FAILED|DISK_FULL|NO_PERMISSION)$/)
        expect(error.cause?.code).toBe(code)
        if (!write.hasSteps) expect(write.isOld(dir)).toBe(true)
      }
    }
    expect(await atEveryOperation({ kind: 'fail', code }, scenario(check))).toBeGreaterThan(2)
  })

  test('leaves no hidden file behind, but where removing it is what failed', async () => {
    const check = (dir: string, { struck }: Outcome) => {
      if (name === 'removeFolder' || ['unlinkSync', 'rm'].includes(struck?.name ?? '')) return
      expect(strays(dir)).toEqual([])
    }
    await atEveryOperation({ kind: 'fail' }, scenario(check))
  })

  test('takes two faults in a row without a third state', async () => {
    const check = (dir: string) => expect([write.isOld(dir), write.isNew(dir)]).toContainEqual(true)
    await atEveryOperation({ kind: 'fail', failFor: 2 }, scenario(check))
  })

  test('completes short writes', async () => {
    const check = (dir: string, { error }: Outcome) => {
      expect(error).toBeUndefined()
      expect(write.isNew(dir)).toBe(true)
    }
    await atEveryOperation({ kind: 'short' }, scenario(check))
  })

  test('reports a disk that takes no byte and gives no reason', async () => {
    const check = (dir: string, { error, struck }: Outcome) => {
      if (struck) expect(error).toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
      expect(write.isOld(dir)).toBe(struck !== undefined)
    }
    // Halving a write 20 times leaves nothing of it.
    const fault = { kind: 'short', failFor: 20, only: ['writeSync', 'write'] } as const
    await atEveryOperation(fault, scenario(check))
  })
})
