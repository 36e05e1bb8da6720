import { FileError } from '../../errors'
import { readLooked } from '../../files'
import { FILES } from '../../layout/names'
import { parseCsv } from '../../run/csv'
import { parseLog, type EpochRow } from '../../run/training-log'
import { kerasRows } from '../read/keras-facts'

/** A text of more cannot be held. */
const MOST_BYTES = 500 * 2 ** 20

/**
 * The rows of a run's log, oldest first, whichever tool has written it: epochs are counted from 1. None before the first epoch; a
 * row that a kill has cut off is left out. Throws FileError, also for a link and for what is no log.
 */
export function readLogRows(dir: string): EpochRow[] {
  const path = `${dir}/${FILES.log}`
  const text = readLooked(path, MOST_BYTES)?.text
  return text === undefined ? [] : logRowsIn(text, path)
}

/** The rows that the text of a log holds. `seconds` tells exman's from that of the Keras tool. Throws `EXMAN_FILE_INVALID`. */
export function logRowsIn(text: string, path: string): EpochRow[] {
  // What is left of a number that was cut off is another number.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole === '') return []
  const [header = []] = parseCsv(whole.slice(0, whole.indexOf('\n') + 1))
  if (header[0] !== 'epoch') throw noLog(path)
  return header[1] === 'seconds' ? parseLog(whole).rows : kerasRows(whole)
}

function noLog(path: string): FileError {
  const text = `${path} is not the log of a training: its first line does not begin with "epoch".`
  return new FileError('EXMAN_FILE_INVALID', text, { path })
}
