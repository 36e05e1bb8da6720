/** A number for each experiment; equal for those that are equal in something. */
export interface Numbering {
  readonly numbers: Int32Array
  /** All of them are from 0 on, and smaller than this. */
  readonly size: number
  /** Whether it is known that no two are equal. */
  readonly tellsAll?: boolean
}

/**
 * For each parameter a numbering of the experiments that is equal for those which are equal in all other parameters. It takes as many
 * steps as there are values at most, whatever the number of pairs.
 */
export function* restOfParams(params: readonly Numbering[]): Generator<Numbering> {
  const experiments = params[0]?.numbers.length ?? 0
  // What stands before each parameter, and what stands behind it.
  let before: Numbering = { numbers: new Int32Array(experiments), size: 1 }
  const behind = [before]
  for (const values of params.slice(1).reverse()) behind.push(joined(behind.at(-1)!, values))
  for (const values of params) {
    yield joined(before, behind.pop()!)
    before = joined(before, values)
  }
}

/** Equal for those that are equal in both. */
function joined(a: Numbering, b: Numbering): Numbering {
  // What tells all apart does so whatever is added: where parameters are many, that is soon so.
  const all = [a, b].find(({ tellsAll }) => tellsAll)
  if (all !== undefined) return all
  const known = new Map<number, number>()
  const numbers = a.numbers.map((first, index) => {
    const key = first * b.size + b.numbers[index]!
    const number = known.get(key) ?? known.size
    known.set(key, number)
    return number
  })
  return { numbers, size: known.size, tellsAll: known.size === numbers.length }
}
