import { join } from 'node:path'
import { jsonText, readRecord, recordIn, replaceFile } from '../../files'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { showText } from '../../params/show'
import { restoreNumbers } from '../../params/spelled-numbers'
import type { Scores } from '../../run/scores'
import { scoresIn } from '../../run/stored-scores'
import type { EpochRow } from '../../run/training-log'
import type { Mend, Notebook } from './notebook'
import { readJsonPart } from './read-part'

/** Reads performances.json; undefined when there is none, or it cannot be read, which is taken down. */
export function readScores(notebook: Notebook, dir: string): Scores | undefined {
  const read = (value: unknown, path: string) =>
    restoreNumbers(scoresIn(recordIn(value, path), path)) as Scores
  return readJsonPart(notebook, join(dir, FILES.scores), read)?.value
}

/** Holds the scores of a run that has ended against its log. */
export function checkAgainstLog(
  notebook: Notebook,
  dir: string,
  scores: Scores,
  rows: readonly EpochRow[],
): void {
  const path = join(dir, FILES.scores)
  const last = rows.at(-1)
  const why =
    scores.epochs === last?.epoch
      ? (whyNoRow('last', scores.last, rows) ?? whyNoRow('best', scores.best, rows))
      : `it has ${scores.epochs} epochs, and the log ${last?.epoch ?? 0}`
  if (why !== undefined) notebook.add('scores-wrong', path, `It does not agree with the log: ${why}.`)
}

function whyNoRow(which: string, scored: Scores['last'], rows: readonly EpochRow[]): string | undefined {
  if (scored === null) return undefined
  const { epoch } = scored
  const row = rows.findLast((each) => each.epoch === epoch)
  if (row === undefined) return `the log has no epoch ${String(epoch)}, the ${which} one`
  const names = Object.keys(scored).filter((name) => name !== 'epoch' && name !== 'checkpoint')
  const wrong = names.find((name) => !isSame(scored[name], row.metrics[name]))
  if (wrong === undefined) return undefined
  return `${showText(wrong)} of the ${which} epoch, ${epoch}, is ${String(scored[wrong])}, and in the log ${row.metrics[wrong]}`
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
    (name) => typeof name === 'string' && !present.includes(name),
  )
  if (gone.length === 0) return
  const names = [...new Set(gone)].join(', ')
  notebook.add('scores-wrong', path, `It names a checkpoint that is not there: ${names}.`, forget(path, gone))
}

function forget(path: string, gone: readonly unknown[]): Mend {
  return {
    says: 'takes the name of the checkpoint out of the scores',
    act: () => {
      const record = readRecord(path)
      for (const which of ['best', 'last'] as const) {
        const scored = record?.[which]
        if (isDataObject(scored) && gone.includes(scored['checkpoint'])) scored['checkpoint'] = null
      }
      if (record !== undefined) replaceFile(path, jsonText(record))
    },
  }
}
