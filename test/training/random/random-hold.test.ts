import { setTimeout } from 'node:timers/promises'
import { RunError } from '../../../src'
import { checkRandomIsFree, RandomHold } from '../../../src/training/random/random-hold'
import { thrown } from '../../faults/thrown'

const original = Math.random
afterEach(() => {
  const left = Math.random
  Math.random = original
  expect(left).toBe(original)
  expect(() => checkRandomIsFree('the next')).not.toThrow()
})

const busy = (run: string, holder: string) =>
  expect.objectContaining({
    code: 'EXMAN_RANDOM_BUSY',
    run,
    message: expect.stringContaining(`${run} cannot be trained now: ${holder} is being trained`) as string,
  }) as Error

const half = () => 0.5
const quarter = () => 0.25

describe('a hold', () => {
  test('gives Math.random its numbers, until it is released', () => {
    const hold = RandomHold.take('a', half)
    expect(Math.random()).toBe(0.5)
    hold.draw = quarter
    expect(Math.random()).toBe(0.25)
    hold.release()
    expect(Math.random).toBe(original)
  })

  test('may be released again, also while another has Math.random', () => {
    const first = RandomHold.take('a', half)
    first.release()
    first.release()
    const second = RandomHold.take('b', quarter)
    first.release()
    expect(Math.random()).toBe(0.25)
    second.release()
  })

  test('refuses another, naming both', () => {
    const hold = RandomHold.take('a', half)
    expect(() => RandomHold.take('b', quarter)).toThrow(busy('b', 'a'))
    expect(thrown(() => checkRandomIsFree('b'))).toBeInstanceOf(RunError)
    expect(() => RandomHold.take('a', quarter)).toThrow(busy('a', 'a'))
    expect(Math.random()).toBe(0.5)
    hold.release()
    RandomHold.take('b', quarter).release()
  })
})

describe('within a hold', () => {
  test('another is taken, and its numbers count until it is released', () => {
    const outer = RandomHold.take('a', half)
    outer.within(() => {
      expect(Math.random()).toBe(0.5)
      const inner = RandomHold.take('b', quarter)
      expect(Math.random()).toBe(0.25)
      inner.release()
      expect(Math.random()).toBe(0.5)
    })
    outer.release()
  })

  test('what is awaited counts as within, and what runs beside it does not', async () => {
    const outer = RandomHold.take('a', half)
    const inside = outer.within(async () => {
      await setTimeout(20)
      RandomHold.take('b', quarter).release()
      return 'taken'
    })
    expect(() => RandomHold.take('c', quarter)).toThrow(busy('c', 'a'))
    await setTimeout(1)
    expect(() => RandomHold.take('c', quarter)).toThrow(busy('c', 'a'))
    expect(await inside).toBe('taken')
    outer.release()
  })

  test('of two at the same time the second is refused', () => {
    const outer = RandomHold.take('a', half)
    outer.within(() => {
      const inner = RandomHold.take('b', quarter)
      expect(() => RandomHold.take('c', half)).toThrow(busy('c', 'b'))
      inner.within(() => RandomHold.take('c', half).release())
      inner.release()
      RandomHold.take('c', half).release()
    })
    outer.release()
  })

  test("somebody else's Math.random gives way to another that is taken, and comes back", () => {
    const theirs = () => 0.75
    const outer = RandomHold.take('a', half)
    outer.within(() => {
      Math.random = theirs
      const inner = RandomHold.take('b', quarter)
      expect(Math.random()).toBe(0.25)
      inner.release()
      expect(Math.random).toBe(theirs)
    })
    outer.release()
    expect(Math.random).toBe(theirs)
    Math.random = original
  })

  test('one that outlives the outer one goes on, and the last to go puts Math.random back', () => {
    const outer = RandomHold.take('a', half)
    const inner = outer.within(() => RandomHold.take('b', quarter))
    outer.release()
    expect(Math.random()).toBe(0.25)
    expect(() => RandomHold.take('c', half)).toThrow(busy('c', 'b'))
    inner.release()
    expect(Math.random).toBe(original)
  })
})

describe("somebody else's Math.random", () => {
  const theirs = () => 0.75

  test('that was there before is put back', () => {
    Math.random = theirs
    RandomHold.take('a', half).release()
    expect(Math.random).toBe(theirs)
    Math.random = original
  })

  test('that was put in between stays', () => {
    const hold = RandomHold.take('a', half)
    Math.random = theirs
    hold.release()
    expect(Math.random).toBe(theirs)
    RandomHold.take('b', quarter).release()
    expect(Math.random).toBe(theirs)
    Math.random = original
  })

  // As a module does that takes hold of it when it is loaded, in the body of an experiment.
  test('that was kept meanwhile goes on with numbers of chance', () => {
    const hold = RandomHold.take('a', half)
    const kept = Math.random
    expect(kept()).toBe(0.5)
    hold.release()
    const numbers = Array.from({ length: 20 }, kept)
    expect(new Set(numbers).size).toBe(20)
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
  })

  test('that is ours, put there by who kept it, is no obstacle', () => {
    const hold = RandomHold.take('a', half)
    const kept = Math.random
    hold.release()
    Math.random = kept
    const again = RandomHold.take('b', quarter)
    expect(Math.random()).toBe(0.25)
    again.release()
    expect(Math.random).toBe(original)
  })

  test('that makes use of ours goes on, however often', () => {
    for (let time = 0; time < 3; time++) {
      const hold = RandomHold.take('a', half)
      const kept = Math.random
      Math.random = () => kept() / 2
      expect(Math.random()).toBe(0.25)
      hold.release()
      expect(Math.random()).toBeLessThan(0.5)
    }
    Math.random = original
  })
})
