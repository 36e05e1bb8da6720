const DAY = 24 * 60 * 60 * 1000

/**
 * The moments, oldest first, at which the clock of the present time zone shows `shown` (such as `2020-03-03T15:52:10`): one
 * as a rule, two when clocks go back in autumn, none when they skip it in spring. Undefined for what no clock shows, such as
 * 30 February.
 */
export function localMoments(shown: string): Date[] | undefined {
  const asIfUtc = new Date(`${shown}.000Z`)
  // The parser of dates takes 30 February, and 24 o'clock, for moments of the next day.
  const exists = !Number.isNaN(asIfUtc.getTime()) && asIfUtc.toISOString() === `${shown}.000Z`
  if (!exists) return undefined
  // The offsets a day before and after are those on both sides of any change of clocks that could matter.
  const offsets = [-DAY, 0, DAY].map((shift) => new Date(asIfUtc.getTime() + shift).getTimezoneOffset())
  return [...new Set(offsets)]
    .map((offset) => new Date(asIfUtc.getTime() + offset * 60_000))
    .filter((moment) => moment.getTime() - moment.getTimezoneOffset() * 60_000 === asIfUtc.getTime())
    .sort((a, b) => a.getTime() - b.getTime())
}
