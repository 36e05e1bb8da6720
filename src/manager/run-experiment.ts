import { setTimeout as pause } from 'node:timers/promises'
import { RunError, warn } from '../errors'
import { normalize } from '../params/normalize'
import { runHeld } from '../run/run-errors'
import type { RunOnDisk } from '../run/stored-runs'
import { checkRandomIsFree, runsAround } from '../training/random/random-hold'
import type { Run } from '../training/run'
import { chooseRun, type Choice } from './choose-run'
import type { RunRequest } from './run-request'
import { warnOfOthers } from './same-run'

/** What has become of an experiment. */
export interface Outcome<P extends object, R> {
  /** What the body returned, as JSON data: now, or when the run was done. */
  result: R
  /** The run that it belongs to. */
  run: Run<P>
  /** Whether the result was stored before, so that the body did not run. */
  reused: boolean
  /** False: see `ifRunning: 'skip'`. */
  skipped: false
}

/** Another process works on the experiment, and this one has stepped aside. */
export interface Skipped<P extends object> {
  /** There is none yet. */
  result: undefined
  /** The run that the other process holds, for reading. */
  run: Run<P>
  /** False: see `skipped`. */
  reused: false
  /** True: the body was not called. */
  skipped: true
}

/** When an experiment is run, and when not. */
export interface ExperimentRules {
  ifDone: 'reuse' | 'rerun' | 'error'
  ifRunning: 'wait' | 'skip' | 'error'
  timeoutSeconds: number
  resume: string | undefined
}

// Often at first, as for a short run; then once a second.
const SHORTEST_WAIT_MS = 50
const LONGEST_WAIT_MS = 1000
const PATIENCE_MS = 10_000

/** Runs a body once for the parameters of a request: see `ExperimentManager.run`. */
export async function runExperiment<P extends object, R>(
  request: RunRequest<P>,
  body: (run: Run<P>) => R | Promise<R>,
  rules: ExperimentRules,
): Promise<Outcome<P, R> | Skipped<P>> {
  const waiting = new Waiting(rules.timeoutSeconds)
  for (;;) {
    const chosen = choose(request, rules)
    if (chosen.what === 'train') return train(chosen.run, body)
    const { run } = chosen
    if (chosen.what === 'reuse') {
      const { id } = run.place
      if (rules.ifDone === 'error')
        throw new RunError('EXMAN_RUN_DONE', `${id} is done already.`, { run: id })
      return {
        result: run.record.result as R,
        run: request.open(run.place.dir),
        reused: true,
        skipped: false,
      }
    }
    const error = heldError(run)
    const isInside = runsAround().includes(run.place.id)
    if (rules.ifRunning === 'skip' && !isInside)
      return { result: undefined, run: request.open(run.place.dir), reused: false, skipped: true }
    // Who runs an experiment in its own body would wait for itself.
    if (rules.ifRunning === 'error' || isInside) throw error
    await waiting.whileHeld(() => request.isHeld(run), error)
  }
}

type Chosen<P extends object> = Exclude<Choice, { what: 'begin' | 'go on' }> | { what: 'train'; run: Run<P> }

/** Looks without the lock first: of many that wait for one, none stands in the way of another. */
function choose<P extends object>(request: RunRequest<P>, { ifDone, resume }: ExperimentRules): Chosen<P> {
  const how = ifDone === 'rerun' ? 'rerun' : 'reuse'
  const look = () => {
    const runs = request.onDisk()
    return { runs, choice: chooseRun(request.same(runs), how) }
  }
  if (resume !== undefined) return { what: 'train', run: request.goOn(request.named(resume)) }
  const first = look().choice
  if (first.what === 'reuse' || first.what === 'wait') return first
  checkRandomIsFree('The experiment')
  return request.inTurn(() => {
    const { runs, choice } = look()
    if (choice.what === 'reuse' || choice.what === 'wait') return choice
    if (choice.what === 'go on') return { what: 'train', run: request.goOn(choice.run.place.dir) }
    warnOfOthers(runs, request.wanted)
    return { what: 'train', run: request.create({ isSeeded: true }) }
  })
}

async function train<P extends object, R>(
  run: Run<P>,
  body: (run: Run<P>) => R | Promise<R>,
): Promise<Outcome<P, R>> {
  const { recorder } = run
  try {
    const value = await run.trainer.perform(() => body(run))
    recorder.finish(value === undefined ? undefined : normalize(value, 'result'))
  } catch (error) {
    run.fail(error)
    throw error
  }
  return { result: run.record.result as R, run, reused: false, skipped: false }
}

function heldError({ place, holder }: RunOnDisk): RunError {
  return runHeld(place.id, holder!.holder, holder!.judged)
}

/** Waits for another process, a little longer each time. */
class Waiting {
  readonly #began = performance.now()
  readonly #timeoutMs: number
  #next = SHORTEST_WAIT_MS
  #hasTold = false

  constructor(timeoutSeconds: number) {
    this.#timeoutMs = timeoutSeconds * 1000
  }

  async whileHeld(isHeld: () => boolean, error: RunError): Promise<void> {
    this.#next = SHORTEST_WAIT_MS
    do await this.#pause(error)
    while (isHeld())
  }

  async #pause(error: RunError): Promise<void> {
    const left = this.#began + this.#timeoutMs - performance.now()
    if (left <= 0) throw error
    if (!this.#hasTold && performance.now() - this.#began > PATIENCE_MS) {
      this.#hasTold = true
      warn('EXMAN_RUN_AWAITED', `Waiting. ${error.message}`)
    }
    await pause(Math.min(this.#next, left))
    this.#next = Math.min(this.#next * 1.5, LONGEST_WAIT_MS)
  }
}
