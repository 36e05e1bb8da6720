/** Records of runs, made by hand, for figures. */
import type { CatalogRecord } from '../../../src/catalog/record'
import type { JsonObject } from '../../../src/params/types'
import type { FigureChoices } from '../../../src/plot/figure/choices'
import type { FigureColumn } from '../../../src/plot/figure/figure-column'

/** What is drawn when nobody asks otherwise. */
export const AUTO: FigureChoices = {
  ...{ xScale: 'auto', yScale: 'auto', seeds: 'folded', spread: 'auto', mode: undefined },
}

/** A column with these values. */
export function column(
  name: string,
  cells: FigureColumn['cells'],
  origin: FigureColumn['origin'] = 'chosen',
) {
  return { name, cells, origin, metric: origin === 'measured' ? name : undefined }
}

/** A run of an experiment that is done. */
export function aRun(experiment: string, number: number, fields: Partial<CatalogRecord> = {}): CatalogRecord {
  const id = `${experiment}/run-${number}`
  return {
    ...{ id, dir: `/experiments/${id}`, root: '/experiments', experiment, status: 'done', started: null },
    ...{ seconds: null, epochs: 1, seed: null, monitor: 'val_acc', mode: 'max', bestEpoch: 1 },
    ...{ params: {}, metrics: {}, last: {}, marks: [], note: null, result: null, problem: null },
    ...fields,
  }
}

/** So many runs, each of an experiment of its own unless `experimentOf` says otherwise. */
export function someRuns(
  count: number,
  experimentOf: (run: number) => string = (run) => `exp-${run}`,
  paramsOf: (run: number) => JsonObject = () => ({}),
): CatalogRecord[] {
  return Array.from({ length: count }, (_, run) => aRun(experimentOf(run), run, { params: paramsOf(run) }))
}
