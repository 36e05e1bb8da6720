import { formatPath } from '../../params/path'
import type { Json } from '../../params/types'
import { Tally } from './tally'

/** What stands at one place in the values of many runs, and what stands below it. */
class Place {
  readonly tally = new Tally()
  /** Whether a value ends here. */
  isLeaf = false
  readonly children = new Map<string, Place>()

  add(value: Json): void {
    if (Array.isArray(value) ? this.#addObjects(value) : this.#addFields(value)) return
    this.isLeaf = true
    this.tally.add(value)
  }

  // Without lists of entries, for there are many thousand runs.
  #addFields(value: Exclude<Json, Json[]>): boolean {
    if (typeof value !== 'object' || value === null) return false
    let isEmpty = true
    for (const key in value) {
      if (key === '' || key === '__proto__' || !Object.hasOwn(value, key)) continue
      this.#child(key).add(value[key]!)
      isEmpty = false
    }
    return !isEmpty
  }

  // A list of plain values is one value; a list of objects, such as layers, is looked into.
  #addObjects(list: readonly Json[]): boolean {
    if (!list.some((each) => typeof each === 'object' && each !== null && !Array.isArray(each))) return false
    for (const [index, each] of list.entries()) this.#child(String(index)).add(each)
    return true
  }

  #child(key: string): Place {
    const found = this.children.get(key)
    if (found !== undefined) return found
    const child = new Place()
    this.children.set(key, child)
    return child
  }
}

/** The parameters (or results) of many runs laid over each other: which paths there are, and what stands at them. */
export class ValueTree {
  readonly #root = new Place()

  /** Adds those of one run. */
  add(values: Json): void {
    this.#root.add(values)
  }

  /** Whether a run has anything at a path. */
  has(path: readonly string[]): boolean {
    let place: Place | undefined = this.#root
    for (const key of path) place = place?.children.get(key)
    return place !== undefined
  }

  /** The paths that end at values, in the order in which they came. */
  leaves(): { path: string; tally: Tally }[] {
    return leavesOf(this.#root, [])
  }
}

function leavesOf(
  { isLeaf, tally, children }: Place,
  path: readonly string[],
): { path: string; tally: Tally }[] {
  const own = isLeaf && path.length > 0 ? [{ path: formatPath(path), tally }] : []
  return [...own, ...[...children].flatMap(([key, child]) => leavesOf(child, [...path, key]))]
}
