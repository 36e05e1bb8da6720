import { formatMoment } from './format-moment'
import { localMoments } from './local-moments'

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
  return formatMoment(moment, "'run--'yy-MM-dd--HH-mm")
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
  const [year, month, day, hour, minute] = match.slice(1, 6)
  const moments = localMoments(`20${year}-${month}-${day}T${hour}:${minute}:00`)
  return moments && { ordinal: Number(match[6] ?? 1), moments }
}
