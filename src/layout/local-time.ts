import { formatMoment } from './format-moment'

/** A moment in local time to the second, without its zone, as the Python tool writes it: `2020-03-03T15:52:10`. */
export function localTime(moment: Date): string {
  return formatMoment(moment, "yyyy-MM-dd'T'HH:mm:ss")
}
