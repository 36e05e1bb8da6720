import { FileError } from '../../errors'
import { Breath } from '../../catalog/cache/breath'
import { readLogRows } from '../../catalog/details/log-rows'
import type { CatalogRecord } from '../../catalog/record'
import { curvesIn, mostOfEach, stepFor, thinned, type CurvePoints } from './curve-points'

/** Who hears of the reading. */
export interface CurveReading {
  readonly onProgress?: (done: number, total: number) => void
  readonly onUnreadable: (record: CatalogRecord, error: FileError) => void
}

/** How many values are held, and to how many they are thinned when there are more. */
const HELD = { most: 4_000_000, thinnedTo: 1_000_000 }

/** The curves of these runs by metric, in the order in which the metrics come up. Logs that cannot be read are left out. */
export async function readCurves(
  records: readonly CatalogRecord[],
  { onProgress, onUnreadable }: CurveReading,
  held = HELD,
): Promise<Map<string, CurvePoints[]>> {
  const curves = new Map<string, CurvePoints[]>()
  const breath = new Breath()
  let [values, most] = [0, held.most]
  for (const [run, record] of records.entries()) {
    if (breath.isDue) {
      onProgress?.(run, records.length)
      await breath.taken()
    }
    try {
      for (const [metric, curve] of curvesIn(readLogRows(record.dir), run)) {
        const known = curves.get(metric)
        if (known === undefined) curves.set(metric, [curve])
        else known.push(curve)
        values += curve.values.length
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      onUnreadable(record, error)
    }
    if (values <= most) continue
    values = thinAll(curves, held.thinnedTo)
    // Two are left of each curve, and of very many curves that is more.
    most = Math.max(held.most, 2 * values)
  }
  onProgress?.(records.length, records.length)
  return curves
}

/** Thins all curves in place to so many values together, and says how many are left. */
function thinAll(curves: Map<string, CurvePoints[]>, budget: number): number {
  const most = mostOfEach([...curves.values()].flat(), budget, budget)
  let values = 0
  for (const list of curves.values())
    list.forEach((curve, at) => {
      list[at] = thinned(curve, stepFor(curve, most))
      values += list[at].values.length
    })
  return values
}
