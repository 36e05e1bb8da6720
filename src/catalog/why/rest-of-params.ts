/**
 * For each parameter a number for each experiment, equal for those that are equal in all other parameters. `points` are the values
 * that the experiments have of each parameter. It takes as many steps as there are values, whatever the number of pairs.
 */
export function* restOfParams(points: readonly Int32Array[]): Generator<Int32Array> {
  const experiments = points[0]?.length ?? 0
  // Numbers for what stands before each parameter, and for what stands behind it: equal where all of that is.
  const behind = [new Int32Array(experiments)]
  for (const values of points.slice(1).reverse()) behind.push(numbered(behind.at(-1)!, values))
  let before = new Int32Array(experiments)
  for (const values of points) {
    yield numbered(before, behind.pop()!)
    before = numbered(before, values)
  }
}

/** Numbers from 0 on for pairs of numbers, equal where both are. */
function numbered(a: Int32Array, b: Int32Array): Int32Array<ArrayBuffer> {
  const most = b.reduce((most, value) => Math.max(most, value), 0)
  const known = new Map<number, number>()
  return Int32Array.from(a, (first, index) => {
    const key = first * (most + 1) + b[index]!
    const number = known.get(key) ?? known.size
    known.set(key, number)
    return number
  })
}
