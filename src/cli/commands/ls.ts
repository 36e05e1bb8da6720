import type { Command } from 'commander'
import { Option } from 'commander'
import type { RunTable } from '../../catalog/run-table'
import { OptionError } from '../../errors'
import { asCount, asList, asSeconds } from '../option-values'
import { printRuns } from '../print-runs'
import { addFormatOptions, formatIn, type FormatOptions } from '../format-options'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import type { Terminal } from '../terminal'

/** Rows that are shown of a long list. */
const SHOWN = 20

/** What `exman ls` was told. */
export interface LsOptions extends TreeOptions, FormatOptions {
  where?: string
  columns?: string[]
  sort?: string
  desc?: boolean
  by?: string[]
  metric?: string
  limit?: number
  all?: boolean
  watch?: number | true
  pager: boolean
}

const EXAMPLES = `
Examples:
  exman ls                                            the newest 20 runs, and what tells them apart
  exman ls --where 'training.lr < 0.01 and val_acc >= 0.9' --sort val_loss
  exman ls --by experiment --metric val_acc           seeds folded: n, mean, std, best
  exman ls --columns id,training.lr,val_loss --csv > runs.csv
  exman ls --watch                                    follow running trainings

In a question: = != < <= > >= in (a, b) ~ 'pa*tern', is missing, and, or, not; \`a name\` in backquotes.`

/** Adds `exman ls`. */
export function addLs(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('ls')
    .description('List runs, the newest first, with the columns in which they differ.')
    .option('-w, --where <question>', 'only the runs of which this holds')
    .addOption(
      new Option('-c, --columns <names>', 'these columns, with commas between; "all" for all there are')
        .argParser(asList)
        .conflicts('by'),
    )
    .option('-s, --sort <column>', 'sorted by a column, the smallest first')
    .option('--desc', 'the largest first')
    .option('-b, --by <columns>', 'one row for all runs that are equal in these columns', asList)
    .option('-m, --metric <name>', 'with --by: the metric that is summed up (default: the one monitored)')
    .addOption(
      new Option('-n, --limit <count>', `at most so many rows (default: ${SHOWN})`).argParser(asCount),
    )
    .option('-a, --all', 'all rows')
    .addOption(
      new Option(
        '--watch [seconds]',
        'list again whenever something has changed, looking every 2 seconds',
      ).argParser(asSeconds),
    )
    .option('--no-pager', 'write long lists straight to the terminal')
  addFormatOptions(addTreeOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (options: LsOptions) => {
      checkNeeds(options)
      if (options.watch === undefined)
        await printRuns(
          await openTree(options, terminal, { quick: showsFew(options) }),
          lookOf(options),
          terminal,
        )
      else await (await import('../watch-tree.js')).watchTree(options, lookOf(options), terminal)
    })
}

// What would do nothing is a mistake.
function checkNeeds({ desc, sort, metric, by }: LsOptions): void {
  if (desc === true && sort === undefined) throw needs('--desc', '--sort, the column to sort by')
  if (metric !== undefined && by === undefined) throw needs('--metric', '--by, the columns to fold by')
}

function needs(option: string, what: string): OptionError {
  return new OptionError('EXMAN_OPTION_INVALID', `${option} takes effect only with ${what}.`, { option })
}

// Whatever is asked of all runs has to be known of all.
function showsFew(options: LsOptions): boolean {
  const { all, by, limit = SHOWN, sort, where } = options
  return (
    all !== true && [by, sort, where, formatIn(options)].every((asked) => asked === undefined) && limit < 1000
  )
}

function lookOf(options: LsOptions): Parameters<typeof printRuns>[1] {
  const { by, columns, metric, pager, where, sort, desc = false, all = false, limit } = options
  const format = formatIn(options)
  // What another program reads is whole.
  const most = limit ?? (all || format !== undefined || by !== undefined ? Infinity : SHOWN)
  return {
    by,
    columns,
    metric,
    pager,
    format,
    limit: most,
    arrange: (table) => arranged(table, { where, sort, desc }),
  }
}

function arranged(
  table: RunTable,
  { where, sort, desc }: { where?: string | undefined; sort?: string | undefined; desc: boolean },
): RunTable {
  const asked = where === undefined ? table : table.where(where)
  return sort === undefined ? asked.reversed() : asked.sortBy(sort, { descending: desc })
}
