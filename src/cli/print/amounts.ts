import { localTime } from '../../layout/local-time'
import { showText } from '../../params/show'

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB']

/** A recorded moment in local time to the minute: `2026-11-21 14:02`. What is no moment stays as it is. */
export function startedText(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return showText(iso)
  return localTime(moment).slice(0, -':00'.length).replace('T', ' ')
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
