import type { Column } from '../../data/report'
import type { OptionGroup } from '../frame/options'

const HEADINGS = [
  ['param', 'Parameters'],
  ['metric', 'Metrics at the best epoch'],
  ['last', 'Metrics at the last epoch'],
  ['result', 'Results'],
  ['field', 'Fields'],
] as const satisfies readonly (readonly [Column['part'], string])[]

/** Columns to choose from, under a heading for each part of a run. */
export function columnGroups(columns: readonly Column[]): OptionGroup[] {
  return HEADINGS.map(([part, heading]) => ({
    heading,
    options: columns.flatMap((column) =>
      column.part === part ? [{ value: column.name, text: column.name }] : [],
    ),
  })).filter(({ options }) => options.length > 0)
}

/** Whether there is something to see of a column: what is the same for all, or for none, is not worth a picture. */
export function isDrawable({ type, name }: Column): boolean {
  return type !== 'empty' && name !== 'id'
}
