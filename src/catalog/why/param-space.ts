import { formatPath } from '../../params/path'
import type { Json } from '../../params/types'
import { leavesOf } from '../details/leaves'
import type { CatalogRecord } from '../record'
import type { Cell } from '../sheet'
import { textOf } from '../verbs/group-by'
import type { Experiment } from './experiments'

/** A parameter in which experiments differ. */
export interface Param {
  /** Its dotted path. */
  readonly path: string
  /** The top-level key that it stands below; null for one that stands at the top itself. */
  readonly group: string | null
  /** Its different values; the first is undefined, for experiments that lack it. */
  readonly values: readonly Cell[]
}

/** Where experiments are among all that there could be. */
export interface ParamSpace {
  readonly params: readonly Param[]
  /** For each parameter, which of its values each experiment has. */
  readonly points: readonly Int32Array[]
  /** Parameters in which runs of one experiment differ, such as seeds: they tell no experiments apart. */
  readonly folded: readonly string[]
}

/** What numbered runs call the seed, which is no difference between them. */
const SEED = 'seed'

interface Leaf {
  path: string
  group: string | null
  value: Json
  text: string
}

/** Takes the parameters of experiments apart, and leaves out those in which all are equal. */
export function paramSpace(experiments: readonly Experiment[]): ParamSpace {
  const folded = new Set<string>()
  const columns = new Map<string, Column>()
  for (const [index, { records }] of experiments.entries())
    for (const leaf of commonLeaves(records, folded).values()) {
      let column = columns.get(leaf.path)
      if (column === undefined) columns.set(leaf.path, (column = new Column(leaf, experiments.length)))
      column.set(index, leaf)
    }
  const different = [...columns.values()].filter((column) => column.differs && !folded.has(column.path))
  return { params: different, points: different.map(({ at }) => at), folded: [...folded].sort() }
}

/** A parameter while its values are gathered. */
class Column implements Param {
  readonly path: string
  readonly group: string | null
  readonly values: Cell[] = [undefined]
  /** Which of the values each experiment has. */
  readonly at: Int32Array
  readonly #known = new Map<string, number>()

  constructor({ path, group }: Leaf, experiments: number) {
    this.path = path
    this.group = group
    this.at = new Int32Array(experiments)
  }

  set(experiment: number, { value, text }: Leaf): void {
    const known = this.#known.get(text)
    if (known === undefined) this.#known.set(text, this.values.push(value) - 1)
    this.at[experiment] = known ?? this.values.length - 1
  }

  get differs(): boolean {
    return this.at.some((value) => value !== this.at[0])
  }
}

/** The parameters of an experiment; takes down in which of them its runs differ. */
function commonLeaves([first, ...others]: readonly CatalogRecord[], folded: Set<string>): Map<string, Leaf> {
  const leaves = leavesIn(first!)
  if (leaves.has(SEED)) folded.add(SEED)
  for (const other of others) {
    const its = leavesIn(other)
    for (const path of new Set([...leaves.keys(), ...its.keys()]))
      if (leaves.get(path)?.text !== its.get(path)?.text) folded.add(path)
  }
  return leaves
}

function leavesIn({ params }: CatalogRecord): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  for (const [key, child] of Object.entries(params)) {
    const top = formatPath([key])
    for (const { path, value } of leavesOf({ [key]: child }))
      leaves.set(path, { path, group: path === top ? null : key, value, text: textOf(value) })
  }
  return leaves
}
