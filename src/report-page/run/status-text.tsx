/** A sign for each status, so that it is told not by its colour alone. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['done', '✓'],
  ['running', '▶'],
  ['created', '○'],
  ['interrupted', '‖'],
  ['failed', '✕'],
  ['diverged', '↯'],
  ['lost', '?'],
])

/** The status of a run, with its sign. */
export function StatusText({ status }: { status: string }) {
  const sign = SIGNS.get(status)
  return (
    <span class={sign === undefined ? 'status' : `status status-${status}`}>
      <span class="sign" aria-hidden="true">
        {sign ?? '·'}
      </span>
      {status}
    </span>
  )
}
