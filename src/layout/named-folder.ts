import { formatMoment } from './format-moment'
import { localMoments } from './local-moments'

const BEGINNING = /^\d{1,15}-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d/
// Python's tool takes any name; only what would lead elsewhere, or break a line, can be no part of a folder.
const NAME =
  /^(\d{1,15})-(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)(?:-(?<name>[^/\\\u0000-\u001f\u007f]+))?$/

/** What the name of a numbered run folder tells. */
export interface NamedFolder {
  number: number
  /** What the user called the run. */
  name: string | undefined
  /**
   * The moments, oldest first and to the second, at which the clock of the present time zone shows this second: one as a
   * rule, two when clocks go back in autumn, none when they skip it in spring.
   */
  moments: Date[]
}

/** The folder of a numbered run, in local time: `000001-2020-03-03-15-52-10`, with `-name` behind it if there is one. */
export function namedFolder(run: { number: number; moment: Date; name?: string; zfill?: number }): string {
  const { number, moment, name, zfill = 6 } = run
  const parts = [String(number).padStart(zfill, '0'), formatMoment(moment, 'yyyy-MM-dd-HH-mm-ss')]
  return [...parts, ...(name === undefined ? [] : [name])].join('-')
}

/**
 * What the name of a numbered run's folder tells, however many zeros its number has; undefined for any other name,
 * impossible dates included. The time zone of the writer is unknown: order runs by their numbers.
 */
export function parseNamedFolder(text: string): NamedFolder | undefined {
  const match = NAME.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(2)
  const moments = localMoments(`${year}-${month}-${day}T${hour}:${minute}:${second}`)
  return moments && { number: Number(match[1]), name: match.groups?.name, moments }
}

/**
 * The number with which the name of a numbered run's folder begins; undefined when no digits of a date follow it. Fast, for
 * the names of a whole root: whether the date exists, and what stands behind it, is not looked at.
 */
export function folderNumber(text: string): number | undefined {
  return BEGINNING.test(text) ? Number.parseInt(text, 10) : undefined
}
