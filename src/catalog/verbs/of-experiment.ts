import type { FindAliases } from '../aliases'
import type { CatalogRecord } from '../record'

/** The runs of an experiment; of one that had this name before a rekey, those of all experiments that its runs are in now. */
export function ofExperiment<R extends { readonly record: CatalogRecord }>(
  runs: readonly R[],
  name: string,
  aliases: FindAliases,
): R[] {
  const of = (names: readonly string[]) =>
    runs.filter(({ record: { experiment } }) => experiment !== null && names.includes(experiment))
  const found = of([name])
  return found.length > 0 ? found : of(aliases().experiments(name))
}
