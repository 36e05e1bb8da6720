import { format } from 'date-fns/format'

const DAY = 24 * 60 * 60 * 1000

/** What the name of a run folder tells. */
export interface RunFolderName {
  /** 1 for the first run of the minute, 2 for the folder that ends in `-2`. */
  ordinal: number
  /**
   * The moments, oldest first and to the minute, at which the clock of the present time zone shows this minute: one as a
   * rule, two when clocks go back in autumn, none when they skip it in spring.
   */
  moments: Date[]
}

/** The folder of the first run in the minute of `moment`, in local time: `run--20-03-03--15-52`. */
export function runFolder(moment: Date): string {
  return format(moment, "'run--'yy-MM-dd--HH-mm")
}

/** The folders that runs of one minute have: `first`, then `run--20-03-03--15-52-2` and so on, beginning with the `from`-th. */
export function* runFolders(first: string, from = 1): Generator<string> {
  for (let ordinal = from; ; ordinal++) yield ordinal === 1 ? first : `${first}-${ordinal}`
}

/**
 * What the name of a run's folder tells; undefined for any other name, impossible dates included. The year is of
 * this century (2100 reads as 2000), and the time zone of the writer is unknown: order runs by the `sequence` in run.json.
 */
export function parseRunFolder(text: string): RunFolderName | undefined {
  const match = /^run--(\d\d)-(\d\d)-(\d\d)--(\d\d)-(\d\d)(?:-([2-9]|[1-9]\d{1,8}))?$/.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number)
  const asIfUtc = new Date(Date.UTC(2000 + year, month - 1, day, hour, minute))
  const exists =
    asIfUtc.getUTCMonth() === month - 1 && asIfUtc.getUTCDate() === day && hour < 24 && minute < 60
  if (!exists) return undefined
  return { ordinal: Number(match[6] ?? 1), moments: momentsOf(asIfUtc) }
}

/** The moments at which the local clock shows the date and minute that `asIfUtc` shows in UTC. */
function momentsOf(asIfUtc: Date): Date[] {
  // The offsets a day before and after are those on both sides of any change of clocks that could matter.
  const offsets = [-DAY, 0, DAY].map((shift) => new Date(asIfUtc.getTime() + shift).getTimezoneOffset())
  return [...new Set(offsets)]
    .map((offset) => new Date(asIfUtc.getTime() + offset * 60_000))
    .filter((moment) => moment.getTime() - moment.getTimezoneOffset() * 60_000 === asIfUtc.getTime())
    .sort((a, b) => a.getTime() - b.getTime())
}
