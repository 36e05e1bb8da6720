import { setTimeout } from 'node:timers/promises'
import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

const table = tableOf(Array.from({ length: 20 }, (_, at) => aRecord({ id: String(at) })))

/** Work that takes different times, and what is known of it. */
function work(failsAt?: number) {
  const seen = { begun: [] as number[], ended: 0, now: 0, most: 0 }
  const run = async (_record: unknown, index: number) => {
    seen.begun.push(index)
    seen.most = Math.max(seen.most, (seen.now += 1))
    await setTimeout((index * 7) % 5)
    seen.now -= 1
    seen.ended += 1
    if (index === failsAt || index === 15) throw new RangeError(`run ${index}`)
    return index * 2
  }
  return { seen, run }
}

test('values stand in the order of the table, of functions that are asynchronous and not', async () => {
  const few = table.take(12)
  expect(await few.map(work().run)).toEqual(few.records.map((_, at) => at * 2))
  expect(await few.map(({ id }) => id)).toEqual(few.values('id'))
  expect(await table.take(0).map(() => 1)).toEqual([])
})

test.each([
  [{}, 8],
  [{ concurrency: 1 }, 1],
  [{ concurrency: 3 }, 3],
  [{ concurrency: 99 }, 12],
])('with %j, %i are under way at most, and at once', async (options, most) => {
  const { run, seen } = work()
  await table.take(12).map(run, options)
  expect(seen.most).toBe(most)
})

test('the first error is thrown once those under way have ended, and nothing is begun after it', async () => {
  const { run, seen } = work(4)
  await expect(table.map(run, { concurrency: 3 })).rejects.toThrow(new RangeError('run 4'))
  expect(seen.now).toBe(0)
  expect(seen.begun.length).toBe(seen.ended)
  // A loaded machine ends what takes longer together with what takes less.
  expect(seen.begun.length).toBeLessThan(15)
})

test('an error that is thrown at once is met the same way', async () => {
  const fail = () => {
    throw new RangeError('at once')
  }
  await expect(table.map(fail)).rejects.toThrow(new RangeError('at once'))
})

test.each([0, -1, 1.5, NaN, '2'])('%j at a time is refused', (concurrency) => {
  expect(() => table.map(() => 1, { concurrency: concurrency as number })).toThrow(
    coded('EXMAN_OPTION_INVALID'),
  )
})
