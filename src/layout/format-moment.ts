import type { format } from 'date-fns/format'

/** A moment in local time, in date-fns's pattern. The library is loaded on first use: what only reads names never needs it. */
export function formatMoment(moment: Date, pattern: string): string {
  return library().format(moment, pattern)
}

function library(): { format: typeof format } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import on first use
  return require('date-fns/format') as { format: typeof format }
}
