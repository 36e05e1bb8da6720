import { createHash, randomInt } from 'node:crypto'

/** Gives the next number in [0, 1), as `Math.random` does. */
export type Draw = () => number

/** What the numbers of a run are drawn for; each has a stream of its own, so that none depends on how many others draw. */
export type Purpose = `epoch ${number}` | `shuffle ${number}` | `seeded ${number}` | 'body'

/**
 * The stream of numbers for one purpose of a run with this seed: the same in every process, for ever. The generator is
 * sfc32 of C. Doty-Humphrey's PractRand, begun with the SHA-256 of seed and purpose; each number has 53 random bits.
 */
export function stream(seed: number, purpose: Purpose): Draw {
  const key = createHash('sha256').update(`exman 1 seed ${seed} ${purpose}`).digest()
  let a = key.readInt32LE(0)
  let b = key.readInt32LE(4)
  let c = key.readInt32LE(8)
  let counter = key.readInt32LE(12)
  const next = (): number => {
    const word = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    return word
  }
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}

/** A seed for a run that was given none. */
export function randomSeed(): number {
  return randomInt(2 ** 31)
}
