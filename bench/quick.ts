/** With `--quick` everything is done once and small: it shows that the benchmarks run, and no number means anything. */
export const isQuick = process.argv.includes('--quick')

/** A count for a measurement, or a small one in its place. */
export function count(full: number, quick: number): number {
  return isQuick ? quick : full
}
