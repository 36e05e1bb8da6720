import type { Cell } from '../sheet'
import type { ScoredExperiment } from './experiments'
import type { Param } from './param-column'

/** A parameter in which two experiments differ. */
export interface Separation {
  /** Its dotted path. */
  parameter: string
  /** The top-level key that it stands below; null for one that stands at the top itself. */
  group: string | null
  /** Its value in the experiment that is explained; undefined where that lacks it. */
  from: Cell
  /** Its value in the other. */
  to: Cell
}

/** Another experiment, what separates it, and what it did to the metric. */
export interface Neighbour {
  /** The folder of the experiment; for numbered runs the id of the oldest. */
  experiment: string
  /** The parameters that separate the two. */
  differences: Separation[]
  /** How many runs it has. */
  runs: number
  /** How many of them count. */
  n: number
  /** The mean of the metric over these; null without any. */
  mean: number | null
  /** Its mean minus that of the experiment that is explained; null where either has none. */
  effect: number | null
  /** Whether its mean is better; null where that is not known, or they are equal. */
  isBetter: boolean | null
}

/** The experiments that differ from one in the fewest parameters, the nearest first; of equally near ones those of more runs that count. */
export function nearestTo(
  at: number,
  experiments: readonly ScoredExperiment[],
  params: readonly Param[],
  { limit, mode }: { limit: number; mode: 'min' | 'max' },
): Neighbour[] {
  const distances = new Int32Array(experiments.length)
  for (const { numbers } of params)
    for (let index = 0; index < numbers.length; index++)
      if (numbers[index] !== numbers[at]) distances[index]!++
  const others = Array.from(experiments.keys()).filter((index) => index !== at)
  others.sort(
    (a, b) => distances[a]! - distances[b]! || experiments[b]!.score.n - experiments[a]!.score.n || a - b,
  )
  return others.slice(0, limit).map((index) => {
    const { name, records, score } = experiments[index]!
    const differences = params.flatMap(({ path, group, values, numbers }) => {
      const [from, to] = [numbers[at]!, numbers[index]!]
      return from === to ? [] : [{ parameter: path, group, from: values[from], to: values[to] }]
    })
    const mean = experiments[at]!.score.mean
    const effect = mean === null || score.mean === null ? null : score.mean - mean
    return {
      ...{ experiment: name, differences, runs: records.length, n: score.n, mean: score.mean },
      ...{ effect, isBetter: isBetter(effect, mode) },
    }
  })
}

/** Whether an effect is for the better; null where there is none. */
export function isBetter(effect: number | null, mode: 'min' | 'max'): boolean | null {
  return effect === null || effect === 0 || Number.isNaN(effect) ? null : effect < 0 === (mode === 'min')
}
