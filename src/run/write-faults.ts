import { FileError, warn, type ErrorCode, type WarningCode } from '../errors'
import type { Problem } from './record'
import type { RecorderInit } from './recording'

// A disk that stays full for a thousand epochs shall not make run.json grow with each.
const MOST_PROBLEMS = 100

/** What a failed write does to a run: it is thrown, or recorded and warned of, as the run's options say. */
export class WriteFaults {
  readonly #init: Pick<RecorderInit, 'id' | 'options'>
  readonly #warned = new Set<string>()
  readonly #noted = new Set<string>()
  /** Problems that no record has taken in yet. */
  #pending: Problem[] = []

  constructor(init: Pick<RecorderInit, 'id' | 'options'>) {
    this.#init = init
  }

  /** Records a failed write and passes over it, if it may; says whether. */
  takes(error: unknown): boolean {
    if (!(error instanceof FileError) || this.#init.options.onWriteError === 'throw') return false
    this.report(error)
    return true
  }

  /** Records and warns, whatever the options say. */
  report({ code, message }: { code: ErrorCode; message: string }, text: string = message): void {
    this.note(code, message)
    this.warnOnce('EXMAN_WRITE_SKIPPED', code, text)
  }

  /** Records something that went wrong without ending the run; a second time it is no news. */
  note(code: string, message: string): void {
    if (this.#noted.has(message)) return
    this.#noted.add(message)
    this.#pending.push({ at: new Date().toISOString(), code, message })
  }

  /** Moves what was noted into a record. */
  settle(problems: Problem[]): void {
    problems.push(...this.#pending.slice(0, Math.max(0, MOST_PROBLEMS - problems.length)))
    this.#pending = []
  }

  /** Warns, once per cause and run. */
  warnOnce(code: WarningCode, cause: string, text: string): void {
    if (this.#warned.has(cause)) return
    this.#warned.add(cause)
    warn(code, `${this.#init.id}: ${text}`)
  }
}
