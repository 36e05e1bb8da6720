import { join } from 'node:path'
import { jsonText, readRecord, replaceFile } from '../../files'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { scoresIn } from '../../run/stored-scores'

const EPOCHS = ['best', 'last'] as const

/** The names of the checkpoints that performances.json names. Throws FileError. */
export function scoredCheckpoints(run: string): string[] {
  const scores = readRecord(join(run, FILES.scores))
  return EPOCHS.map((which) => nameIn(scores?.[which])).filter((name) => name !== undefined)
}

/** Lets performances.json name none of some checkpoints any more. Throws FileError; it is replaced all or nothing. */
export function forgetCheckpoints(run: string, gone: ReadonlySet<string>): void {
  const path = join(run, FILES.scores)
  const found = readRecord(path)
  if (found === undefined) return
  const scores: Record<string, unknown> = { ...(scoresIn(found, path) as object) }
  let isOther = false
  for (const which of EPOCHS) {
    const epoch = scores[which]
    if (!isDataObject(epoch) || !gone.has(nameIn(epoch) ?? '')) continue
    scores[which] = { ...epoch, checkpoint: null }
    isOther = true
  }
  // Its numbers are still spelled as they stand there.
  if (isOther) replaceFile(path, jsonText(scores))
}

function nameIn(epoch: unknown): string | undefined {
  const name = isDataObject(epoch) ? epoch['checkpoint'] : undefined
  return typeof name === 'string' ? name : undefined
}
