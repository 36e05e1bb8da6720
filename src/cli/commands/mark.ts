import type { Command } from 'commander'
import { markRuns } from '../../care/notes/mark-runs'
import { addChoice, chosenRuns } from '../chosen-runs'
import { safeText } from '../print/text-width'
import { printMarks } from '../print-marks'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'

interface MarkOptions extends TreeOptions {
  where?: string
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman mark good 3 5                    numbered runs, by number
  exman mark pinned best                 exman rm and exman prune leave it alone unless they name it
  exman mark for/paper --where 'val_acc >= 0.9 and status = done'
  exman ls --where 'marks = for/paper'   those that are marked so

A mark is a name, or names with slashes between. exman unmark takes it away.`

/** Adds `exman mark`. */
export function addMark(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('mark')
    .description('Mark runs, to find them again and to protect them.')
    .argument('<mark>', 'such as "pinned" or "for/paper"')
  addTreeOptions(addChoice(command).option('--json', 'print the runs as one JSON object'))
    .addHelpText('after', EXAMPLES)
    .action(async (mark: string, names: string[], options: MarkOptions) => {
      const chosen = chosenRuns(await openTree(options, terminal), names, options)
      const outcome = markRuns(
        chosen.map(({ record }) => record),
        mark,
      )
      const words = { changed: `Marked as ${safeText(mark)}`, unchanged: 'Marked so already' }
      await printMarks({ mark, ...outcome }, { words, json: options.json === true }, terminal)
    })
}
