import { PathError } from '../../errors'
import { getAt, parsePath } from '../../params/path'
import type { CatalogRecord } from '../record'
import { FIELDS, MEASURED, type Accessor } from './fields'
import { Tally } from './tally'
import { ValueTree } from './value-tree'

/** A column of some runs: its name, how to get at its cells, and whether two of the runs differ in it. */
export interface KnownColumn {
  name: string
  accessor: Accessor
  differs: boolean
}

/** Where values of a run stand that have names of their own. */
type Part = 'metrics' | 'last' | 'params' | 'result'

/** The columns that some runs have, and what a name among them stands for: a field first, then a metric, then a parameter. */
export class Columns {
  readonly #records: readonly CatalogRecord[]
  readonly #metrics = new Map<string, Tally>()
  readonly #last = new Map<string, Tally>()
  readonly #params = new ValueTree()
  readonly #results = new ValueTree()

  constructor(records: readonly CatalogRecord[]) {
    this.#records = records
    for (const { metrics, last, params, result } of records) {
      addAll(this.#metrics, metrics)
      addAll(this.#last, last)
      this.#params.add(params)
      this.#results.add(result)
    }
  }

  /** How to get at the cells of a column; undefined when no run has such a one. */
  find(name: string): Accessor | undefined {
    if (Object.hasOwn(FIELDS, name)) return FIELDS[name]
    if (this.#metrics.has(name)) return metricOf('metrics', name)
    return (
      this.#ofParts(name) ?? (this.#hasPath(this.#params, name) ? at('params', parsePath(name)) : undefined)
    )
  }

  /** The metric of which a column has the values; undefined for other columns. */
  metricOf(name: string): string | undefined {
    if (Object.hasOwn(FIELDS, name)) return undefined
    if (this.#metrics.has(name)) return name
    const [, part, rest = ''] = /^(metrics|last)\.(.*)$/s.exec(name) ?? []
    const known = part === 'metrics' ? this.#metrics : this.#last
    return part !== undefined && known.has(rest) ? rest : undefined
  }

  /** Whether a column tells what came of the runs, rather than what was chosen for them. */
  isMeasured(name: string): boolean {
    if (Object.hasOwn(FIELDS, name)) return MEASURED.includes(name)
    return (
      this.metricOf(name) !== undefined || (name.startsWith('result.') && this.#ofParts(name) !== undefined)
    )
  }

  /** All names: what users have named stands in front. */
  get names(): string[] {
    const named = [...this.metrics, ...this.params, ...this.results, ...this.lastMetrics]
    return [...named.map(({ name }) => name), ...Object.keys(FIELDS)]
  }

  /** The fields in which a run has a value. */
  get fields(): KnownColumn[] {
    const hasParts = this.results.length > 0
    return Object.entries(FIELDS).flatMap(([name, accessor]) => {
      const tally = new Tally()
      for (const record of this.#records) tally.add(accessor(record))
      const differs = tally.differsAmong(this.#records.length)
      // A result that has parts is shown by these.
      const isShown = tally.column(name).type !== 'empty' && !(name === 'result' && hasParts)
      return isShown ? [{ name, accessor, differs }] : []
    })
  }

  /** The metrics, each at the best epoch. */
  get metrics(): KnownColumn[] {
    return this.#ofMetrics('metrics', this.#metrics, (name) =>
      Object.hasOwn(FIELDS, name) ? `metrics.${name}` : name,
    )
  }

  /** The metrics at the last epoch. */
  get lastMetrics(): KnownColumn[] {
    return this.#ofMetrics('last', this.#last, (name) => `last.${name}`)
  }

  /** The parameters, by path. */
  get params(): KnownColumn[] {
    return this.#ofTree('params', this.#params, (path) => (this.#isTaken(path) ? `params.${path}` : path))
  }

  /** What is in the results, by path. */
  get results(): KnownColumn[] {
    return this.#ofTree('result', this.#results, (path) => `result.${path}`)
  }

  #isTaken(path: string): boolean {
    return Object.hasOwn(FIELDS, path) || this.#metrics.has(path) || this.#ofParts(path) !== undefined
  }

  #ofParts(name: string): Accessor | undefined {
    if (name === 'params' || name === 'metrics' || name === 'last') return (record) => record[name]
    const dot = name.indexOf('.')
    const [part, rest] = [name.slice(0, dot), name.slice(dot + 1)]
    if (part === 'metrics' && this.#metrics.has(rest)) return metricOf('metrics', rest)
    if (part === 'last' && this.#last.has(rest)) return metricOf('last', rest)
    if (part === 'params' && this.#hasPath(this.#params, rest)) return at('params', parsePath(rest))
    return part === 'result' && this.#hasPath(this.#results, rest) ? at('result', parsePath(rest)) : undefined
  }

  #hasPath(tree: ValueTree, text: string): boolean {
    try {
      const path = parsePath(text)
      // Below a value that is a list there may be more than the tree, which takes it as one, knows of.
      return tree.has(path) || (/^\d+$/.test(path.at(-1)!) && tree.has(path.slice(0, -1)))
    } catch (error) {
      if (error instanceof PathError) return false
      throw error
    }
  }

  #ofMetrics(
    part: 'metrics' | 'last',
    tallies: Map<string, Tally>,
    named: (name: string) => string,
  ): KnownColumn[] {
    return [...tallies].map(([name, tally]) => ({
      name: named(name),
      accessor: metricOf(part, name),
      differs: tally.differsAmong(this.#records.length),
    }))
  }

  #ofTree(part: Part, tree: ValueTree, named: (path: string) => string): KnownColumn[] {
    return tree.leaves().map(({ path, tally }) => ({
      name: named(path),
      accessor: at(part, parsePath(path)),
      differs: tally.differsAmong(this.#records.length),
    }))
  }
}

function addAll(tallies: Map<string, Tally>, metrics: Record<string, number>): void {
  for (const name in metrics) {
    let tally = tallies.get(name)
    if (tally === undefined) tallies.set(name, (tally = new Tally()))
    tally.add(metrics[name])
  }
}

function metricOf(part: 'metrics' | 'last', name: string): Accessor {
  return (record) => (Object.hasOwn(record[part], name) ? record[part][name] : undefined)
}

function at(part: Part, path: readonly string[]): Accessor {
  return (record) => getAt(record[part], path)
}
