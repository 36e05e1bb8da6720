import type { RunNames } from '../data/run-names'
import type { Report } from '../data/report'
import { FIRST_STATE, TABS, type PageState, type Sorting } from './page-state'

/** An address that is longer was not made here. */
const LONGEST = 100_000

/** So many picked runs stand in the address, which would grow without end. */
export const PICKED_KEPT = 200

/** The state as it stands behind the `#` of the address; '' for that at first. */
export function hashOf(state: PageState, names: RunNames): string {
  const { tab, filter, sorting, columns, picked, open, compared } = state
  const kept = new URLSearchParams()
  if (tab !== FIRST_STATE.tab) kept.append('tab', tab)
  if (filter !== '') kept.append('filter', filter)
  if (sorting !== null) kept.append(sorting.descending ? 'down' : 'up', sorting.column)
  if (columns !== null && columns.length === 0) kept.append('columns', 'none')
  for (const name of columns ?? []) kept.append('column', name)
  if (picked.size <= PICKED_KEPT) for (const run of picked) kept.append('picked', names.of(run))
  if (open !== null) kept.append('run', names.of(open))
  if (compared[0] !== null) kept.append('a', names.of(compared[0]))
  if (compared[1] !== null) kept.append('b', names.of(compared[1]))
  return kept.toString()
}

/** The state that an address names. Anybody may have written it: what names nothing of this report is left out. */
export function stateOf(hash: string, report: Report, names: RunNames): PageState {
  if (hash.length > LONGEST) return FIRST_STATE
  const kept = new URLSearchParams(hash.replace(/^#/, ''))
  const tab = TABS.find((name) => name === kept.get('tab')) ?? FIRST_STATE.tab
  const runIn = (key: string) => names.find(kept.get(key) ?? '') ?? null
  return {
    tab,
    filter: kept.get('filter') ?? '',
    sorting: sortingIn(kept, report),
    columns: columnsIn(kept, report),
    picked: new Set(kept.getAll('picked').flatMap((name) => names.find(name) ?? [])),
    open: runIn('run'),
    compared: [runIn('a'), runIn('b')],
  }
}

function sortingIn(kept: URLSearchParams, { find }: Report): Sorting | null {
  const descending = kept.has('down')
  const column = kept.get(descending ? 'down' : 'up')
  return column === null || find(column) === undefined ? null : { column, descending }
}

function columnsIn(kept: URLSearchParams, { find }: Report): string[] | null {
  const chosen = [...new Set(kept.getAll('column'))].filter((name) => find(name) !== undefined)
  return chosen.length > 0 || kept.get('columns') === 'none' ? chosen : null
}
