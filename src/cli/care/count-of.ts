import { countText } from '../../text/numbers'

/** A count with what is counted: `1 finding`, `1,234 findings`. */
export function countOf(count: number, what: string): string {
  return `${countText(count)} ${what}${count === 1 ? '' : 's'}`
}
