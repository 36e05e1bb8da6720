import { countText, runsText } from '../../text/numbers'
import { momentText } from '../data/moment-text'
import type { Report } from '../data/report'
import { showText } from '../../params/show'

/** So many problems are told one by one. */
const LISTED = 200

/** What stands above all: the title, what was read, and what could not be. */
export function Header({ report: { data } }: { report: Report }) {
  return (
    <header class="header">
      <h1>{showText(data.title, Infinity)}</h1>
      <p class="soft">
        {runsText(data.runs)}, read <time dateTime={data.made}>{momentText(data.made)}</time> by exman{' '}
        {data.version}
      </p>
      {data.problems.length > 0 && <Problems problems={data.problems} />}
    </header>
  )
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <details class="problems">
      <summary>
        <span aria-hidden="true">⚠ </span>
        {problems.length === 1 ? 'Something' : `${countText(problems.length)} things`} could not be read
      </summary>
      <ul>
        {problems.slice(0, LISTED).map((problem) => (
          <li>{showText(problem, Infinity)}</li>
        ))}
        {problems.length > LISTED && <li>and {countText(problems.length - LISTED)} more</li>}
      </ul>
    </details>
  )
}
