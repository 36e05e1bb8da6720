/**
 * Numbers from 0 up to 1 that look like chance and are always the same: mulberry32, by Tommy Ettinger. What is drawn with them can be
 * drawn again.
 */
export function fixedChance(seed = 0x5eed): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
