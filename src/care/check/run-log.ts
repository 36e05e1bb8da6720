import { join } from 'node:path'
import { AppendLog, look } from '../../files'
import { FILES } from '../../layout/names'
import { showText } from '../../params/show'
import { cellNumber, parseCsv } from '../../run/csv'
import { parseLog, type EpochRow } from '../../run/training-log'
import type { Notebook } from './notebook'
import { readPart } from './read-part'

const MOST_BYTES = 500 * 2 ** 20

/**
 * Checks the log of a run, and gives its rows; undefined when there is none, or it cannot be read in full. `isHeld`: its last line may
 * just be written.
 */
export function checkLog(
  notebook: Notebook,
  dir: string,
  { isHeld }: { isHeld: boolean },
): readonly EpochRow[] | undefined {
  const path = join(dir, FILES.log)
  const text = readPart(notebook, path, (text) => text, MOST_BYTES)?.value
  if (text === undefined) return undefined
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length && !isHeld) {
    const message = `It ends in the midst of a line: ${showText(text.slice(whole.length), 60)}`
    notebook.add('log-torn', path, message, {
      says: 'cuts the torn line off, and keeps it beside',
      act: () => {
        // It opens a link as well, which is refused here.
        if (look(path) !== undefined) new AppendLog(path).open()
      },
    })
  }
  const wrong = whole === '' ? undefined : wrongLine(whole)
  if (wrong === undefined) return whole === '' ? undefined : parseLog(whole).rows
  notebook.add('log-wrong', path, `It cannot be read in full: ${wrong}.`)
  return undefined
}

function wrongLine(text: string): string | undefined {
  const [header = [], ...records] = parseCsv(text)
  if (header[0] !== 'epoch' || header[1] !== 'seconds')
    return 'its first line does not begin with epoch,seconds'
  let before = 0
  for (const [at, record] of records.entries()) {
    const epoch = Number(record[0])
    const isRow = record.length === header.length && Number.isInteger(epoch) && epoch > before
    if (!isRow || !record.every(isNumberOrEmpty))
      return `line ${at + 2} is no row of an epoch after ${before}`
    before = epoch
  }
  return undefined
}

function isNumberOrEmpty(cell: string): boolean {
  return cell === '' || cellNumber(cell) !== undefined
}
