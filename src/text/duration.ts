const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

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

const twoDigits = (count: number): string => String(count).padStart(2, '0')
