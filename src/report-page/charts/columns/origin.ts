import type { FigureColumn } from '../../../plot/figure/figure-column'
import type { Column } from '../../data/report'

/** Whether the values of a column were chosen or measured. */
export function originOf({ part }: Pick<Column, 'part'>): FigureColumn['origin'] {
  return part === 'param' ? 'chosen' : 'measured'
}
