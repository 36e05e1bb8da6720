import type { Command } from 'commander'
import { emptyTrash } from '../../care/trash/empty-trash'
import { listTrash, type TrashEntry } from '../../care/trash/list-trash'
import { jsonLine } from '../../catalog/export/json-line'
import { OptionError } from '../../errors'
import { asAge } from '../amount-values'
import { isConfirmed } from '../confirm'
import { bytesText, startedText } from '../print/amounts'
import { rowsText } from '../print/rows'
import { safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import { rootOption, rootsFor, type TreeOptions } from '../tree-options'
import { finishQuietly } from '../trash/finish-quietly'
import { withProgress } from '../with-progress'
import type { Terminal } from '../terminal'
import { runsText } from '../../text/numbers'

interface TrashOptions extends Pick<TreeOptions, 'root'> {
  empty?: boolean
  olderThan?: number
  yes?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman trash                              what is there, since when, and how large
  exman trash --empty --older-than 30d     frees the disk of what is there for a month, after it asked
  exman restore latest                     brings the last one back`

/** Adds `exman trash`. */
export function addTrash(exman: Command, terminal: Terminal): void {
  exman
    .command('trash')
    .description('List the runs in the trash, or empty it.')
    .option('--empty', 'remove them for good')
    .option('--older-than <age>', 'only those that are there for longer: 12h, 30d, 2w', asAge)
    .option('-y, --yes', 'empty it without asking')
    .option('--json', 'print the list, or with --empty --yes what was removed, as one JSON object')
    .addOption(rootOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: TrashOptions) => {
      const roots = rootsFor(options, terminal)
      if (options.empty !== true && options.yes === true) throw onlyToEmpty()
      if (options.empty === true) finishQuietly(roots)
      const entries = listTrash(roots).filter(({ trashed }) => isMeant(trashed, options.olderThan))
      if (options.empty === true) return empty(roots, entries, options, terminal)
      const text = options.json === true ? `${jsonLine(asData(entries))}\n` : listText(entries, options)
      return writeOut(terminal.stdout, text)
    })
}

async function empty(
  roots: readonly string[],
  entries: readonly TrashEntry[],
  { yes, json, olderThan }: TrashOptions,
  terminal: Terminal,
): Promise<void> {
  const whole = entries.filter(({ problem }) => problem === null)
  if (json !== true) await writeOut(terminal.stdout, listText(entries, { olderThan }))
  if (json === true && yes !== true) return writeOut(terminal.stdout, `${jsonLine(asData(entries))}\n`)
  if (whole.length === 0 && json !== true) return
  const question = `Remove ${runsText(whole.length)}, ${bytesText(sumOf(whole))}, for good?`
  if (!(await isConfirmed(question, { yes }, terminal))) return
  // Only what was shown: more may have come meanwhile.
  const shown = entries.map(({ entry }) => entry)
  const before = olderThan === undefined ? {} : { olderThan: new Date(Date.now() - olderThan) }
  const outcome = await withProgress(
    'removing',
    (how) => emptyTrash(roots, { entries: shown, ...before, ...how }),
    terminal,
  )
  if (outcome.leftAlone.length > 0) terminal.exitCode = 1
  const { removed, bytes, leftAlone } = outcome
  const text = `Removed ${runsText(removed.length)} for good, which freed ${bytesText(bytes)}.\n`
  await writeOut(terminal.stdout, json === true ? `${jsonLine({ removed, bytes, leftAlone })}\n` : text)
}

function listText(entries: readonly TrashEntry[], { olderThan }: Pick<TrashOptions, 'olderThan'>): string {
  if (entries.length === 0)
    return olderThan === undefined ? 'The trash is empty.\n' : 'Nothing is in the trash for that long.\n'
  const rows = entries.map(({ entry, id, trashed, bytes, marks, problem }) => [
    trashed === null ? '' : startedText(trashed),
    safeText(id === '' ? entry : id),
    bytesText(bytes),
    problem === null ? marks.map((mark) => safeText(mark)).join(', ') : safeText(problem),
  ])
  return `In the trash: ${runsText(entries.length)}, ${bytesText(sumOf(entries))}\n${rowsText(rows, { right: [2] })}`
}

function asData(entries: readonly TrashEntry[]): { entries: readonly TrashEntry[]; bytes: number } {
  return { entries, bytes: sumOf(entries) }
}

function isMeant(trashed: string | null, age: number | undefined): boolean {
  return age === undefined || (trashed !== null && Date.parse(trashed) < Date.now() - age)
}

function sumOf(entries: readonly TrashEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0)
}

function onlyToEmpty(): OptionError {
  const text = '--yes is for --empty: without that nothing is changed.'
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'yes', value: true })
}
