import { useMemo } from 'preact/hooks'
import type { Report } from '../data/report'
import { filterExample } from './filter-example'

interface FilterFieldProps {
  readonly report: Report
  readonly filter: string
  /** Why the filter cannot be read. */
  readonly problem: string | undefined
  readonly onFilter: (filter: string) => void
}

/** The field for words or a question, and what is wrong with it. */
export function FilterField({ report, filter, problem, onFilter }: FilterFieldProps) {
  const example = useMemo(() => filterExample(report), [report])
  return (
    <div class="filter">
      <label for="filter">Filter</label>
      <input
        id="filter"
        type="search"
        value={filter}
        maxLength={10_000}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder="words, or a question"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? 'filter-hint' : 'filter-problem filter-hint'}
        onInput={(event) => onFilter(event.currentTarget.value)}
      />
      <p id="filter-hint" class="soft hint">
        Words that stand in a run, or a question as in <code>exman ls --where</code>, such as{' '}
        <code>{example}</code>
      </p>
      <div class="filter-said" role="status">
        {problem !== undefined && (
          <pre id="filter-problem" class="filter-problem">
            {problem}
          </pre>
        )}
      </div>
    </div>
  )
}
