/** A recorded moment in the reader's own time, to the minute: `2026-11-21 14:02`. What is no moment stays as it is. */
export function momentText(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return iso
  const day = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map(twoDigits).join('-')
  return `${day} ${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`
}

const twoDigits = (count: number): string => String(count).padStart(2, '0')
