import { Option, type Command } from 'commander'
import { jsonLine } from '../../catalog/export/json-line'
import { explainExperiment, type ExplainOptions } from '../../catalog/why/explain-experiment'
import { asCount, asList } from '../option-values'
import { wantsColor } from '../../text/color'
import { page } from '../print/pager'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import { explanationText } from '../why/page-text'

interface WhyOptions extends TreeOptions {
  metric?: string
  mode?: 'min' | 'max'
  limit?: number
  ignored?: string[]
  where?: string
  json?: boolean
  pager: boolean
}

const EXAMPLES = `
Examples:
  exman why best                        the experiment of the best run
  exman why exp-52663881 --metric val_acc
  exman why best --ignored comment,out_dir
  exman why 12 --where 'data.set = mnist' --json | jq '.effects[0]'

Only runs that are done and have a finite value count. Seeds are folded, and so is all else in which runs of
one experiment differ.`

/** Adds `exman why`. */
export function addWhy(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('why')
    .description(
      'Show which parameters separate an experiment from those most like it, and what each did to the metric.',
    )
    .argument('<experiment>', 'the beginning of its name, or one of its runs: "latest", "best", a number')
    .option('-m, --metric <name>', 'the metric that is compared (default: the one monitored)')
    .addOption(
      new Option(
        '--mode <mode>',
        'which way the metric gets better (default: as the runs say, or its name)',
      ).choices(['min', 'max']),
    )
    .addOption(
      new Option(
        '-n, --limit <count>',
        'at most so many experiments, and values of each parameter (default: 5)',
      ).argParser(asCount),
    )
    .option(
      '--ignored <paths>',
      'parameters that are not compared, with commas between (default: debug,comment,author)',
      asList,
    )
    .option('-w, --where <question>', 'only among the runs of which this holds')
    .option('--json', 'print it as one JSON object')
    .option('--no-pager', 'write long pages straight to the terminal')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: WhyOptions) => {
      const all = await openTree(options, terminal)
      const runs = options.where === undefined ? all : all.where(options.where)
      const explained = explainExperiment(runs, name, explainOptions(options))
      const { stdout, env } = terminal
      if (options.json === true) return writeOut(stdout, `${jsonLine(explained)}\n`)
      const width = stdout.isTTY === true ? stdout.columns || undefined : undefined
      const text = explanationText(explained, { color: wantsColor(stdout, env), width })
      if (options.pager) await page(text, terminal)
      else await writeOut(stdout, text)
    })
}

function explainOptions({ metric, mode, limit, ignored }: WhyOptions): ExplainOptions {
  return {
    ...(metric === undefined ? {} : { metric }),
    ...(mode === undefined ? {} : { mode }),
    ...(limit === undefined ? {} : { limit }),
    ...(ignored === undefined ? {} : { ignoredParams: ignored }),
  }
}
