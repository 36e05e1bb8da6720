import type { Command } from 'commander'
import { resolve } from 'node:path'
import { planRerun, type RerunPlan } from '../../care/rerun/plan-rerun'
import { rerunsOf } from '../../care/rerun/reruns'
import { jsonLine } from '../../catalog/export/json-line'
import { openRuns } from '../../catalog/open-runs'
import type { CatalogRecord } from '../../catalog/record'
import { OptionError } from '../../errors'
import { isConfirmed } from '../confirm'
import { safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import { outcomeOf } from '../rerun/outcome'
import { planText } from '../rerun/plan-text'
import { runCommand } from '../rerun/run-command'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'

interface RerunOptions extends TreeOptions {
  cwd?: string
  dryRun?: boolean
  json?: boolean
  yes?: boolean
}

const EXAMPLES = `
Examples:
  exman rerun 12                                     a script of ExParser, with the arguments of run 12
  exman rerun 12 -- --lr 0.1                         with one that is other
  exman rerun exp-52663881 training.lr=0.1 --yes     a script of ExperimentManager, without being asked
  exman rerun best --dry-run                         only what would be started, and what has changed

The command comes from the record of the run, so it is shown, and asked about, before it is started. A script of
ExperimentManager has to have the option rerunnable: true. The exit code is that of the script; when that is 0, it is 1
when no run was made, or one of other parameters.`

/** Adds `exman rerun`. */
export function addRerun(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('rerun')
    .description('Run the script of a run again with the same parameters, and tell what has changed since.')
    .argument('<run>', 'the beginning of its name, its number, "latest" or "best"')
    .argument(
      '[overrides...]',
      'what is to be other: -- --lr 0.1 for ExParser, training.lr=0.1 for ExperimentManager',
    )
    .option('--cwd <folder>', 'the folder to start the script in (default: found by the script)')
    .option('-n, --dry-run', 'start nothing, only print what would be')
    .option('--json', 'with --dry-run: print it as one JSON object')
    .option('-y, --yes', 'do not ask')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, overrides: string[], options: RerunOptions) => {
      checkJson(options)
      const old = (await openTree(options, terminal)).find(name)
      const { cwd } = options
      const plan = await planRerun(old, {
        overrides,
        ...(cwd === undefined ? {} : { cwd: resolve(terminal.cwd, cwd) }),
      })
      if (options.json === true) return writeOut(terminal.stdout, `${jsonLine({ ...plan })}\n`)
      await writeOut(terminal.stdout, planText(plan))
      for (const { message } of plan.changes) await writeOut(terminal.stderr, `exman: ${safeText(message)}\n`)
      if (options.dryRun === true) return
      if (!(await isConfirmed('Start it?', options, terminal))) return
      await start(plan, old, terminal)
    })
}

async function start(plan: RerunPlan, old: CatalogRecord, terminal: Terminal): Promise<void> {
  const { records } = await openRuns(plan.root, { trials: true })
  const known = new Set(records.map(({ id }) => id))
  terminal.exitCode = await runCommand(plan)
  const { lines, wrong } = outcomeOf(plan, old, await rerunsOf(plan, { known }))
  for (const line of lines) await writeOut(terminal.stdout, `${line}\n`)
  if (wrong === undefined) return
  await writeOut(terminal.stderr, `exman: ${wrong}\n`)
  if (terminal.exitCode === 0) terminal.exitCode = 1
}

function checkJson({ json, dryRun }: RerunOptions): void {
  if (json !== true || dryRun === true) return
  const text = 'What a script prints is no JSON of exman: --json goes with --dry-run.'
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'json', value: json })
}
