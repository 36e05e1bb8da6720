import type { ChosenMetric } from './chosen-metric'
import { bestOf, lastOf, nearestTo, placeText } from './curve-facts'

/** What there is to say of the curves of a run: their values at an epoch, or their best and their last ones. */
export function curveText(chosen: readonly ChosenMetric[], run: number, epoch: number | undefined): string {
  const texts = chosen.flatMap(({ metric, mode }) => {
    const curve = metric.of(run)
    const best = curve && bestOf(curve, mode)
    if (curve === undefined || best === undefined) return []
    if (epoch !== undefined) return [`${metric.metric} ${placeText(curve, nearestTo(curve, epoch)!)}`]
    const last = placeText(curve, lastOf(curve)!)
    return [`${metric.metric} best ${placeText(curve, best)}, last ${last}`]
  })
  return texts.join('; ')
}
