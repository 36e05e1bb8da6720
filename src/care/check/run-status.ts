import { join } from 'node:path'
import { FILES } from '../../layout/names'
import { readLooked } from '../../files'
import { readRunRecord, writeRunRecord, type RunRecord } from '../../run/record'
import { parseLog } from '../../run/training-log'
import type { Mend, Notebook } from './notebook'

/** Checks that a run which is recorded as going on is held by somebody; to be asked only when nobody holds it. */
export function checkStatus(notebook: Notebook, dir: string, { status, sessions }: RunRecord): void {
  const last = sessions.at(-1)
  if ((status !== 'created' && status !== 'running') || last?.end != null) return
  const path = join(dir, FILES.run)
  const who = last && ` by process ${last.process.pid} on ${last.process.host}, since ${last.started}`
  const message = `It says "${status}"${who ?? ''}, but nobody holds the run: it reads lost.`
  notebook.add('status-lost', path, message, last && recordLost(dir))
}

function recordLost(dir: string): Mend {
  return {
    says: 'records that the session was lost, and at which epoch',
    act: () => {
      const record = readRunRecord(dir)
      const last = record?.sessions.at(-1)
      if (record === undefined || last === undefined) return
      const toEpoch = epochsLogged(dir)
      Object.assign(last, { end: 'lost', toEpoch })
      writeRunRecord(dir, record)
    },
  }
}

function epochsLogged(dir: string): number {
  const text = readLooked(join(dir, FILES.log), 500 * 2 ** 20)?.text ?? ''
  return parseLog(text.slice(0, text.lastIndexOf('\n') + 1)).rows.at(-1)?.epoch ?? 0
}
