const isSoak = (globalThis as { isSoak?: boolean }).isSoak === true

/** How many times: so often in the suite, so often in the soak run (`npm run test:soak`). */
export function times(inSuite: number, inSoak: number): number {
  return isSoak ? inSoak : inSuite
}

/** Every so-manieth row of a table in the suite, all of them in the soak run. */
export function slice<T>(rows: readonly T[], every: number): T[] {
  return rows.filter((_, at) => isSoak || at % every === 0)
}

/** The time limit of a test that takes so many seconds in the suite; the soak run has an hour. */
export function limit(seconds: number): number {
  return (isSoak ? 3600 : seconds) * 1000
}
