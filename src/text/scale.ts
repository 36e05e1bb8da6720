import { numberText, rounded } from './numbers'

const LOG_SPAN = 1000

/** What the height of a point means. */
export interface Scale {
  readonly isLog: boolean
  readonly low: number
  readonly high: number
  /** How far up a value is, from 0 to 1. */
  shareOf(value: number): number
  /** The value so far up. */
  valueAt(share: number): number
}

/** The scale on which finite values lie: as asked for, else logarithmic when all are positive and span more than three decades. */
export function scaleOf(values: Iterable<number>, asked?: 'linear' | 'log'): Scale {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const isLog = asked === undefined ? low > 0 && high / low > LOG_SPAN : asked === 'log' && low > 0
  const [bottom, top] = isLog ? [Math.log10(low), Math.log10(high)] : [low, high]
  return {
    isLog,
    low,
    high,
    shareOf(value) {
      if (high === low) return 0.5
      // Halves, for the distance of two numbers may be more than the largest number.
      return ((isLog ? Math.log10(value) : value) / 2 - bottom / 2) / (top / 2 - bottom / 2)
    },
    valueAt(share) {
      if (share === 1) return high
      if (share === 0) return low
      const value = bottom * (1 - share) + top * share
      return isLog ? 10 ** value : value
    },
  }
}

/** The label of each row of a panel, empty for most: the extremes, and a few values between them. */
export function tickTexts(scale: Scale, rows: number): string[] {
  const texts = Array.from({ length: rows }, () => '')
  if (scale.high < scale.low) return texts
  if (scale.high === scale.low) {
    texts[Math.floor(rows / 2)] = numberText(scale.low)
    return texts
  }
  const count = rows < 5 ? 2 : rows < 9 ? 3 : 5
  const places = Array.from({ length: count }, (_, index) => Math.round((index * (rows - 1)) / (count - 1)))
  const labels = numberTexts(places.map((row) => scale.valueAt(1 - row / (rows - 1))))
  for (const [index, row] of places.entries()) texts[row] = labels[index]!
  return texts
}

/** Numbers with the fewest digits that tell them apart, three at least. */
export function numberTexts(values: readonly number[]): string[] {
  for (let digits = 3; digits < 17; digits += 1) {
    const texts = values.map((value) => numberText(rounded(value, digits), digits))
    if (new Set(texts).size === texts.length) return texts
  }
  return values.map((value) => numberText(value, 17))
}
