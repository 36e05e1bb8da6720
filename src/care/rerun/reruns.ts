import { openRuns } from '../../catalog/open-runs'
import type { CatalogRecord } from '../../catalog/record'
import { ExmanError } from '../../errors'
import { readRunRecord } from '../../run/record'

/** The runs of a root that were made of a run by `exman rerun`, the oldest first. `known` are ids that need not be looked at. */
export async function rerunsOf(
  { run, root }: { run: string; root: string },
  { known = new Set() }: { known?: ReadonlySet<string> } = {},
): Promise<CatalogRecord[]> {
  const { records } = await openRuns(root, { trials: true })
  return records.filter(({ id, dir }) => !known.has(id) && rerunOf(dir) === run)
}

function rerunOf(dir: string): string | undefined {
  try {
    return readRunRecord(dir)?.rerunOf
  } catch (error) {
    if (error instanceof ExmanError) return undefined
    throw error
  }
}
