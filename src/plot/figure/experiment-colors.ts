import { showText } from '../../params/show'
import type { CatalogRecord } from '../../catalog/record'
import type { Cell } from '../../catalog/sheet'
import { experimentsIn, type Experiment } from '../../catalog/why/experiments'
import type { Param } from '../../catalog/why/param-column'
import { paramSpace } from '../../catalog/why/param-space'
import { categoryAxis, placedCategories } from './category-axis'
import { distinctLabels, labelsOf } from './category-labels'
import type { Axis } from './axis'

/** So many experiments each get a colour. */
export const MOST_EXPERIMENTS = 8

const LONGEST = 60

/** A colour for each experiment, and that of each run. */
export interface ExperimentColors {
  readonly axis: Axis
  readonly ofRuns: readonly string[]
}

/**
 * Few experiments as categories, which are called by the values of the parameters in which they differ: `0.01, 64` of `lr, units`.
 * Null for one experiment, and for many.
 */
export function experimentColors(records: readonly CatalogRecord[]): ExperimentColors | null {
  const experiments = experimentsIn(records)
  if (experiments.length < 2 || experiments.length > MOST_EXPERIMENTS) return null
  const { params } = paramSpace(experiments)
  const [only] = params
  return params.length === 1 && only !== undefined
    ? byOneParam(records, experiments, only)
    : byLabels(records, experiments, params)
}

function byOneParam(
  records: readonly CatalogRecord[],
  experiments: readonly Experiment[],
  { path, values, numbers }: Param,
): ExperimentColors {
  const cells = experiments.map((_, index): Cell => values[numbers[index]!])
  const placed = placedCategories({ name: path, cells, origin: 'chosen' }, MOST_EXPERIMENTS)
  const lacking = distinctLabels(['none'], placed.axis.categories)
  const isLacked = cells.includes(undefined)
  const axis = isLacked ? categoryAxis(path, [...placed.axis.categories, ...lacking], false) : placed.axis
  const labels = cells.map((cell) => (placed.placeOf(cell) as string | undefined) ?? lacking[0]!)
  return { axis, ofRuns: labelOfEach(records, experiments, labels) }
}

function byLabels(
  records: readonly CatalogRecord[],
  experiments: readonly Experiment[],
  params: readonly Param[],
): ExperimentColors {
  const texts = experiments.map(({ name }, index) =>
    params.length === 0 ? name : params.map((param) => valueText(param, index)).join(', '),
  )
  const labels = distinctLabels(texts.map((text) => showText(text, LONGEST)))
  const title = params.length === 0 ? 'experiment' : shortNames(params.map(({ path }) => path)).join(', ')
  return { axis: categoryAxis(title, labels, false), ofRuns: labelOfEach(records, experiments, labels) }
}

function valueText({ values, numbers }: Param, experiment: number): string {
  const number = numbers[experiment]!
  return number === 0 ? 'none' : labelsOf(values.slice(1) as Exclude<Cell, undefined>[])[number - 1]!
}

/** The last keys of some paths, where these tell them apart; else the paths. */
function shortNames(paths: readonly string[]): string[] {
  // A dot inside a key stands behind a backslash.
  const last = paths.map((path) => /(?:[^.\\]|\\.)*$/s.exec(path)![0])
  return paths.map((path, index) =>
    last.filter((key) => key === last[index]).length === 1 ? last[index]! : path,
  )
}

function labelOfEach(
  records: readonly CatalogRecord[],
  experiments: readonly Experiment[],
  labels: readonly string[],
): string[] {
  const found = new Map(
    experiments.flatMap(({ records: own }, index) => own.map((record) => [record, labels[index]!] as const)),
  )
  return records.map((record) => found.get(record)!)
}
