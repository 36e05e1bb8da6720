import { showText } from '../../params/show'
import type { Axis } from './axis'
import type { FigureChoices } from './choices'
import { differentNumbers } from './different'
import { LeftOut } from './left-out'
import { curveOf, type LoggedCurve } from './logged-curve'
import { numberAxis } from './number-axis'
import type { ReadCurves } from './read-curves'
import { runsText } from '../../text/numbers'

/** The curves that can be shown, by the numbers of their runs, and their axis. */
export interface ShownCurves {
  readonly curves: ReadonlyMap<number, readonly LoggedCurve[]>
  readonly y: Axis
  readonly leftOut: LeftOut
  readonly notes: readonly string[]
}

/** To tell how values are spread, so many of them are enough. */
const LOOKED_AT = 50_000

/** Lays the curves of some metrics, which are called by `name`, on one axis. A run without any finite value, or whose log cannot be read, is counted as left out. */
export function shownCurves(
  { name, metrics }: { readonly name: string; readonly metrics: readonly string[] },
  { ofRuns, step }: ReadCurves,
  { yScale }: FigureChoices,
): ShownCurves {
  const title = showText(name, Infinity)
  const leftOut = new LeftOut()
  const found = new Map<number, readonly LoggedCurve[]>()
  for (const [run, curves] of ofRuns.entries()) {
    const finite = curves?.filter(({ lowest }) => lowest !== null) ?? []
    if (finite.length > 0) found.set(run, finite)
    else if (curves === undefined) leftOut.add('whose log cannot be read')
    else leftOut.add(curves.length === 0 ? `without ${title}` : `whose ${title} is never finite`)
  }
  const measured = { name: metrics.length > 1 ? 'value' : name, origin: 'measured' } as const
  const y = numberAxis(measured, someValues([...found.values()].flat()), yScale)
  const onAxis = y.scale === 'log' ? withoutWhatIsNotAbove0(found, title, leftOut) : found
  return {
    curves: onAxis,
    y,
    leftOut,
    notes: [
      ...(metrics.length > 1 ? lackingNotes(onAxis, metrics) : []),
      ...(step > 1 ? [`of the epochs one in ${step} is looked at`] : []),
    ],
  }
}

/** How many runs have gaps in the curves that are shown. */
export function gapNotes(
  curves: readonly { readonly run: number; readonly curve: LoggedCurve }[],
  { scale }: Pick<Axis, 'scale'>,
): string[] {
  const gaps = new Set(curves.filter(({ curve }) => hasGap(curve)).map(({ run }) => run)).size
  const why = scale === 'log' ? 'finite, or not above 0' : 'finite'
  return gaps === 0 ? [] : [`gaps: ${runsText(gaps)} with values that are not ${why}`]
}

/** How many of the runs are not in the panels of some metrics, of which they have others. */
function lackingNotes(
  curves: ReadonlyMap<number, readonly LoggedCurve[]>,
  metrics: readonly string[],
): string[] {
  return metrics.flatMap((metric) => {
    const lacking = [...curves.values()].filter((own) => own.every((curve) => curve.metric !== metric)).length
    return lacking === 0 ? [] : [`not in the panel of ${showText(metric, Infinity)}: ${runsText(lacking)}`]
  })
}

function someValues(curves: readonly LoggedCurve[]): number[] {
  const all = curves.reduce((sum, { values }) => sum + values.length, 0)
  const step = Math.max(1, Math.floor(all / LOOKED_AT))
  const looked: number[] = []
  let at = 0
  for (const { values, lowest, highest } of curves) {
    looked.push(lowest!.value, highest!.value)
    for (const value of values) if (at++ % step === 0 && Number.isFinite(value)) looked.push(value)
  }
  return differentNumbers(looked)
}

function withoutWhatIsNotAbove0(
  found: ReadonlyMap<number, readonly LoggedCurve[]>,
  title: string,
  leftOut: LeftOut,
): Map<number, readonly LoggedCurve[]> {
  const left = new Map<number, readonly LoggedCurve[]>()
  for (const [run, curves] of found) {
    const above = curves.filter(({ highest }) => highest!.value > 0).map(aboveZero)
    if (above.length > 0) left.set(run, above)
    else leftOut.add(`whose ${title} is never above 0`)
  }
  return left
}

function aboveZero(curve: LoggedCurve): LoggedCurve {
  if (curve.lowest!.value > 0) return curve
  const { metric, epochs, values } = curve
  const rows = epochs.map((epoch, at) => ({
    ...{ epoch, seconds: 0 },
    metrics: { [metric]: values[at]! > 0 ? values[at]! : NaN },
  }))
  return { ...curveOf(rows, metric)!, highest: curve.highest }
}

function hasGap({ values }: LoggedCurve): boolean {
  return values.some(Number.isNaN)
}
