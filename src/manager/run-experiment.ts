import { ParamsError, RunError } from '../errors'
import { normalize } from '../params/normalize'
import type { Json } from '../params/types'
import { runHeld } from '../run/run-errors'
import type { RunOnDisk } from '../run/stored-runs'
import { checkRandomIsFree, runsAround } from '../training/random/random-hold'
import type { Run } from '../training/run'
import { chooseRun, type Choice } from './choose-run'
import type { RunRequest } from './run-request'
import { warnOfOthers, warnOfPassedOver } from './same-run'
import { Turn, Waiting } from './waiting'

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
  /** Whether a new run begins, whatever there is. */
  isAnew: boolean
}

/** Runs a body once for the parameters of a request: see `ExperimentManager.run`. */
export async function runExperiment<P extends object, R>(
  request: RunRequest<P>,
  body: (run: Run<P>) => R | Promise<R>,
  rules: ExperimentRules,
): Promise<Outcome<P, R> | Skipped<P>> {
  const waiting = new Waiting(rules.timeoutSeconds)
  for (;;) {
    const turn = new Turn()
    let chosen = choose(request, rules)
    while (chosen === undefined) {
      await turn.pause()
      chosen = choose(request, rules, { isOverdue: turn.isOverdue })
    }
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

/**
 * Looks without the lock first: of many that wait for one, none stands in the way of another. Undefined while another
 * process chooses; who is overdue waits for that.
 */
function choose<P extends object>(
  request: RunRequest<P>,
  { ifDone, resume, isAnew }: ExperimentRules,
  { isOverdue = false } = {},
): Chosen<P> | undefined {
  if (isAnew) {
    checkRandomIsFree('The experiment')
    request.lookAtData()
    const create = (): Chosen<P> => ({ what: 'train', run: request.create({ isSeeded: true }) })
    return isOverdue ? request.inTurn(create) : request.ifFree(create)?.value
  }
  const how = ifDone === 'rerun' ? 'rerun' : 'reuse'
  const look = () => {
    const runs = request.onDisk()
    return { runs, choice: chooseRun(request.same(runs), how) }
  }
  if (resume !== undefined) {
    const dir = request.named(resume)
    const run = request.onDisk().find(({ place, holder }) => place.dir === dir && holder !== undefined)
    return run === undefined ? { what: 'train', run: request.goOn(dir) } : { what: 'wait', run }
  }
  const first = look().choice
  if (first.what === 'reuse' || first.what === 'wait') return first
  checkRandomIsFree('The experiment')
  request.lookAtData()
  const chooseNow = (): Chosen<P> => {
    const { runs, choice } = look()
    if (choice.what === 'reuse' || choice.what === 'wait') return choice
    if (choice.what === 'go on') return { what: 'train', run: request.goOn(choice.run.place.dir) }
    if (ifDone !== 'rerun') warnOfPassedOver(request.same(runs), { asksResult: true })
    warnOfOthers(runs, request.wanted)
    return { what: 'train', run: request.create({ isSeeded: true }) }
  }
  return isOverdue ? request.inTurn(chooseNow) : request.ifFree(chooseNow)?.value
}

async function train<P extends object, R>(
  run: Run<P>,
  body: (run: Run<P>) => R | Promise<R>,
): Promise<Outcome<P, R>> {
  const { recorder } = run
  try {
    const value = await run.trainer.perform(() => body(run))
    if (run.trainer.isFitting)
      throw new RunError(
        'EXMAN_FIT_BUSY',
        `The body of ${recorder.init.id} has returned while its fit goes on. Await run.fit in it.`,
        { run: recorder.init.id },
      )
    recorder.finish(value === undefined ? undefined : resultOf(value, run.id))
  } catch (error) {
    run.fail(error)
    throw error
  }
  return { result: run.record.result as R, run, reused: false, skipped: false }
}

/** The result as it is stored. Of a training that took days only this is wrong, and it can be had again. */
function resultOf(value: unknown, run: string): Json {
  try {
    return normalize(value, 'result')
  } catch (error) {
    if (!(error instanceof ParamsError)) throw error
    const text = `${error.message} What was trained is saved: mend the body, and go on with the option resume: '${run}'.`
    throw new ParamsError('EXMAN_RESULT_INVALID', text, { path: error.path, value: error.value })
  }
}

function heldError({ place, holder }: RunOnDisk): RunError {
  return runHeld(place.id, holder!.holder, holder!.judged)
}
