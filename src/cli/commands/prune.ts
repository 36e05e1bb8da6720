import { InvalidArgumentError, type Command } from 'commander'
import { planPrune, type PruneOptions } from '../../care/prune/plan-prune'
import type { PrunePlan } from '../../care/prune/prune-plan'
import { jsonLine } from '../../catalog/export/json-line'
import type { RunTable } from '../../catalog/run-table'
import { asBytes } from '../amount-values'
import { addChoice, chosenRuns, type ChosenRun } from '../chosen-runs'
import { isConfirmed } from '../confirm'
import { asCount } from '../option-values'
import { bytesText } from '../print/amounts'
import { writeOut } from '../print/write-out'
import { prunePlanText } from '../trash/prune-text'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import { refusedText } from '../trash/refused-text'
import { withProgress } from '../with-progress'
import type { Terminal } from '../terminal'
import { runsText } from '../../text/numbers'

interface PruneCommandOptions extends TreeOptions {
  where?: string
  keepBest: number
  keepLast: number
  keepEvery?: number
  maxBytes?: number
  yes?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman prune                               of each run the best and the last checkpoint stay; shows what goes, and asks
  exman prune --keep-best 3 --keep-every 10 --where 'status = done'
  exman prune --max-bytes 10GB --yes        only as much as that needs, of the oldest runs first

Without runs and --where it is about all of them. What goes is gone for good. Runs that a process holds are passed
over, and marked ones unless they are named.`

/** Adds `exman prune`. */
export function addPrune(exman: Command, terminal: Terminal): void {
  const command = exman.command('prune').description('Remove checkpoints beyond a rule.')
  addTreeOptions(
    addChoice(command)
      .option('--keep-best <count>', 'how many of the best stay', asCountOrNone, 1)
      .option('--keep-last <count>', 'how many of the last stay', asCountOrNone, 1)
      .option('--keep-every <epochs>', 'those at multiples of so many epochs stay, too', asCount)
      .option(
        '--max-bytes <size>',
        'only as many go as bring each root down to so much: 10GB, 500MB',
        asBytes,
      )
      .option('-y, --yes', 'do it without asking')
      .option('--json', 'print the plan, or with --yes what came of it, as one JSON object'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options: PruneCommandOptions) => {
      const tree = await openTree(options, terminal)
      const chosen = chosenIn(tree, names, options)
      const plan = await withProgress(
        'looking at the checkpoints of',
        ({ onProgress }) =>
          planPrune(recordsOf(chosen), { ...ruleOf(options), named: namedOf(chosen), tree, onProgress }),
        terminal,
      )
      await carryOut(plan, options, terminal)
    })
}

async function carryOut(
  plan: PrunePlan,
  { yes, json }: PruneCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { steps, refused, left, bytes, roots } = plan
  if (json !== true) await writeOut(terminal.stdout, prunePlanText(plan))
  if (roots.some(({ above }) => above > 0)) terminal.exitCode = 1
  if (json === true && yes !== true)
    return writeOut(terminal.stdout, `${jsonLine({ steps, refused, left, bytes, roots })}\n`)
  if (steps.length === 0 && json !== true) return
  const question = `Remove these checkpoints of ${runsText(steps.length)} for good?`
  if (!(await isConfirmed(question, { yes }, terminal))) return
  const done = await withProgress('pruning', (how) => plan.apply(how), terminal)
  const { pruned, leftAlone } = done
  if (leftAlone.length > 0) terminal.exitCode = 1
  if (json === true) return writeOut(terminal.stdout, `${jsonLine({ ...done, refused, left, roots })}\n`)
  const text = `Pruned ${runsText(pruned.length)}, which freed ${bytesText(done.bytes)}.\n`
  await writeOut(terminal.stdout, text + refusedText('Left as they are, since the plan was made:', leftAlone))
}

function chosenIn(tree: RunTable, names: readonly string[], options: PruneCommandOptions): ChosenRun[] {
  if (names.length > 0 || options.where !== undefined) return chosenRuns(tree, names, options)
  return tree.records.map((record) => ({ record, isNamed: false }))
}

const recordsOf = (chosen: readonly ChosenRun[]) => chosen.map(({ record }) => record)
const namedOf = (chosen: readonly ChosenRun[]) => recordsOf(chosen.filter(({ isNamed }) => isNamed))

function ruleOf({ keepBest, keepLast, keepEvery, maxBytes }: PruneCommandOptions): PruneOptions {
  return {
    keepBest,
    keepLast,
    ...(keepEvery === undefined ? {} : { keepEvery }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  }
}

function asCountOrNone(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(count)) throw new InvalidArgumentError('Write an integer, 0 or more.')
  return count
}
