import { Option, type Command } from 'commander'
import { exportChunks, exportRuns } from '../../catalog/export/export-runs'
import { EXPORT_FORMATS, formatOfFile, type ExportFormat } from '../../catalog/export/formats'
import type { RunTable } from '../../catalog/run-table'
import { OptionError } from '../../errors'
import { asCount, asList } from '../option-values'
import { checkOutput, writeOutput } from '../output-file'
import { safeText } from '../../text/text-width'
import { tellProblems } from '../print-runs'
import { writeOut } from '../print/write-out'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import type { Terminal } from '../terminal'

interface ExportCommandOptions extends TreeOptions {
  format?: ExportFormat
  output?: string
  where?: string
  columns?: string[]
  logs?: boolean
  digits?: number
}

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportFormat[]

const EXAMPLES = `
Examples:
  exman export -o runs.csv
  exman export -o paper/results.tex --columns model.units,training.lr,val_acc --digits 3
  exman export -o runs.parquet             takes the package hyparquet-writer
  exman export --logs -o curves.csv        a row for each run, epoch and metric
  exman export --format ndjson | jq .metrics.val_loss`

/** Adds `exman export`. */
export function addExport(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('export')
    .description('Take all runs, or their logs, to a file or another program.')
    .addOption(
      new Option(
        '-f, --format <format>',
        'the format (default: by the ending of the file, else json)',
      ).choices(FORMATS),
    )
    .option(
      '-o, --output <file>',
      'the file; an older one is replaced when all is written (default: the terminal)',
    )
    .option('-w, --where <question>', 'only the runs of which this holds')
    .option('-c, --columns <names>', 'these columns only, with commas between', asList)
    .option('--logs', 'the logs in long form: run, epoch, seconds, metric, value')
    .addOption(new Option('--digits <count>', 'significant digits in markdown and latex').argParser(asCount))
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: ExportCommandOptions) => {
      const format = formatFor(options)
      if (options.output !== undefined) checkOutput(options.output, terminal.cwd)
      if (options.digits !== undefined && !['markdown', 'latex'].includes(format)) throw noDigits(format)
      const all = await openTree(options, terminal)
      const asked = options.where === undefined ? all : all.where(options.where)
      const runs = options.columns === undefined ? asked : asked.select(...options.columns)
      await write(runs, format, options, terminal)
      await tellProblems(runs, terminal)
    })
}

function formatFor({ format, output }: ExportCommandOptions): ExportFormat {
  const found = format ?? (output === undefined ? 'json' : formatOfFile(output))
  if (found !== undefined) return found
  const text = `The ending of "${output}" is that of no format. Name one with --format: ${FORMATS.join(', ')}.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'format', value: output })
}

function noDigits(format: ExportFormat): OptionError {
  const text = `--digits is for markdown and latex; in ${format} every number is exact.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'digits' })
}

async function write(
  runs: RunTable,
  format: ExportFormat,
  { output, logs, digits }: ExportCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { stdout, cwd } = terminal
  const unreadable: string[] = []
  const options = {
    logs: logs ?? false,
    ...(digits === undefined ? {} : { digits }),
    onUnreadable: (id: string, { message }: Error) =>
      unreadable.push(`exman: the log of ${safeText(id)} is left out. ${safeText(message)}\n`),
  }
  if (output !== undefined) {
    const chunks =
      format === 'parquet' ? [await exportRuns(runs, format, options)] : exportChunks(runs, format, options)
    await writeOutput(output, chunks, cwd)
  } else if (format === 'parquet') {
    const text = 'Parquet is no text for a terminal or a pipe. Name a file with --output.'
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'output', value: output })
  } else {
    for (const chunk of exportChunks(runs, format, options)) await writeOut(stdout, chunk)
  }
  if (unreadable.length > 0) terminal.exitCode = 1
  await writeOut(terminal.stderr, unreadable.join(''))
}
