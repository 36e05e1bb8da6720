import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { FileError } from '../../errors'
import { hashFile, fileSize } from '../../files'
import type { DataFact } from '../../run/data/data-fact'
import { fingerprint, sizeOf } from '../../run/data/fingerprint'
import { collectGit, type GitReport } from '../../run/git'
import { diffName } from '../../run/git-record'
import { projectNow } from '../../run/project'
import { SETTINGS, thisMachine } from '../../run/provenance'
import type { StoredRun } from '../../run/read'
import type { RecordedCommand } from './recorded-command'
import type { StartFolder } from './start-folder'

/** Something that is not as it was when a run was recorded. */
export interface RerunChange {
  /** What it is: `commit`, `uncommitted`, `lockfile`, `node`, `machine`, `settings.<name>` or `data.<path>`. */
  readonly name: string
  /** What it was; null for what was not there. */
  readonly then: string | null
  /** What it is; null for what is not there. */
  readonly now: string | null
  /** A sentence that says so. */
  readonly message: string
}

/** What differs from the record, of what can be known before a run is started again. */
export async function rerunChanges(
  run: StoredRun,
  command: RecordedCommand,
  start: StartFolder,
): Promise<RerunChange[]> {
  const { versions, process: facts } = command.session
  return [
    ...(await gitChanges(run, command, start)),
    ...changed('lockfile', versions.lockfile, projectNow(start.cwd).lockfile, 'The lockfile'),
    ...changed('node', versions.node, process.versions.node, 'The version of node'),
    ...changed('machine', facts.machine, thisMachine(), 'The machine'),
    ...settingChanges(command),
    ...dataChanges(run, command, start),
  ]
}

async function gitChanges(
  { place }: StoredRun,
  { session, index }: RecordedCommand,
  { cwd }: StartFolder,
): Promise<RerunChange[]> {
  const then = session.git ?? null
  // Outside a work tree, or when git was not asked, nothing is known of the code.
  if (then === null) return []
  const now = await collectGit(cwd, [place.root])
  if (now === null) return changed('commit', then.commit, null, 'The commit')
  return [
    ...changed('commit', then.commit, now.state.commit, 'The commit'),
    ...workChanges(then.dirty, await digestOf(join(place.dir, diffName(index))), now),
  ]
}

function workChanges(wasDirty: boolean, digest: string | null, { state, diff }: GitReport): RerunChange[] {
  const name = 'uncommitted'
  const here = diff === '' ? null : sha256(diff)
  if (!wasDirty && !state.dirty) return []
  if (!wasDirty)
    return [{ name, then: null, now: here, message: 'There are uncommitted changes; there were none.' }]
  if (!state.dirty)
    return [{ name, then: digest, now: null, message: 'There were uncommitted changes; now there are none.' }]
  if (digest !== null && digest === here) return []
  const message =
    digest === null
      ? 'There were uncommitted changes, which the record does not hold, and there are some now.'
      : 'The uncommitted changes are not those that the run had.'
  return [{ name, then: digest, now: here, message }]
}

function settingChanges({ settings }: RecordedCommand): RerunChange[] {
  // Those that are recorded are set again.
  return SETTINGS.filter((name) => settings[name] === undefined && process.env[name]).map((name) => ({
    name: `settings.${name}`,
    then: null,
    now: process.env[name]!,
    message: `${name} was not set and is "${process.env[name]!}".`,
  }))
}

function dataChanges({ place }: StoredRun, { data }: RecordedCommand, { base }: StartFolder): RerunChange[] {
  return data.flatMap((fact) => {
    const change = dataChange(fact, resolve(base, fact.path), place.root)
    return change === undefined ? [] : [{ name: `data.${fact.path}`, ...change }]
  })
}

function dataChange(
  { path, bytes, sha256: then }: DataFact,
  at: string,
  root: string,
): Omit<RerunChange, 'name'> | undefined {
  try {
    // First the size: the record may be somebody else's, and name the whole disk.
    const size = sizeOf(at, { root, most: bytes })
    if (size !== bytes) {
      const now = size > bytes ? 'more' : `${size} bytes`
      return { then: `${bytes} bytes`, now, message: `The data ${path} had ${bytes} bytes and has ${now}.` }
    }
    const { facts, keep } = fingerprint([at], { root, show: () => path })
    keep()
    const now = facts[0]!.sha256
    return now === then ? undefined : { then, now, message: `The data ${path} has changed.` }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { then, now: null, message: `The data ${path} cannot be read.` }
  }
}

function changed(
  name: string,
  then: string | null | undefined,
  now: string | null,
  what: string,
): RerunChange[] {
  // What an older record does not tell is no change.
  if (then === undefined || then === now) return []
  const [before, after] = [then ?? 'not there', now ?? 'not there']
  return [{ name, then, now, message: `${what} was ${before} and is ${after}.` }]
}

async function digestOf(path: string): Promise<string | null> {
  try {
    return fileSize(path) === undefined ? null : (await hashFile(path)).sha256
  } catch (error) {
    if (error instanceof FileError) return null
    throw error
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
