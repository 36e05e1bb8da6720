import * as fc from 'fast-check'
import { stream, type Draw } from '../../../src/training/random/generator'
import { drawsTo, rowOrder } from '../../../src/training/random/row-order'
import { tf } from '../tiny'

const ownOrder = (rows: number) => Array.from({ length: rows }, (_, row) => row)

/** Has tfjs itself shuffle an array in place, with these numbers. */
function shuffleWith(draw: Draw, array: number[]): number[] {
  const { random } = Math
  Math.random = draw
  try {
    tf.util.shuffle(array)
  } finally {
    Math.random = random
  }
  return array
}

/** The numbers of an epoch's shuffle, from their beginning. */
const shuffle = (epoch: number) => stream(7, `shuffle ${epoch}`)

describe('rowOrder', () => {
  test.each([0, 1, 2, 3, 12, 1000])('is how tfjs leaves %d rows, after each of several epochs', (rows) => {
    const array = ownOrder(rows)
    expect([...rowOrder(rows, [])]).toEqual(array)
    for (let epochs = 1; epochs <= 5; epochs++) {
      shuffleWith(shuffle(epochs), array)
      const draws = ownOrder(epochs).map((at) => shuffle(at + 1))
      expect([...rowOrder(rows, draws)]).toEqual(array)
    }
  })

  test('takes as many numbers as there are rows, as tfjs does', () => {
    const count = { ours: 0, tfjs: 0 }
    rowOrder(12, [() => (count.ours++, 0.5)])
    shuffleWith(() => (count.tfjs++, 0.5), ownOrder(12))
    expect(count).toEqual({ ours: 12, tfjs: 12 })
  })

  test.each([0, 1 - 2 ** -53])('agrees with tfjs when all numbers are %d', (number) => {
    const draw = () => number
    expect([...rowOrder(100, [draw, draw])]).toEqual(shuffleWith(draw, shuffleWith(draw, ownOrder(100))))
  })
})

describe('drawsTo', () => {
  /** Has tfjs shuffle by the draws that lead to an order. */
  function led(order: readonly number[]): { order: number[]; drawn: number[] } {
    const draw = drawsTo(Int32Array.from(order))
    const drawn: number[] = []
    const noting = () => {
      drawn.push(draw())
      return drawn.at(-1)!
    }
    return { order: shuffleWith(noting, ownOrder(order.length)), drawn }
  }

  const areNumbersInRange = (drawn: readonly number[]) => drawn.every((number) => number >= 0 && number < 1)

  test('leads tfjs to each order of 5 rows', () => {
    const orders = permutations(ownOrder(5))
    expect(new Set(orders.map(String)).size).toBe(120)
    for (const order of orders) expect(led(order).order).toEqual(order)
  })

  test('leads tfjs to any order, by numbers in [0, 1)', () => {
    const orders = fc
      .integer({ min: 0, max: 200 })
      .chain((rows) => fc.shuffledSubarray(ownOrder(rows), { minLength: rows }))
    fc.assert(
      fc.property(orders, (order) => {
        const { order: reached, drawn } = led(order)
        expect(reached).toEqual(order)
        expect(drawn).toHaveLength(order.length)
        expect(areNumbersInRange(drawn)).toBe(true)
      }),
    )
  })

  test('leads tfjs to an order of very many rows', () => {
    const order = [...rowOrder(300_000, [shuffle(1)])]
    const { order: reached, drawn } = led(order)
    expect(reached.every((row, at) => row === order[at])).toBe(true)
    expect(areNumbersInRange(drawn)).toBe(true)
  })
})

test('tfjs goes on from a replayed epoch as if it had shuffled in all of them', () => {
  const straight = ownOrder(50)
  for (const epoch of [1, 2, 3, 4]) shuffleWith(shuffle(epoch), straight)
  const resumed = shuffleWith(drawsTo(rowOrder(50, [shuffle(1), shuffle(2), shuffle(3)])), ownOrder(50))
  expect(resumed).not.toEqual(straight)
  expect(shuffleWith(shuffle(4), resumed)).toEqual(straight)
})

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]]
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  )
}
