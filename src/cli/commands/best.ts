import { Option, type Command } from 'commander'
import { bestCheckpoint } from '../../catalog/best-checkpoint'
import type { CatalogRecord } from '../../catalog/record'
import type { RunTable } from '../../catalog/run-table'
import { jsonLine } from '../../catalog/export/json-line'
import { RunError } from '../../errors'
import { numberText } from '../../text/numbers'
import { safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import type { Terminal } from '../terminal'

interface BestOptions extends TreeOptions {
  where?: string
  mode?: 'min' | 'max'
  path?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman best                                  by the metric that the runs monitor
  exman best val_acc --where 'model.units = 64'
  node predict.js "$(exman best --path)"      the folder of its best checkpoint, for a script`

/** Adds `exman best`. */
export function addBest(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('best [metric]')
    .description('Show the run with the best value of a metric.')
    .option('-w, --where <question>', 'only among the runs of which this holds')
    .addOption(
      new Option(
        '--mode <mode>',
        'which way the metric gets better (default: as the runs say, or its name)',
      ).choices(['min', 'max']),
    )
    .addOption(new Option('--path', 'print the folder of its best checkpoint alone').conflicts('json'))
    .option('--json', 'print its record as JSON')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (metric: string | undefined, options: BestOptions) => {
      const all = await openTree(options, terminal)
      const runs = options.where === undefined ? all : all.where(options.where)
      const best = bestIn(runs, metric, options)
      if (options.path === true) await writeOut(terminal.stdout, `${await bestCheckpoint(best)}\n`)
      else if (options.json === true) await writeOut(terminal.stdout, `${jsonLine(best)}\n`)
      else await writeOut(terminal.stdout, answer(runs, best, metric ?? runs.monitor()))
    })
}

function answer(runs: RunTable, best: CatalogRecord, metric: string): string {
  const value = runs.values(metric)[runs.records.indexOf(best)] as number
  const epoch = best.bestEpoch === null ? '' : `, epoch ${best.bestEpoch} of ${best.epochs}`
  return [
    `${safeText(best.id)}  ${safeText(metric)} ${numberText(value)}${epoch}, the best of ${runs.length} runs`,
    safeText(best.dir),
    '',
  ].join('\n')
}

function bestIn(runs: RunTable, metric: string | undefined, { mode }: BestOptions): CatalogRecord {
  const best = runs.best(metric, mode === undefined ? {} : { mode })
  if (best !== undefined) return best
  const text = `None of these ${runs.length} runs has a finite value of ${metric === undefined ? 'the metric that is monitored' : `"${metric}"`}.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: 'best' })
}
