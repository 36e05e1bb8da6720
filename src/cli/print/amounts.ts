import { localTime } from '../../layout/local-time'
import { showText } from '../../params/show'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB']

/** A recorded moment in local time to the minute: `2026-11-21 14:02`. What is no moment stays as it is. */
export function startedText(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return showText(iso)
  return localTime(moment).slice(0, -':00'.length).replace('T', ' ')
}

/** A time that something took, in its two largest units: `33 s`, `4 min 10 s`, `2 h 05 min`, `3 d 4 h`. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '?'
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`
  const whole = Math.round(seconds)
  if (whole < MINUTE) return `${whole} s`
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min ${twoDigits(whole % MINUTE)} s`
  const minutes = Math.round(seconds / MINUTE)
  if (minutes * MINUTE < DAY) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
  const hours = Math.round(seconds / HOUR)
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** A size on disk, in units of a thousand: `999 B`, `1.2 MB`, `25 MB`. */
export function bytesText(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return '?'
  if (bytes < 1000) return `${Math.round(bytes)} B`
  let size = bytes / 1000
  let unit = 0
  while (size >= 999.5 && unit < BYTE_UNITS.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${BYTE_UNITS[unit]}`
}

const twoDigits = (count: number): string => String(count).padStart(2, '0')

/** A count with its digits in threes: `10,000`. */
export function countText(count: number): string {
  // What node knows of languages takes long to load.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
