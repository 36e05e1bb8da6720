/** The parts of the page, of which one is shown. */
export const TABS = ['runs', 'plots', 'compare'] as const
export type Tab = (typeof TABS)[number]

/** By which column the runs are sorted. */
export interface Sorting {
  readonly column: string
  readonly descending: boolean
}

/** What the reader has chosen. Runs are named by their places in the columns. */
export interface PageState {
  readonly tab: Tab
  /** What stands in the filter field. */
  readonly filter: string
  /** Null for the order of the report. */
  readonly sorting: Sorting | null
  /** The names of the columns shown behind the id; null for those of the overview. */
  readonly columns: readonly string[] | null
  readonly picked: ReadonlySet<number>
  /** The run that is shown by itself. */
  readonly open: number | null
  /** The runs that are compared, as far as they were chosen; in place of the others stand the picked ones. */
  readonly compared: readonly [number | null, number | null]
}

/** What is shown at first. */
export const FIRST_STATE: PageState = {
  tab: 'runs',
  filter: '',
  sorting: null,
  columns: null,
  picked: new Set(),
  open: null,
  compared: [null, null],
}

/** The state with a run picked, or no more so. */
export function withPicked(picked: ReadonlySet<number>, run: number): ReadonlySet<number> {
  const changed = new Set(picked)
  if (!changed.delete(run)) changed.add(run)
  return changed
}

/** The two runs to compare: chosen ones, else those picked first. */
export function comparedRuns({ compared, picked }: PageState): readonly [number | null, number | null] {
  const others = [...picked].filter((run) => !compared.includes(run))
  const a = compared[0] ?? others.shift() ?? null
  return [a, compared[1] ?? others.shift() ?? null]
}

/** Whether a reader who goes from one state to the other takes it for another place, from which to come back. */
export function isElsewhere(from: PageState, to: PageState): boolean {
  return from.tab !== to.tab || (from.open === null) !== (to.open === null)
}
