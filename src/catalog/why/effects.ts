import type { Cell } from '../sheet'
import { summarize } from '../verbs/aggregate'
import type { ScoredExperiment } from './experiments'
import { isBetter } from './neighbours'
import type { Param } from './param-column'
import { restOfParams, type Numbering } from './rest-of-params'

/** What another value of one parameter did to the metric, over all pairs of experiments that differ in nothing else. */
export interface ParamEffect {
  /** Its dotted path. */
  parameter: string
  /** The top-level key that it stands below; null for one that stands at the top itself. */
  group: string | null
  /** Its value in the experiment that is explained; undefined where that lacks it. */
  from: Cell
  /** The other value; undefined for experiments that lack it. */
  to: Cell
  /** How many pairs of experiments there are of which one has the one value and the other the other. */
  pairs: number
  /** How many runs that count they have. */
  runs: number
  /** The mean over the pairs of the mean with the other value minus that with this one. */
  effect: number
  /** The sample standard deviation of the effects of the pairs; null for one pair. */
  std: number | null
  /** Whether the other value is better; null where the effect is 0. */
  isBetter: boolean | null
}

/** The runs with one vector of parameters, which more than one experiment may have. */
interface Cluster {
  total: number
  n: number
}

/**
 * For each parameter, what its other values did, of those with most pairs `limit` at most. The parameters with the largest effect
 * stand first.
 */
export function effectsAt(
  at: number,
  experiments: readonly ScoredExperiment[],
  params: readonly Param[],
  { limit, mode }: { limit: number; mode: 'min' | 'max' },
): ParamEffect[] {
  const found: ParamEffect[][] = []
  for (const rest of restOfParams(params)) {
    const { path, group, values, numbers } = params[found.length]!
    const here = numbers[at]!
    const ofParam = changes(numbers, here, rest, experiments).map(({ to, effects, runs }) => {
      const { n: pairs, mean, std } = summarize(effects)
      const effect = mean!
      return {
        ...{ parameter: path, group, from: values[here], to: values[to] },
        ...{ pairs, runs, effect, std, isBetter: isBetter(effect, mode) },
      }
    })
    ofParam.sort((a, b) => b.pairs - a.pairs)
    found.push(ofParam.slice(0, limit).sort(bySize))
  }
  return found
    .filter((ofParam) => ofParam.length > 0)
    .sort(([a], [b]) => bySize(a!, b!))
    .flat()
}

function bySize(a: ParamEffect, b: ParamEffect): number {
  return Math.abs(b.effect) - Math.abs(a.effect)
}

/** The effects of the change from one value to each other, one for each pair that is equal in the rest. */
function changes(
  values: Int32Array,
  here: number,
  { numbers: rest, tellsAll }: Numbering,
  experiments: readonly ScoredExperiment[],
): { to: number; effects: number[]; runs: number }[] {
  if (tellsAll === true) return []
  const before = new Map<number, Cluster>()
  for (const [index, { score }] of experiments.entries())
    if (values[index] === here) add(before, rest[index]!, score)
  const after = new Map<number, Map<number, Cluster>>()
  for (const [index, { score }] of experiments.entries()) {
    const value = values[index]!
    if (value === here || !before.has(rest[index]!)) continue
    if (!after.has(value)) after.set(value, new Map())
    add(after.get(value)!, rest[index]!, score)
  }
  return [...after].flatMap(([to, clusters]) => {
    const pairs = [...clusters].map(([key, cluster]) => [before.get(key)!, cluster] as const)
    const scored = pairs.filter(([a, b]) => a.n > 0 && b.n > 0)
    const effects = scored.map(([a, b]) => b.total / b.n - a.total / a.n).filter(Number.isFinite)
    const runs = scored.reduce((sum, [a, b]) => sum + a.n + b.n, 0)
    return effects.length === 0 ? [] : [{ to, effects, runs }]
  })
}

function add(clusters: Map<number, Cluster>, key: number, { mean, n }: ScoredExperiment['score']): void {
  const cluster = clusters.get(key)
  const total = (mean ?? 0) * n
  if (cluster === undefined) clusters.set(key, { total, n })
  else {
    cluster.total += total
    cluster.n += n
  }
}
