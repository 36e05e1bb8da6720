import { randomSeed, stream, type Draw, type Purpose } from '../../../src/training/random/generator'

const numbers = (draw: Draw, count: number) => Array.from({ length: count }, draw)

describe('golden numbers', () => {
  // They come from another implementation. Changing one of them is a breaking change: runs on disk could not go on exactly.
  test.each<[number, Purpose, number[]]>([
    [0, 'epoch 1', [0.9238911725461182, 0.5501499683531195, 0.9575944078344765]],
    [7, 'epoch 1', [0.4878599398784672, 0.7605631961301024, 0.5709477362650388]],
    [7, 'epoch 2', [0.3374740670242322, 0.15382623357604241, 0.3713484947411737]],
    [7, 'shuffle 1', [0.7353982583705978, 0.25633861066934727, 0.30955256195692604]],
    [7, 'shuffle 12', [0.7937288867386384, 0.6832911702719617, 0.49211286533332665]],
    [7, 'seeded 1', [0.645223631823906, 0.9130496788462724, 0.15038822498719062]],
    [7, 'body', [0.29314134179738116, 0.39503267509045525, 0.9162008846733526]],
    [2 ** 31 - 1, 'body', [0.3014175796375643, 0.32750163265722, 0.25770845635995954]],
    [Number.MAX_SAFE_INTEGER, 'epoch 1', [0.1965197919901689, 0.5472079056086008, 0.6387245980921731]],
  ])('seed %d, %s', (seed, purpose, expected) => {
    expect(numbers(stream(seed, purpose), 3)).toEqual(expected)
  })
})

test('a stream begins anew each time, and none depends on how much of another was drawn', () => {
  const first = stream(7, 'epoch 1')
  const other = stream(7, 'epoch 2')
  const mixed = numbers(() => (other(), other(), first()), 5)
  expect(mixed).toEqual(numbers(stream(7, 'epoch 1'), 5))
})

test('another seed or another purpose gives other numbers', () => {
  const seeds = [0, 1, 2, 7, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER]
  const purposes: Purpose[] = ['epoch 1', 'epoch 11', 'shuffle 1', 'shuffle 11', 'seeded 1', 'body']
  const all = seeds.flatMap((seed) => purposes.flatMap((purpose) => numbers(stream(seed, purpose), 1000)))
  expect(new Set(all).size).toBe(all.length)
})

const COUNT = 100_000

/** How far counts are from being equal: about as much as there are counts when chance alone is at work. */
function chiSquare(values: readonly number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) counts[value]! += 1
  const expected = values.length / bins
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

/** What should be spread evenly over so many bins. */
const SPREAD: [string, (drawn: readonly number[]) => number[], number][] = [
  ['the numbers', (drawn) => drawn.map((number) => Math.floor(number * 100)), 100],
  ['the bits at their end', (drawn) => drawn.map((number) => (number * 2 ** 53) % 64), 64],
  ['the bits in their middle', (drawn) => drawn.map((number) => Math.floor((number * 2 ** 30) % 64)), 64],
  [
    'pairs of them',
    (drawn) => drawn.slice(1).map((number, at) => Math.floor(number * 10) * 10 + Math.floor(drawn[at]! * 10)),
    100,
  ],
]

// Of 100 bins, one test in some 100,000 gives more than 170 by chance; the streams are fixed, so these never do.
const TOO_MUCH = 170

describe.each(SPREAD)('%s are spread evenly', (_, binOf, bins) => {
  test.each<Purpose>(['epoch 1', 'epoch 2', 'shuffle 1', 'body'])('over all of [0, 1): %s', (purpose) => {
    const drawn = numbers(stream(7, purpose), COUNT)
    expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(chiSquare(binOf(drawn), bins)).toBeLessThan(TOO_MUCH)
  })
})

test('what is not spread evenly would be seen', () => {
  const draw = stream(7, 'body')
  const bent = numbers(() => draw() ** 1.05, COUNT)
  const coarse = numbers(() => Math.floor(draw() * 2 ** 32) / 2 ** 32, COUNT)
  let last = draw()
  const sticky = numbers(() => (last = draw() < 0.05 ? last : draw()), COUNT)
  const [values, ends, , pairs] = SPREAD.map(
    ([, binOf, bins]) =>
      (drawn: number[]) =>
        chiSquare(binOf(drawn), bins),
  )
  expect([values!(bent), ends!(coarse), pairs!(sticky)].filter((chi) => chi < TOO_MUCH)).toEqual([])
})

describe('randomSeed', () => {
  const seeds = numbers(randomSeed, 1000)

  test('is an integer of 31 bits', () => {
    expect(seeds.filter((seed) => !Number.isInteger(seed) || seed < 0 || seed >= 2 ** 31)).toEqual([])
    expect(Math.max(...seeds)).toBeGreaterThan(2 ** 30)
  })

  test('is another each time, also when Math.random is seeded', () => {
    const { random } = Math
    Math.random = () => 0.5
    try {
      expect(new Set([...seeds, ...numbers(randomSeed, 1000)]).size).toBeGreaterThan(1990)
    } finally {
      Math.random = random
    }
  })
})
