import { isEqualJson } from '../params/equal'
import type { Identity } from './identify'

/** Whether two identities are the same experiment: by their keyed values, since names and even digests may be shared. */
export function sameExperiment(
  a: Pick<Identity, 'ids' | 'monitored' | 'groups'>,
  b: Pick<Identity, 'ids' | 'monitored' | 'groups'>,
): boolean {
  return (
    a.ids === b.ids &&
    isEqualJson([...a.monitored], [...b.monitored]) &&
    isEqualJson(keyedValues(a), keyedValues(b))
  )
}

function keyedValues({ monitored, groups }: Pick<Identity, 'monitored' | 'groups'>) {
  // null marks a group that is not there, an array one that is: null is a value too.
  return monitored.map((key) => (Object.hasOwn(groups, key) ? [groups[key]!.value] : null))
}
