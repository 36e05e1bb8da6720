import { Option, type Command } from 'commander'
import { relative } from 'node:path'
import { rootsOf } from '../../catalog/find-roots'
import { jsonLine } from '../../catalog/export/json-line'
import { constructorCall } from '../../care/rekey/constructor-call'
import { finishRekey } from '../../care/rekey/finish-rekey'
import { planRekey } from '../../care/rekey/plan-rekey'
import type { RekeyOptions, RekeyOutcome } from '../../care/rekey/types'
import { OptionError } from '../../errors'
import { typedValue } from '../../params/override'
import type { Json } from '../../params/types'
import { isConfirmed } from '../confirm'
import { asList } from '../option-values'
import { writeOut } from '../print/write-out'
import { finishedText, outcomeText, planText } from '../rekey/plan-text'
import { RepeatableOption } from '../repeatable-option'
import type { Terminal } from '../terminal'
import { withProgress } from '../with-progress'
import { rootsFor } from '../tree-options'
import { runsText } from '../../text/numbers'

interface RekeyCommandOptions {
  root?: string[]
  monitored?: string[]
  ids?: 'object-hash' | 'python'
  neutral?: string[]
  ignored?: string[]
  yes?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman rekey --monitored model,training,data      the data are part of the name from now on
  exman rekey --neutral training.warmup=0          a parameter that was added keeps the old names
  exman rekey --ids python --yes
  exman rekey                                      finish one that was interrupted

The new name of each run follows from its stored parameters. Monitored groups and ids that are not given stay as they are recorded;
neutral and ignored parameters are recorded nowhere, so give all that are to count. The old names still find the runs.
The exit code is 1 when a run that should move stays.`

/** Adds `exman rekey`. */
export function addRekey(exman: Command, terminal: Terminal): void {
  exman
    .command('rekey')
    .description('Name the experiments by other parameters, and move their runs. Shows the plan first.')
    .addOption(
      new RepeatableOption(
        '-r, --root <folder>',
        'where the experiments are (default: EXMAN_ROOT, or found from here)',
      ),
    )
    .option('--monitored <groups>', 'the groups that name an experiment, with commas between', asList)
    .addOption(new Option('--ids <kind>', 'how groups become numbers').choices(['object-hash', 'python']))
    .addOption(
      new RepeatableOption(
        '--neutral <path=value>',
        'a parameter that does not count while it has this value, in JSON; may be given again',
      ),
    )
    .option(
      '--ignored <paths>',
      'parameters that never count, with commas between (default: debug,comment,author)',
      asList,
    )
    .option('-y, --yes', 'do it without asking')
    .option('--json', 'print the plan, and with --yes what was done, as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action((options: RekeyCommandOptions) => rekey(options, terminal))
}

async function rekey(options: RekeyCommandOptions, terminal: Terminal): Promise<void> {
  const given = identityIn(options)
  const root = oneRoot(options, terminal)
  const finished = await finishRekey(root)
  const tell = (text: string) => writeOut(options.json === true ? terminal.stderr : terminal.stdout, text)
  const print = (value: object) => writeOut(terminal.stdout, `${jsonLine(value)}\n`)
  if (finished !== undefined) await tell(finishedText(finished))
  if (Object.keys(given).length === 0) {
    if (finished === undefined) throw nothingGiven()
    if (options.json === true) await print({ root, finished })
    terminal.exitCode = codeFor(finished)
    return
  }
  const plan = await planRekey(root, given)
  const { options: named, assumed, moves, stays, experiments } = plan
  const { monitoredParamKeys: monitored, ...others } = named
  const call = constructorCall(relative(terminal.cwd, root) || '.', { monitored, ...others })
  const facts = {
    root,
    options: named,
    assumed,
    moves,
    stays,
    experiments,
    constructorCall: call,
    finished: finished ?? null,
  }
  if (stays.length > 0) terminal.exitCode = 1
  if (options.json !== true) await tell(planText(facts))
  else if (moves.length === 0 || options.yes !== true) await print(facts)
  if (moves.length === 0 || (options.json === true && options.yes !== true)) return
  const question = `Move ${runsText(moves.length)}?`
  if (!(await isConfirmed(question, options, terminal))) return
  const done = await withProgress('moving', (how) => plan.apply(how), terminal)
  if (options.json === true) await print({ ...facts, done })
  else await tell(outcomeText(done))
  terminal.exitCode = Math.max(terminal.exitCode, codeFor(done))
}

function codeFor({ left }: RekeyOutcome): number {
  return left.length > 0 ? 1 : 0
}

function oneRoot(options: RekeyCommandOptions, terminal: Terminal): string {
  const roots = rootsFor(options, terminal).flatMap((folder) => rootsOf(folder))
  const [root, ...others] = [...new Set(roots)]
  if (root !== undefined && others.length === 0) return root
  const text = `rekey works on one root, and here are ${roots.length}: ${roots.join(', ')}. Name one with --root.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'root' })
}

function identityIn({ monitored, ids, neutral, ignored }: RekeyCommandOptions): RekeyOptions {
  return {
    ...(monitored && { monitoredParamKeys: monitored }),
    ...(ids && { ids }),
    ...(neutral && { neutralParams: Object.fromEntries(neutral.map(neutralIn)) }),
    ...(ignored && { ignoredParams: ignored }),
  }
}

function neutralIn(text: string): [string, Json] {
  const at = text.indexOf('=')
  if (at < 1) {
    const message = `--neutral "${text}" names no value. Write it as training.warmup=0.`
    throw new OptionError('EXMAN_OPTION_INVALID', message, { option: 'neutral', value: text })
  }
  return [text.slice(0, at), typedValue(text.slice(at + 1))]
}

function nothingGiven(): OptionError {
  const text = `No rekey was interrupted here. To begin one, say what is to name the experiments: --monitored, --ids, --neutral or --ignored.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'monitored' })
}
