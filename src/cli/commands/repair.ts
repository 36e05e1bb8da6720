import type { Command } from 'commander'
import { jsonLine } from '../../catalog/export/json-line'
import { planRepair, type RepairOutcome, type RepairPlan } from '../../care/repair/plan-repair'
import { countOf } from '../care/count-of'
import { findingLines } from '../care/finding-lines'
import { isConfirmed } from '../confirm'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'
import { rootOption, rootsFor } from '../tree-options'
import { withProgress } from '../with-progress'

interface RepairOptions {
  root?: string[]
  quick?: boolean
  yes?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman repair                    show what would be done, and ask
  exman repair --yes              do it
  exman repair --quick            without reading the checkpoints, of which none is mended anyway

What is mended is safe: leftovers of processes that were killed are removed, links and pointers are pointed anew,
lost sessions are recorded, torn lines are cut from logs and kept beside. Parameters, results and checkpoints are
never touched. The exit code is 1 when something is left that is wrong.`

/** Adds `exman repair`. */
export function addRepair(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('repair')
    .description('Put right what can be put right safely, by a plan that is shown first.')
    .option('--quick', 'hold checkpoints against the sizes in their manifests only, not byte for byte')
    .option('-y, --yes', 'do it without asking')
    .option('--json', 'print the plan, and what came of it, as one JSON object')
  command
    .addOption(rootOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: RepairOptions) => {
      const roots = rootsFor(options, terminal)
      const plan = await withProgress(
        'checking',
        (how) => planRepair(roots, { verify: options.quick !== true, ...how }),
        terminal,
        'folders',
      )
      const isJson = options.json === true
      if (!isJson) await writeOut(terminal.stdout, planText(plan, terminal))
      const outcome = await applied(plan, options, terminal)
      const isLeft = plan.left.length > 0 || (outcome === undefined ? plan.steps : outcome.failed).length > 0
      if (isLeft) terminal.exitCode = 1
      if (isJson) {
        const { folders, steps, left } = plan
        await writeOut(terminal.stdout, `${jsonLine({ folders, steps, left, outcome: outcome ?? null })}\n`)
      } else if (outcome !== undefined) await writeOut(terminal.stdout, outcomeText(outcome, terminal))
    })
}

async function applied(
  plan: RepairPlan,
  { yes }: RepairOptions,
  terminal: Terminal,
): Promise<RepairOutcome | undefined> {
  if (plan.steps.length === 0) return undefined
  const question = `Do ${plan.steps.length === 1 ? 'this' : `these ${countOf(plan.steps.length, 'thing')}`}?`
  if (!(await isConfirmed(question, { yes }, terminal))) return undefined
  return withProgress('mending', (how) => plan.apply(how), terminal, 'folders')
}

function planText({ folders, steps, left }: RepairPlan, terminal: Terminal): string {
  if (steps.length === 0 && left.length === 0) return `${countOf(folders, 'folder')}, nothing is wrong.\n`
  const planned = steps.length === 0 ? 'Nothing can be mended.\n' : 'To be mended:\n'
  const lines = findingLines(steps, terminal, ({ repair }) => repair)
  if (left.length === 0) return planned + lines
  const others = findingLines(left, terminal, ({ message, advice }) => `${message} ${advice}`)
  return `${planned}${lines}Left for you:\n${others}`
}

function outcomeText({ done, gone, failed }: RepairOutcome, terminal: Terminal): string {
  const why = new Map(failed.map((each) => [each.step, each.why]))
  const steps = failed.map(({ step }) => step)
  const lines = findingLines(steps, terminal, (step) => why.get(step)!)
  const right = gone.length === 0 ? '' : ` ${countOf(gone.length, 'thing')} had come right meanwhile.`
  const broken = steps.length === 0 ? '' : `Could not be mended:\n${lines}`
  return `${countOf(done.length, 'thing')} mended.${right}\n${broken}`
}
