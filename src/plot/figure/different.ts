/** The different ones among some numbers, from the smallest to the largest. */
export function differentNumbers(numbers: Iterable<number>): number[] {
  // A set takes 0 and -0 for one; an array of numbers alone sorts far more quickly.
  return Array.from(Float64Array.from(new Set(numbers)).sort())
}
