import { Option, type Command } from 'commander'
import { planRemoval } from '../../care/trash/plan-removal'
import type { RemovalPlan } from '../../care/trash/removal'
import { jsonLine } from '../../catalog/export/json-line'
import { addChoice, chosenRuns } from '../chosen-runs'
import { isConfirmed } from '../confirm'
import { bytesText } from '../print/amounts'
import { rowsText } from '../print/rows'
import { safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import { addTreeOptions, openTree, rootsFor, type TreeOptions } from '../tree-options'
import { finishQuietly } from '../trash/finish-quietly'
import { firstOf, moreText, refusedText } from '../trash/refused-text'
import { withProgress } from '../with-progress'
import type { Terminal } from '../terminal'
import { runsText } from '../../text/numbers'

interface RmOptions extends TreeOptions {
  where?: string
  force?: boolean
  yes?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman rm 17 18                           shows what goes, and asks
  exman rm --where 'status = failed' --yes
  exman restore latest                     brings it back
  exman trash --empty                      frees the disk

A run that a process holds, that is marked, or that is the best by its metric goes only when it is named by itself;
--force lifts marks and best for all. Runs go to the trash of their root with all that is in their folders.`

/** Adds `exman rm`. */
export function addRm(exman: Command, terminal: Terminal): void {
  const command = exman.command('rm').alias('delete').description('Move runs to the trash.')
  addTreeOptions(
    addChoice(command)
      .option('-f, --force', 'marked runs and the best ones, too')
      .option('-y, --yes', 'do it without asking')
      .option('--json', 'print the plan, or with --yes what came of it, as one JSON object')
      // Python's exman asks for it; here index/, marked/ and the folder always go together.
      .addOption(new Option('--all').hideHelp()),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options: RmOptions) => {
      finishQuietly(rootsFor(options, terminal))
      const tree = await openTree(options, terminal)
      const chosen = chosenRuns(tree, names, options)
      const plan = await withProgress(
        'measuring',
        ({ onProgress }) =>
          planRemoval(
            chosen.map(({ record }) => record),
            {
              named: chosen.filter(({ isNamed }) => isNamed).map(({ record }) => record),
              tree,
              force: options.force ?? false,
              onProgress,
            },
          ),
        terminal,
      )
      await carryOut(plan, options, terminal)
    })
}

async function carryOut(plan: RemovalPlan, { yes, json }: RmOptions, terminal: Terminal): Promise<void> {
  const { steps, refused, bytes } = plan
  const isShown = json !== true
  if (isShown) await writeOut(terminal.stdout, planText(plan))
  if (steps.length === 0 && refused.length > 0) terminal.exitCode = 1
  if (json === true && yes !== true)
    return writeOut(terminal.stdout, `${jsonLine({ steps, refused, bytes })}\n`)
  if (steps.length === 0 && isShown) return
  const question = `Move ${runsText(steps.length)} to the trash?`
  if (!(await isConfirmed(question, { yes }, terminal))) return
  const {
    removed,
    leftAlone,
    bytes: moved,
  } = await withProgress('moving', (how) => plan.apply(how), terminal)
  if (leftAlone.length > 0) terminal.exitCode = 1
  if (json === true)
    return writeOut(terminal.stdout, `${jsonLine({ removed, refused, leftAlone, bytes: moved })}\n`)
  const how = `exman restore brings ${removed.length === 1 ? 'it' : 'them'} back; exman trash --empty frees the disk.`
  const done = `Moved ${runsText(removed.length)} to the trash, ${bytesText(moved)}. ${how}\n`
  await writeOut(terminal.stdout, done + refusedText('Left as they are, since the plan was made:', leftAlone))
}

function planText({ steps, refused, bytes }: RemovalPlan): string {
  const rows = firstOf(steps).map(({ id, bytes: size, despite }) => [
    safeText(id),
    bytesText(size),
    despite.map((why) => `although ${safeText(why)}`).join(', '),
  ])
  const title = `To the trash: ${runsText(steps.length)}, ${bytesText(bytes)}\n`
  const going = steps.length === 0 ? 'No run goes to the trash.\n' : title + rowsText(rows, { right: [1] })
  return going + moreText(steps.length) + refusedText('Protected, unless named by themselves:', refused)
}
