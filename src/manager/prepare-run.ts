import type { Run } from '../training/run'
import { chooseRun } from './choose-run'
import type { RunRequest } from './run-request'
import { warnOfOthers, warnOfPassedOver } from './same-run'

/**
 * Opens a run: a new one; with `true` the newest unfinished one of the same parameters, or a new one when there is none; or
 * the one that is named. Throws what `prepare` throws.
 */
export function prepareRun<P extends object>(
  request: RunRequest<P>,
  resume: boolean | string = false,
): Run<P> {
  request.lookAtData()
  if (resume === false) return request.create({ isSeeded: false })
  if (typeof resume === 'string') return request.goOn(request.named(resume))
  return request.inTurn(() => {
    const runs = request.onDisk()
    const choice = chooseRun(request.same(runs), 'ignore')
    if (choice.what !== 'begin') return request.goOn(choice.run.place.dir)
    warnOfPassedOver(request.same(runs), { asksResult: false })
    warnOfOthers(runs, request.wanted)
    return request.create({ isSeeded: true })
  })
}
