import { hintFor, nearest } from '../../params/nearest'
import { showText } from '../../params/show'
import { DEMANDS, isDemand } from './demands'

const NAMES = Object.keys(DEMANDS)

/** Short names are near to those of many parameters, such as `lr` to `lt`: only long ones are taken for misspelt. */
const LONG_NAMES = NAMES.filter((name) => name.length >= 5)

/** What other languages call a demand. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ lte: 'le', gte: 'ge', neq: 'ne', nin: 'notIn', not_in: 'notIn', not_like: 'notLike', equals: 'eq' },
    ...{ '=': 'eq', '==': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge', '~': 'like' },
  }),
)

/** The demand that a key means which is none: one of another language or case, or misspelt; undefined for any other key. */
export function meantDemand(key: string): string | undefined {
  const name = key.replace(/^\$/, '').toLowerCase()
  const other = OTHER_NAMES.get(name)
  if (other !== undefined) return other
  const same = NAMES.find((demand) => demand.toLowerCase() === name)
  if (same !== undefined) return isDemand(key) ? undefined : same
  return name.length < 5 ? undefined : nearest(name, LONG_NAMES)
}

/** What to say of a key among demands that is none of them. */
export function insteadOfDemand(key: string): string {
  const meant = meantDemand(key)
  const hint = meant === undefined ? hintFor(key, NAMES, 'The demands are') : `Did you mean "${meant}"?`
  return `"${showText(key, 60)}". ${hint} To compare with an object, write { eq: { … } }.`
}
