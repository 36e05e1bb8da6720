import type { Command } from 'commander'
import { OptionError } from '../../errors'
import { reportHtml } from '../../plot/report/report-html'
import { safeText } from '../../text/text-width'
import { checkOutput, writeOutput } from '../output-file'
import { bytesText } from '../print/amounts'
import { tellProblems } from '../print-runs'
import { writeOut } from '../print/write-out'
import { withProgress } from '../with-progress'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import type { Terminal } from '../terminal'
import { runsText } from '../../text/numbers'

interface ReportCommandOptions extends TreeOptions {
  output?: string
  where?: string
  title?: string
}

const EXAMPLES = `
Examples:
  exman report -o report.html
  exman report -o done.html --where 'status = done' --title 'Digits, first round'

The file needs no server and no network: it can be opened, sent and kept. It holds the parameters, scores, notes
and curves of the runs, but no weights, printed output or code, and no paths of this machine but those that stand
in parameters, results and notes.`

/** Adds `exman report`. */
export function addReport(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('report')
    .description('Write one HTML file with all runs: a table, curves, plots, and the difference of any two.')
    .option('-o, --output <file>', 'the file; an older one is replaced when all is written')
    .option('-w, --where <question>', 'only the runs of which this holds')
    .option('--title <text>', 'what stands above it (default: the names of the folders)')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async ({ output, where, title, ...options }: ReportCommandOptions) => {
      if (output === undefined) throw noOutput()
      checkOutput(output, terminal.cwd, { isNeeded: true })
      const all = await openTree(options, terminal)
      const runs = where === undefined ? all : all.where(where)
      const unreadable: string[] = []
      const onUnreadable = (id: string, { message }: Error) =>
        void unreadable.push(`exman: the log of ${safeText(id)} is left out. ${safeText(message)}\n`)
      const html = await withProgress(
        'reading',
        ({ onProgress }) =>
          reportHtml(runs, { ...(title === undefined ? {} : { title }), onProgress, onUnreadable }),
        terminal,
        'logs',
      )
      const bytes = Buffer.from(html)
      await writeOutput(output, [bytes], terminal.cwd)
      await writeOut(
        terminal.stdout,
        `${safeText(output)}: ${runsText(runs.length)}, ${bytesText(bytes.length)}\n`,
      )
      if (unreadable.length > 0) terminal.exitCode = 1
      await writeOut(terminal.stderr, unreadable.join(''))
      await tellProblems(runs, terminal)
    })
}

function noOutput(): OptionError {
  const text = 'A report is a file: name one, such as --output report.html.'
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'output' })
}
