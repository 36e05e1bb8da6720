import type { RunTable } from '../catalog/run-table'
import type { Sheet } from '../catalog/sheet'
import { rowsOf } from '../catalog/verbs/sheet-of'
import type { ListFormat } from './format-options'
import { countText } from '../text/numbers'
import { wantsColor } from '../text/color'
import { page } from './print/pager'
import { readable } from './print/readable'
import { tableText } from './print/table'
import { safeText } from '../text/text-width'
import { writeOut } from './print/write-out'
import type { Terminal } from './terminal'

/** Digits of a number in a table for a paper. */
const DIGITS = 4

/** Problems that are told of a long list. */
const TOLD = 5

/** Which of the runs are printed, and how. */
export interface Look {
  /** Chooses and sorts. */
  arrange: (runs: RunTable) => RunTable
  by: readonly string[] | undefined
  metric: string | undefined
  columns: readonly string[] | undefined
  limit: number
  format: ListFormat | undefined
  pager: boolean
}

/** Prints runs as a list; tells on stderr what could not be read, with exit code 1. */
export async function printRuns(runs: RunTable, look: Look, terminal: Terminal): Promise<void> {
  const text = await listText(runs, look, terminal)
  if (look.format === undefined && look.pager) await page(text, terminal)
  else await writeOut(terminal.stdout, text.endsWith('\n') || text === '' ? text : `${text}\n`)
  await tellProblems(look.arrange(runs), terminal)
}

/** Runs as a list; each format is loaded when it is asked for. */
export async function listText(runs: RunTable, look: Look, terminal: Terminal): Promise<string> {
  const asked = look.arrange(runs)
  const shown = look.limit === Infinity ? asked : asked.take(look.limit)
  if (look.format === 'json' && look.by === undefined)
    return (await import('../catalog/export/json.js')).jsonArray(shown)
  const sheet = sheetFor(look.by === undefined ? shown : asked, look)
  const limited = { ...sheet, rows: sheet.rows.slice(0, look.limit) }
  switch (look.format) {
    case 'json':
      return (await import('../catalog/export/json.js')).jsonArray(rowsOf(limited))
    case 'csv':
      return (await import('../catalog/export/csv.js')).csvText(limited)
    case 'markdown':
      return (await import('../catalog/export/markdown.js')).markdownText(limited, { digits: DIGITS })
    case 'latex':
      return (await import('../catalog/export/latex.js')).latexText(limited, { digits: DIGITS })
    default:
      return terminalText(limited, sheet.rows.length, { asked, all: runs }, { look, terminal })
  }
}

function sheetFor(runs: RunTable, { by, metric, columns }: Look): Sheet {
  if (by !== undefined) return runs.fold(by, metric === undefined ? {} : { metric })
  if (columns === undefined) return runs.overview().sheet()
  return columns.length === 1 && columns[0] === 'all' ? runs.sheet() : runs.select(...columns).sheet()
}

function terminalText(
  sheet: Sheet,
  rows: number,
  { asked, all }: { asked: RunTable; all: RunTable },
  { look, terminal: { stdout, env } }: { look: Look; terminal: Terminal },
): string {
  if (asked.length === 0)
    return all.length === 0
      ? 'There are no runs yet.'
      : `None of the ${countText(all.length)} runs is asked for.`
  const { columns: width } = stdout
  const table = tableText(readable(sheet), {
    color: wantsColor(stdout, env),
    ...(stdout.isTTY === true && width !== undefined ? { width } : {}),
  })
  const total = look.by === undefined ? asked.length : rows
  const what = look.by === undefined ? 'runs' : 'groups'
  if (sheet.rows.length >= total)
    return `${table}\n\n${countText(total)} ${total === 1 ? what.slice(0, -1) : what}`
  return `${table}\n\n${countText(sheet.rows.length)} of ${countText(total)} ${what}; --all shows all.`
}

/** Tells on stderr what of some runs could not be read, with exit code 1. */
export async function tellProblems(runs: RunTable, terminal: Terminal): Promise<void> {
  const problems = runs.problems().records
  if (problems.length === 0) return
  terminal.exitCode = 1
  const lines = problems
    .slice(0, TOLD)
    .map(({ id, problem }) => `${safeText(id)}: ${safeText(problem!.message)} [${problem!.code}]`)
  const more =
    problems.length > TOLD
      ? [`and ${countText(problems.length - TOLD)} more: exman ls --where 'not problem is missing'`]
      : []
  const head = `exman: ${countText(problems.length)} of these runs could not be read, or only in part:`
  await writeOut(terminal.stderr, `${[head, ...lines, ...more].join('\n  ')}\n`)
}
