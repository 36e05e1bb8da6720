import { formatPath } from '../../params/path'
import type { Json } from '../../params/types'
import type { Cell } from '../sheet'
import { textOf } from '../verbs/group-by'
import type { Numbering } from './rest-of-params'

/** A parameter in which experiments differ, with a number for the value that each experiment has. */
export interface Param extends Numbering {
  /** Its dotted path. */
  readonly path: string
  /** The top-level key that it stands below; null for one that stands at the top itself. */
  readonly group: string | null
  /** Its different values, by their numbers; undefined for experiments that lack it. */
  readonly values: readonly Cell[]
}

/** A parameter while its values are gathered. */
export class ParamColumn implements Param {
  readonly path: string
  readonly group: string | null
  readonly values: Cell[] = [undefined]
  readonly numbers: Int32Array
  /** Whether runs of one experiment differ in it. */
  differsWithin = false
  /** The number of the value that is as good as none. */
  #neutral = 0
  readonly #known = new Map<string | number, number>()

  constructor(path: string, key: string, experiments: number) {
    this.path = path
    this.group = path === formatPath([key]) ? null : key
    this.numbers = new Int32Array(experiments)
  }

  set(experiment: number, value: Json): void {
    const text = typeof value === 'number' ? value : textOf(value)
    let number = this.#known.get(text)
    if (number === undefined) this.#known.set(text, (number = this.values.push(value) - 1))
    const before = this.numbers[experiment]!
    if (before !== 0 && before !== number) this.differsWithin = true
    this.numbers[experiment] = number
  }

  /** Some runs of an experiment lack it, and are of it all the same: its neutral value is as good as none. */
  lackedIn(experiment: number): void {
    const number = this.numbers[experiment]!
    if (this.#neutral !== 0 && this.#neutral !== number) this.differsWithin = true
    this.#neutral = number
  }

  /** Gives the experiments that lack it the neutral value. */
  settle(): void {
    for (const [index, number] of this.numbers.entries())
      if (number === 0) this.numbers[index] = this.#neutral
  }

  get size(): number {
    return this.values.length
  }

  /** Whether it stands at a path, or below it. */
  isWithin(path: string): boolean {
    return this.path === path || this.path.startsWith(`${path}.`)
  }

  get differs(): boolean {
    return this.numbers.some((number) => number !== this.numbers[0])
  }
}
