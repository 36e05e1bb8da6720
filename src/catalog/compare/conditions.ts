import { ExmanError } from '../../errors'
import { hashFile } from '../../files'
import { FILES } from '../../layout/names'
import type { RunDetails } from '../details/run-details'
import type { SessionDetails } from '../details/session-details'
import type { CatalogRecord } from '../record'
import type { Cell } from '../sheet'
import { factDifferences, type Difference } from './difference'

/** A run with all that is known of it. */
export interface KnownRun {
  record: CatalogRecord
  details: RunDetails
}

type Fact = readonly [string, Cell, Cell]

/**
 * In which conditions two runs differ: seed, code with its uncommitted changes, packages, versions, machine, command, settings
 * and data.
 * Of a run with several sessions the last one counts.
 */
export async function conditionDifferences(a: KnownRun, b: KnownRun): Promise<Difference[]> {
  const [left, right] = [a, b].map(({ details }) => details.sessions.at(-1))
  const changes = await Promise.all([a, b].map(changesDigest))
  return factDifferences([
    ['seconds', a.record.seconds, b.record.seconds],
    ['seed', a.record.seed, b.record.seed],
    ['commit', commitOf(a, left), commitOf(b, right)],
    ['branch', left?.git?.branch, right?.git?.branch],
    ['uncommitted', left?.git?.dirty, right?.git?.dirty],
    [FILES.diff, changes[0], changes[1]],
    ...versionFacts(left, right),
    ['host', left?.host, right?.host],
    ['machine', left?.machine, right?.machine],
    ['command', left?.argv, right?.argv],
    ['node options', optionsOf(left), optionsOf(right)],
    ['folder', left?.cwd, right?.cwd],
    ...settingFacts(left?.settings ?? {}, right?.settings ?? {}),
    ...dataFacts(left, right),
  ])
}

// The Python tool has no sessions, and tells the commit beside the arguments.
function commitOf({ details }: KnownRun, session: SessionDetails | undefined): Cell {
  return session?.git?.commit ?? details.facts['commit']
}

function versionFacts(a: SessionDetails | undefined, b: SessionDetails | undefined): Fact[] {
  const names = ['lockfile', 'exman', 'node', 'tfjs', 'backend'] as const
  return names.map((name) => [name, a?.versions[name], b?.versions[name]])
}

function settingFacts(a: Record<string, string>, b: Record<string, string>): Fact[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].map((name) => [`settings.${name}`, a[name], b[name]])
}

function optionsOf(session: SessionDetails | undefined): Cell {
  return session === undefined || session.execArgv.length === 0 ? undefined : session.execArgv
}

/** The hash of each file or folder that one of the two has read. */
function dataFacts(a: SessionDetails | undefined, b: SessionDetails | undefined): Fact[] {
  const [left, right] = [a, b].map((each) => new Map(each?.data.map(({ path, sha256 }) => [path, sha256])))
  const paths = new Set([...left!.keys(), ...right!.keys()])
  const hashOf = (hash: string | undefined) => (hash === undefined ? undefined : `sha256:${hash}`)
  return [...paths].map((path) => [`data.${path}`, hashOf(left!.get(path)), hashOf(right!.get(path))])
}

/** What tells one changes.diff from another; undefined without one. */
async function changesDigest({ details }: KnownRun): Promise<string | undefined> {
  if (!details.files.includes(FILES.diff)) return undefined
  try {
    return `sha256:${(await hashFile(`${details.dir}/${FILES.diff}`)).sha256}`
  } catch (error) {
    if (!(error instanceof ExmanError)) throw error
    details.problems.push({ code: error.code, message: error.message, file: FILES.diff })
    return undefined
  }
}
