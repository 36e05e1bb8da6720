import type { Command } from 'commander'
import { runDetails } from '../../catalog/details/run-details'
import { jsonLine } from '../../catalog/export/json-line'
import { wantsAscii, wantsColor } from '../../text/color'
import { page } from '../print/pager'
import { writeOut } from '../print/write-out'
import { pageText, type ShowStyle } from '../show/page-text'
import { isDamaged } from '../show/wrong'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'

interface ShowOptions extends TreeOptions {
  json?: boolean
  verify?: boolean
  stack?: boolean
  curves: boolean
  pager: boolean
}

const EXAMPLES = `
Examples:
  exman show                       the run that was made last
  exman show best --verify         the best one, its checkpoints proven byte for byte
  exman show exp-52663881 --stack  by the beginning of its id, with the stack of its error
  exman show 12 --json | jq '.log[-1].metrics'

The exit code is 1 when something of the run cannot be read, or a checkpoint is damaged.`

/** How wide curves are where the output is no terminal. */
const USUAL_WIDTH = 80

/** Adds `exman show`. */
export function addShow(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('show')
    .description(
      'Show all of one run: parameters, scores, sessions, checkpoints, curves, and what is wrong with it.',
    )
    .argument('[run]', 'the beginning of its name, its number, "latest" or "best"', 'latest')
    .option('--json', 'print all of it as one JSON object')
    .option('--verify', 'hold the checkpoints against their manifests byte for byte')
    .option('--stack', 'with the stack of the error')
    .option('--no-curves', 'without learning curves')
    .option('--no-pager', 'write long pages straight to the terminal')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: ShowOptions) => {
      const record = (await openTree(options, terminal)).find(name)
      const details = await runDetails(record, { verify: options.verify ?? false })
      if (isDamaged(details)) terminal.exitCode = 1
      if (options.json === true) {
        await writeOut(terminal.stdout, `${jsonLine({ ...record, ...details })}\n`)
        return
      }
      const text = pageText(record, details, styleOf(options, terminal))
      if (options.pager) await page(text, terminal)
      else await writeOut(terminal.stdout, text)
    })
}

function styleOf({ stack, curves }: ShowOptions, { stdout, env }: Terminal): ShowStyle {
  const width = stdout.isTTY === true ? stdout.columns || undefined : undefined
  return {
    color: wantsColor(stdout, env),
    width,
    stack: stack ?? false,
    curves: curves ? { width: width ?? USUAL_WIDTH, ascii: wantsAscii(env) } : undefined,
  }
}
