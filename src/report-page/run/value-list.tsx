import { showText } from '../../params/show'
import { cellTexts, wholeText } from '../data/cell-text'
import type { Column } from '../data/report'
import { Name } from '../frame/name'
import { StatusText } from './status-text'

interface ValueListProps {
  readonly title: string
  readonly columns: readonly Column[]
  readonly run: number
}

/** What a run has in some columns: all of it, one below the other. */
export function ValueList({ title, columns, run }: ValueListProps) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {columns.map((column) => (
          <div key={column.name}>
            <dt>
              <Name name={column.name} />
            </dt>
            <dd>
              <Value column={column} run={run} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Value({ column, run }: { column: Column; run: number }) {
  const { part, name, at } = column
  const cell = at(run)
  if (part === 'field' && name === 'status') return <StatusText status={wholeText(cell)} />
  // Times are shown as people read them; a number and a text as they are.
  if (part === 'field' && (name === 'started' || name === 'seconds'))
    return <span title={wholeText(cell)}>{cellTexts(column).of(run)}</span>
  return <>{typeof cell === 'string' ? textOf(cell, column) : wholeText(cell)}</>
}

// As in the table, quotes tell a text from a number, and from nothing.
function textOf(text: string, { type }: Column): string {
  return text === '' || type === 'mixed' ? wholeText(JSON.stringify(text)) : lines(text)
}

// A note may have several lines.
function lines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => showText(line, Infinity))
    .join('\n')
}
