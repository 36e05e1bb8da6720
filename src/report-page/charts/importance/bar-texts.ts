import type { ImportanceBar } from '../../../plot/figure/figure'

/** A correlation in two decimals, with its sign where that means something. */
export function correlationText({ correlation, isSigned }: ImportanceBar): string {
  return isSigned && correlation > 0 ? `+${twoDecimals(correlation)}` : twoDecimals(correlation)
}

/** The interval: `0.41 to 0.83`. */
export function intervalText({ low, high }: ImportanceBar): string {
  return low === null || high === null ? 'too few' : `${twoDecimals(low)} to ${twoDecimals(high)}`
}

/** What a correlation says. */
export function meaningText({ parameter, correlation, isSigned }: ImportanceBar, metric: string): string {
  if (!isSigned) return `${metric} differs with ${parameter}`
  return `${metric} ${correlation < 0 ? 'falls' : 'grows'} with ${parameter}`
}

function twoDecimals(value: number): string {
  return value.toFixed(2).replace('-', '−')
}
