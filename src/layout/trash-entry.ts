import { formatMoment } from './format-moment'

const NAME = /^\d{4}-\d\d-\d\d--\d\d-\d\d-\d\d-[1-9]\d{0,8}$/

/** The names that an entry of the trash may have, in local time: `2026-11-21--14-02-33-1`, then `…-2` and so on. */
export function* trashEntries(moment: Date): Generator<string> {
  const time = formatMoment(moment, 'yyyy-MM-dd--HH-mm-ss')
  for (let ordinal = 1; ; ordinal++) yield `${time}-${ordinal}`
}

/** Whether `trashEntries` can have made a name. */
export function isTrashEntry(text: string): boolean {
  return NAME.test(text)
}
