import { join } from 'node:path'
import { RunError } from '../errors'
import { FolderLock, sweepTemporary, type Holder } from '../files'
import { DIRS } from '../layout/names'
import { EpochRecords } from './epoch-records'
import { isThisProcess, baseVersions, processFacts, resultSettings, type Versions } from './provenance'
import {
  readRunRecord,
  writeRunRecord,
  type RecordedError,
  type RecordedStatus,
  type RunRecord,
  type Session,
} from './record'
import type { RecorderInit } from './recording'

/** The writing half of a run: it exists while this process holds the run's lock. */
export class HeldRun {
  readonly dir: string
  readonly record: RunRecord
  readonly epochs: EpochRecords
  readonly #lock: FolderLock
  /** Whether this process has trained or logged, not only looked after the folder. */
  isStarted = false

  constructor(dir: string, record: RunRecord, lock: FolderLock, epochs: EpochRecords) {
    this.dir = dir
    this.record = record
    this.epochs = epochs
    this.#lock = lock
  }

  /** The session of this process. */
  get session(): Session {
    return this.record.sessions.at(-1)!
  }

  /** Writes run.json. */
  save(): void {
    this.record.epochs = this.epochs.completed
    writeRunRecord(this.dir, this.record)
  }

  /** Marks the run as running, if it is not yet. */
  start(): void {
    const isFirst = !this.isStarted
    this.isStarted = true
    this.epochs.startClock()
    // The first time it is written in any case: what another process left may say `running`, and lack this session.
    if (!isFirst && ['running', 'diverged'].includes(this.record.status)) return
    this.record.status = 'running'
    const { error } = this.record
    if (error !== null) this.note(error.code ?? error.name, error.message)
    this.record.error = null
    Object.assign(this.session, { ended: null, toEpoch: null, end: null })
    this.save()
  }

  /** Ends the session in memory; `save` writes it. `exited` leaves the status as it is. */
  end(status: RecordedStatus | 'exited', error: RecordedError | null): void {
    this.epochs.pauseClock()
    // Something done beside the training of a session that has ended: its end stays.
    if (status === 'exited' && this.session.end !== null) return
    if (status !== 'exited') this.record.status = status
    if (error !== null) this.record.error = error
    const now = new Date().toISOString()
    // A clock set back must not make the session end before it began.
    const ended = now > this.session.started ? now : this.session.started
    Object.assign(this.session, { ended, toEpoch: this.epochs.completed, end: status })
  }

  /** Notes something that went wrong without ending the run; it is written with the next run.json. */
  note(code: string, message: string): void {
    this.record.problems.push({ at: new Date().toISOString(), code, message })
  }

  release(): void {
    this.#lock.release()
  }
}

/** Takes hold of a run on disk; the second value says whether that began a new session. */
export function holdRun(init: RecorderInit, known: RunRecord): [HeldRun, boolean] {
  const lock = lockRun(init.dir, init.id, init.options.takeover)
  try {
    // Nobody else writes here now, so what lies about half-made is of processes that are gone.
    sweepTemporary(init.dir)
    sweepTemporary(join(init.dir, DIRS.models))
    const record = readRunRecord(init.dir) ?? known
    const epochs = new EpochRecords(init.dir, { ...init.options, checkpoints: init.checkpoints() })
    const last = record.sessions.at(-1)
    const isOurs = last !== undefined && isThisProcess(last.process)
    if (!isOurs) {
      if (last?.end === null) Object.assign(last, { end: 'lost', toEpoch: epochs.completed })
      record.sessions.push(newSession(epochs.completed, init.versions()))
    }
    return [new HeldRun(init.dir, record, lock, epochs), !isOurs]
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Takes the lock of a run folder. Throws `EXMAN_RUN_HELD`, naming the holder, when a process has it. */
export function lockRun(dir: string, id: string, takeover = false): FolderLock {
  const result = FolderLock.acquire(dir, { takeover })
  if (result.lock !== undefined) return result.lock
  throw new RunError('EXMAN_RUN_HELD', heldMessage(id, result.heldBy, result.judged), { run: id })
}

/** The record of the session that begins now. */
export function newSession(fromEpoch: number, versions: Partial<Versions>): Session {
  return {
    started: new Date().toISOString(),
    ended: null,
    fromEpoch,
    toEpoch: null,
    end: null,
    process: processFacts(),
    versions: { ...baseVersions(), ...versions },
    settings: resultSettings(),
    git: null,
  }
}

function heldMessage(id: string, holder: Holder, judged: string): string {
  const who = `process ${holder.pid} on ${holder.host}, since ${holder.since}`
  if (judged === 'this-process')
    return `${id} is already open for writing in this process (since ${holder.since}).`
  if (judged === 'alive') return `${id} is held by ${who}. Wait for it, or stop it and try again.`
  return (
    `${id} is held by ${who}, and from here it cannot be seen whether that process still lives. ` +
    'When you are sure that it does not, open the run with takeover: true.'
  )
}
