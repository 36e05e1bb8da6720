import type { CatalogRecord } from '../../catalog/record'
import type { RunDetails } from '../../catalog/details/run-details'
import type { SessionDetails } from '../../catalog/details/session-details'
import { durationText } from '../../text/duration'
import { bytesText, startedText } from '../print/amounts'
import { safeText } from '../../text/text-width'
import { section, type PageStyle } from './section'

const SHORT_COMMIT = 10
const SHORT_HASH = 16

/** The sessions of a run, one block each: when and how far, where and how, with which code and which versions. */
export function sessionLines(
  { sessions }: RunDetails,
  { status, style }: { status: CatalogRecord['status']; style: PageStyle },
): string[] {
  const margin = ' '.repeat(String(sessions.length).length + 2)
  const blocks = sessions.flatMap((session, index) => {
    const isOpen = index === sessions.length - 1 && (status === 'running' || status === 'created')
    const [first = '', ...more] = sessionText(session, isOpen)
    const number = String(index + 1).padStart(margin.length - 2)
    return [`${number}  ${first}`, ...more.map((line) => margin + line)]
  })
  return section(sessions.length === 1 ? 'Session' : 'Sessions', blocks, style)
}

function sessionText(session: SessionDetails, isOpen: boolean): string[] {
  const { started, host, machine, execArgv, argv, slurm, data } = session
  const job = slurm?.job == null ? [] : [`Slurm job ${slurm.job}`]
  return [
    [startedText(started), ...tookText(session), epochsText(session), endText(session, isOpen)].join(', '),
    ...lineOf([host, machine, ...job].flatMap((fact) => fact ?? []).join(', ')),
    ...lineOf([...argv.slice(0, 1), ...execArgv, ...argv.slice(1)].join(' ')),
    ...lineOf(codeText(session)),
    ...lineOf(versionsText(session)),
    ...Object.entries(session.settings).map(([name, value]) => safeText(`${name}=${value}`)),
    ...data.map(({ path, bytes, sha256 }) =>
      safeText(`data ${path}, ${bytesText(bytes)}, sha256 ${sha256.slice(0, SHORT_HASH)}`),
    ),
  ]
}

function lineOf(text: string): string[] {
  return text === '' ? [] : [safeText(text)]
}

function tookText({ started, ended }: SessionDetails): string[] {
  const seconds = ended === null ? NaN : (Date.parse(ended) - Date.parse(started)) / 1000
  // The clock may have been set back.
  return seconds >= 0 ? [durationText(seconds)] : []
}

function epochsText({ fromEpoch, toEpoch }: SessionDetails): string {
  const first = (fromEpoch ?? 0) + 1
  if (toEpoch === null) return `from epoch ${first} on`
  if (toEpoch < first) return 'no epoch'
  return first === toEpoch ? `epoch ${first}` : `epochs ${first} to ${toEpoch}`
}

function endText({ end }: SessionDetails, isOpen: boolean): string {
  if (end !== null) return safeText(end)
  return isOpen ? 'goes on' : 'ended without a word'
}

function codeText({ git }: SessionDetails): string {
  if (git === null) return ''
  const branch = git.branch === null ? '' : ` on ${git.branch}`
  const commit = git.commit === null ? 'no commit yet' : `commit ${git.commit.slice(0, SHORT_COMMIT)}`
  return `${commit}${branch}${git.dirty ? ', with uncommitted changes' : ''}`
}

function versionsText({ versions: { exman, node, tfjs, backend } }: SessionDetails): string {
  const named = [
    ['exman', exman],
    ['node', node],
    ['tfjs', tfjs],
  ] as const
  const known = named.flatMap(([name, version]) => (version === null ? [] : [`${name} ${version}`]))
  return `${known.join(', ')}${backend === null ? '' : ` (${backend})`}`
}
