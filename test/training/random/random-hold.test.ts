import { setTimeout } from 'node:timers/promises'
import { RunError } from '../../../src'
import {
  checkRandomIsFree,
  RandomHold,
  runsAround,
  withRandom,
} from '../../../src/training/random/random-hold'
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

describe('withRandom', () => {
  test('gives what the body gives, and puts Math.random back', () => {
    expect(withRandom('a', half, () => Math.random())).toBe(0.5)
    expect(Math.random).toBe(original)
  })

  test('puts it back when the body throws', () => {
    const error = new Error('no')
    const body = () => {
      throw error
    }
    expect(thrown(() => withRandom('a', half, body))).toBe(error)
    expect(Math.random).toBe(original)
  })

  test('keeps it as long as a promise is awaited', async () => {
    let next = 0
    const body = async () => {
      const numbers = [Math.random()]
      await setTimeout(5)
      return [...numbers, Math.random(), await Promise.resolve().then(() => Math.random())]
    }
    const promise = withRandom('a', () => next++ / 4, body)
    expect(Math.random).not.toBe(original)
    expect(await promise).toEqual([0, 0.25, 0.5])
    expect(Math.random).toBe(original)
  })

  test('puts it back when the promise is rejected', async () => {
    const error = new Error('late')
    const body = () => setTimeout(5).then(() => Promise.reject(error))
    await expect(withRandom('a', half, body)).rejects.toBe(error)
    expect(Math.random).toBe(original)
  })

  test('is refused while another has it, and the body is not run', () => {
    const hold = RandomHold.take('a', half)
    const body = jest.fn(() => 1)
    expect(() => withRandom('b', quarter, body)).toThrow(busy('b', 'a'))
    expect(body).not.toHaveBeenCalled()
    hold.release()
  })

  test('one in the body of another has numbers of its own, and takes none of the outer one', async () => {
    let next = 0
    const count = () => next++ / 4
    const body = async () => [
      Math.random(),
      await withRandom('b', half, () => setTimeout(1).then(() => Math.random())),
      withRandom('c', quarter, () => Math.random()),
      Math.random(),
    ]
    expect(await withRandom('a', count, body)).toEqual([0, 0.5, 0.25, 0.25])
  })
})

describe('runsAround', () => {
  test('tells the runs that code is run for, the outermost first', async () => {
    const inner = () => setTimeout(1).then(runsAround)
    const outer = async () => [runsAround(), await withRandom('b', quarter, inner), runsAround()]
    expect(await withRandom('a', half, outer)).toEqual([['a'], ['a', 'b'], ['a']])
    const beside = () => {
      const hold = RandomHold.take('b', quarter)
      const runs = runsAround()
      hold.release()
      return runs
    }
    expect(withRandom('a', half, beside)).toEqual(['a'])
    expect(runsAround()).toEqual([])
  })

  test('tells nothing to what runs beside it, nor to what comes after its end', async () => {
    const hold = RandomHold.take('a', half)
    expect(runsAround()).toEqual([])
    const late = hold.within(() => setTimeout(10).then(runsAround))
    hold.release()
    const next = RandomHold.take('b', half)
    expect(await late).toEqual([])
    next.release()
  })
})
