import { join } from 'node:path'
import { recordIn } from '../../files'
import { FILES } from '../../layout/names'
import { showText } from '../../params/show'
import { restoreNumbers } from '../../params/spelled-numbers'
import type { RunRecord } from '../../run/record'
import type { Scores } from '../../run/scores'
import { scoresIn } from '../../run/stored-scores'
import type { Notebook } from './notebook'
import { forgetCheckpoints } from '../prune/scores-file'
import { readJsonPart } from './read-part'
import type { LoggedEpochs } from './run-log'

/** Reads performances.json; undefined when there is none, or it cannot be read, which is taken down. */
export function readScores(notebook: Notebook, dir: string): Scores | undefined {
  const read = (value: unknown, path: string) =>
    restoreNumbers(scoresIn(recordIn(value, path), path)) as Scores
  return readJsonPart(notebook, join(dir, FILES.scores), read)?.value
}

/** Holds what a run says of its epochs against its log. That is written first: a run that was killed may have more there. */
export function checkAgainstLog(
  notebook: Notebook,
  dir: string,
  log: LoggedEpochs,
  { record, scores }: { record: RunRecord; scores: Scores | undefined },
): void {
  const hasEnded = record.status !== 'created' && record.status !== 'running'
  const isWrong = (epochs: number) => (hasEnded ? epochs !== log.last : epochs > log.last)
  const counted = (epochs: number) => `it has ${epochs} epochs, and the log ${log.last}`
  const tell = (file: string, why: string) =>
    notebook.add('scores-wrong', join(dir, file), `It does not agree with the log: ${why}.`)
  if (isWrong(record.epochs)) tell(FILES.run, counted(record.epochs))
  if (scores === undefined) return
  if (isWrong(scores.epochs)) return tell(FILES.scores, counted(scores.epochs))
  const why = hasEnded
    ? (whyNoRow('last', scores.last, log) ?? whyNoRow('best', scores.best, log))
    : undefined
  if (why !== undefined) tell(FILES.scores, why)
}

function whyNoRow(which: string, scored: Scores['last'], log: LoggedEpochs): string | undefined {
  if (scored === null) return undefined
  const { epoch } = scored
  const metrics = log.metricsOf(epoch)
  if (metrics === undefined) return `the log has no epoch ${String(epoch)}, the ${which} one`
  const names = Object.keys(scored).filter((name) => name !== 'epoch' && name !== 'checkpoint')
  const wrong = names.find((name) => !isSame(scored[name], metrics[name]))
  if (wrong === undefined) return undefined
  return `${showText(wrong)} of the ${which} epoch, ${epoch}, is ${String(scored[wrong])}, and in the log ${metrics[wrong]}`
}

function isSame(scored: unknown, logged: number | undefined): boolean {
  return scored === logged || (Number.isNaN(scored) && (logged === undefined || Number.isNaN(logged)))
}

/** Checks that the checkpoints which the scores name are there. */
export function checkNamedCheckpoints(
  notebook: Notebook,
  dir: string,
  scores: Scores,
  present: readonly string[],
): void {
  const path = join(dir, FILES.scores)
  const gone = [scores.best?.checkpoint, scores.last?.checkpoint].filter(
    (name): name is string => typeof name === 'string' && !present.includes(name),
  )
  if (gone.length === 0) return
  const names = [...new Set(gone)].join(', ')
  notebook.add('scores-wrong', path, `It names a checkpoint that is not there: ${names}.`, {
    says: 'takes the name of the checkpoint out of the scores',
    act: () => forgetCheckpoints(dir, new Set(gone)),
  })
}
