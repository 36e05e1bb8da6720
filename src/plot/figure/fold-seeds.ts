import type { OfExperiment } from './experiment-names'
import { countText, runsText } from '../../text/numbers'

/** What a run has at some place: a value, or a curve. */
export interface OfRun<P, V> {
  /** The same for equal places. */
  readonly key: string
  readonly place: P
  readonly run: string
  readonly experiment: OfExperiment
  readonly value: V
}

/** A value of a run, or of an experiment whose seeds are folded, which `run` names then. */
export interface Folded<V> {
  readonly run: string
  readonly value: V
}

/** The values at one place. */
export interface Fold<P, V> {
  readonly place: P
  /** The experiment of all of them; null when there are several. */
  readonly experiment: string | null
  readonly values: readonly Folded<V>[]
}

/** Values by place, and what one of them is. */
export interface Folding<P, V> {
  readonly folds: readonly Fold<P, V>[]
  readonly runs: number
  /** Of how many experiments the runs are. */
  readonly experiments: number
  /** `experiments`: each value is the mean of the seeds of an experiment, or its only one. */
  readonly of: 'runs' | 'experiments'
  /** Whether a value is the mean of several seeds. */
  readonly hasSeeds: boolean
  /** Whether somewhere there are several values. */
  readonly isFolded: boolean
}

/**
 * Puts the values of each place together. Where each place has the runs of one experiment only, which are its seeds, these are the
 * values; else those of each experiment are folded to their mean first, so that one with more seeds does not count for more.
 */
export function foldSeeds<P, V>(
  values: readonly OfRun<P, V>[],
  seeds: 'folded' | 'apart',
  meanOf: (values: readonly V[]) => V,
): Folding<P, V> {
  const places = new Map<string, { place: P; experiments: Map<number, OfRun<P, V>[]> }>()
  for (const value of values) {
    let at = places.get(value.key)
    if (at === undefined) places.set(value.key, (at = { place: value.place, experiments: new Map() }))
    const own = at.experiments.get(value.experiment.number)
    if (own === undefined) at.experiments.set(value.experiment.number, [value])
    else own.push(value)
  }
  const found = [...places.values()].map(({ place, experiments }) => ({
    place,
    groups: [...experiments.values()],
  }))
  const isOfRuns = seeds === 'apart' || found.every(({ groups }) => groups.length === 1)
  const ofSeeds = (own: readonly OfRun<P, V>[]): Folded<V> =>
    own.length === 1
      ? own[0]!
      : { run: own[0]!.experiment.name, value: meanOf(own.map(({ value }) => value)) }
  const folds = found.map(({ place, groups }) => ({
    place,
    experiment: groups.length === 1 ? groups[0]![0]!.experiment.name : null,
    values: isOfRuns ? groups.flat() : groups.map(ofSeeds),
  }))
  return {
    folds,
    runs: values.length,
    experiments: new Set(values.map(({ experiment }) => experiment.number)).size,
    of: isOfRuns ? 'runs' : 'experiments',
    hasSeeds: !isOfRuns && found.some(({ groups }) => groups.some((own) => own.length > 1)),
    isFolded: folds.some((fold) => fold.values.length > 1),
  }
}

/** How many values there are at all places. */
export function countOf({ folds }: Pick<Folding<unknown, unknown>, 'folds'>): number {
  return folds.reduce((sum, { values }) => sum + values.length, 0)
}

/** What the means of a figure are of, in words: `48 runs of 12 experiments; mean ± std over the seeds of each`. */
export function foldingText(
  { runs, experiments, of, hasSeeds }: Omit<Folding<unknown, unknown>, 'folds'>,
  mean: string,
): string {
  if (mean === '') return runsText(runs)
  const counted = `${runsText(runs)} of ${countText(experiments)} ${experiments === 1 ? 'experiment' : 'experiments'}`
  if (of === 'runs') return `${counted}; ${mean} over the seeds of each`
  return `${counted}; ${mean} over experiments${hasSeeds ? ', each the mean of its seeds' : ''}`
}
