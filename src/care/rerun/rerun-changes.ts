import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { FileError } from '../../errors'
import { hashFile, fileSize } from '../../files'
import { fingerprint } from '../../run/data/fingerprint'
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
  return data.flatMap(({ path, sha256: then }) => {
    const now = dataDigest(resolve(base, path), place.root)
    const name = `data.${path}`
    if (now === then) return []
    const message = now === null ? `The data ${path} cannot be read.` : `The data ${path} has changed.`
    return [{ name, then, now, message }]
  })
}

function dataDigest(path: string, root: string): string | null {
  try {
    const { facts, keep } = fingerprint([path], { root, show: () => path })
    keep()
    return facts[0]!.sha256
  } catch (error) {
    if (error instanceof FileError) return null
    throw error
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
