import type { ImportanceBar } from '../../../plot/figure/figure'

/** Where a bar stands, in hundredths of the room. */
export interface BarPlaces {
  readonly zero: number
  readonly from: number
  readonly size: number
  /** The ends of its interval; null where there is none. */
  readonly low: number | null
  readonly high: number | null
}

/** The places of a bar on a scale from -1, or from 0 where no bar is negative, to 1. */
export function barPlaces({ correlation, low, high }: ImportanceBar, hasNegative: boolean): BarPlaces {
  const at = (value: number) => {
    const within = Math.min(1, Math.max(hasNegative ? -1 : 0, value))
    return hasNegative ? 50 + 50 * within : 100 * within
  }
  const [zero, end] = [at(0), at(correlation)]
  return {
    zero,
    from: Math.min(zero, end),
    size: Math.abs(end - zero),
    low: low === null ? null : at(low),
    high: high === null ? null : at(high),
  }
}
