import type { Command } from 'commander'
import { unmarkRuns } from '../../care/notes/mark-runs'
import { addChoice, chosenRuns } from '../chosen-runs'
import { safeText } from '../print/text-width'
import { printMarks } from '../print-marks'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'

interface UnmarkOptions extends TreeOptions {
  where?: string
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman unmark good 3 5
  exman unmark for/paper --where 'marks = for/paper'   from all that are marked so`

/** Adds `exman unmark`. */
export function addUnmark(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('unmark')
    .description('Take a mark from runs.')
    .argument('<mark>', 'such as "pinned" or "for/paper"')
  addTreeOptions(addChoice(command).option('--json', 'print the runs as one JSON object'))
    .addHelpText('after', EXAMPLES)
    .action(async (mark: string, names: string[], options: UnmarkOptions) => {
      const chosen = chosenRuns(await openTree(options, terminal), names, options)
      const outcome = unmarkRuns(
        chosen.map(({ record }) => record),
        mark,
      )
      const words = { changed: `No longer marked as ${safeText(mark)}`, unchanged: 'Not marked so before' }
      await printMarks({ mark, ...outcome }, { words, json: options.json === true }, terminal)
    })
}
