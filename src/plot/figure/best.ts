import type { CatalogRecord } from '../../catalog/record'
import { modeOf } from '../../catalog/verbs/best'
import { numberText } from '../../text/numbers'
import type { FigureChoices } from './choices'

/** Which way the values of a metric get better; undefined for what is none, unless it was asked for. */
export function modeFor(
  metric: string | undefined,
  records: readonly CatalogRecord[],
  { mode }: FigureChoices,
): 'min' | 'max' | undefined {
  return mode ?? (metric === undefined ? undefined : modeOf(metric, records))
}

/** The best of some things by their values, the first of equals; undefined without a mode. */
export function bestBy<T>(
  things: Iterable<T>,
  valueOf: (thing: T) => number,
  mode: 'min' | 'max' | undefined,
): T | undefined {
  if (mode === undefined) return undefined
  const sign = mode === 'min' ? 1 : -1
  let best: { thing: T; value: number } | undefined
  for (const thing of things) {
    const value = sign * valueOf(thing)
    if (Number.isFinite(value) && (best === undefined || value < best.value)) best = { thing, value }
  }
  return best?.thing
}

/** A value as it stands beside the best run. */
export function bestText(value: number): string {
  return numberText(value, 4)
}
