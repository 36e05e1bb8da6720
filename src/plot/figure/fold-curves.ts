import { differentNumbers } from './different'
import type { Belongs, Line } from './figure'
import { meanOf } from './means'

/** A curve: of a run, or the mean of some. Values that are not finite are NaN. */
export interface Curve {
  readonly epochs: readonly number[]
  readonly values: readonly number[]
}

/** The mean of some curves, with the band around it, as a line. At each epoch those count that have a finite value there. */
export function meanLine(
  name: string,
  belongs: Belongs,
  curves: readonly Curve[],
  { isLog }: { isLog: boolean },
): Line {
  const [only] = curves
  if (curves.length === 1 && only !== undefined) return singleLine(name, belongs, only)
  const atEpoch = valuesByEpoch(curves)
  const epochs = differentNumbers(atEpoch.keys())
  const means = epochs.map((epoch) => {
    const values = atEpoch.get(epoch)!.filter(Number.isFinite)
    return values.length === 0 ? undefined : meanOf(values, { isLog })
  })
  return {
    ...{ name, ...belongs, epochs, values: means.map((mean) => mean?.mean ?? NaN) },
    low: means.map((mean) => mean?.low ?? NaN),
    high: means.map((mean) => mean?.high ?? NaN),
    n: curves.length,
  }
}

/** A curve as a line. */
export function singleLine(name: string, belongs: Belongs, { epochs, values }: Curve): Line {
  return { name, ...belongs, epochs, values, low: null, high: null, n: 1 }
}

/** The mean of the curves of an experiment's seeds. */
export function meanCurve(curves: readonly Curve[]): Curve {
  return curves.length === 1 ? curves[0]! : meanLine('', {}, curves, { isLog: false })
}

/** The values at each epoch that one of the curves has. */
function valuesByEpoch(curves: readonly Curve[]): Map<number, number[]> {
  const atEpoch = new Map<number, number[]>()
  for (const { epochs, values } of curves)
    for (const [at, epoch] of epochs.entries()) {
      const known = atEpoch.get(epoch)
      if (known === undefined) atEpoch.set(epoch, [values[at]!])
      else known.push(values[at]!)
    }
  return atEpoch
}
