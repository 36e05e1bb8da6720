/** `withRandom`, and which runs code is run for. */
import { setTimeout } from 'node:timers/promises'
import { RandomHold, runsAround, withRandom } from '../../../src/training/random/random-hold'
import { thrown } from '../../faults/thrown'

const original = Math.random
afterEach(() => {
  const left = Math.random
  Math.random = original
  expect(left).toBe(original)
})

const half = () => 0.5
const quarter = () => 0.25

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
    expect(() => withRandom('b', quarter, body)).toThrow(/^b cannot be trained now: a is being trained/)
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
