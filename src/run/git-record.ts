import { join } from 'node:path'
import { FileError, RunError } from '../errors'
import { replaceFile } from '../files'
import { FILES } from '../layout/names'
import type { GitReport } from './git'
import { gitReport } from './git-queue'
import { heldRunAt, type HeldRun } from './held-run'
import { readRunRecord, writeRunRecord } from './record'
import type { RecorderInit } from './recording'
import type { WriteFaults } from './write-faults'

type GitPlace = Pick<RecorderInit, 'dir' | 'root' | 'workTree'>

/** Has the git state of a session recorded in the background; resolves when that is done, or cannot be. */
export async function followGit(
  { init, faults }: { init: GitPlace; faults: WriteFaults },
  session: number,
): Promise<void> {
  const problem = await recordGit(init, session, () => heldRunAt(init.dir))
  if (problem !== undefined)
    faults.report(problem, `The state of git could not be recorded. ${problem.message}`)
}

/**
 * Collects the git state of one session and writes it: changes.diff (changes-2.diff for the second session, …) and
 * run.json. Gives what kept it from being written. `held` is asked for who holds the run only when git has answered.
 */
export async function recordGit(
  { dir, root, workTree = process.cwd() }: GitPlace,
  session: number,
  held: () => HeldRun | undefined,
): Promise<FileError | undefined> {
  const report = await gitReport(workTree, [root])
  try {
    if (report !== null) write(dir, session, report, held())
    return undefined
  } catch (error) {
    if (error instanceof FileError) return error
    // Taken over by another process: the next write says so.
    if (error instanceof RunError) return undefined
    throw error
  }
}

function write(dir: string, session: number, report: GitReport, held: HeldRun | undefined): void {
  if (report.diff !== '') replaceFile(join(dir, diffName(session)), report.diff)
  // A short script may have finished before git answered: then its session is completed on disk.
  const record = held?.record ?? readRunRecord(dir)
  const target = record?.sessions[session]
  if (record === undefined || target === undefined) return
  // Runs share a report, but not what stands in their records.
  target.git = structuredClone(report.state)
  if (held !== undefined) held.save()
  else writeRunRecord(dir, record)
}

/** The name of the file with the uncommitted work of a session, counted from 0. */
export function diffName(session: number): string {
  return session === 0 ? FILES.diff : FILES.diff.replace('.diff', `-${session + 1}.diff`)
}
