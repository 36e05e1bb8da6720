import type { Command } from 'commander'
import type { MarkOutcome, markRuns } from '../care/notes/mark-runs'
import { jsonLine } from '../catalog/export/json-line'
import { addChoice, chosenRuns } from './chosen-runs'
import { safeText } from '../text/text-width'
import { writeOut } from './print/write-out'
import type { Terminal } from './terminal'
import { addTreeOptions, openTree, type TreeOptions } from './tree-options'
import { countText, runsText } from '../text/numbers'

interface MarkOptions extends TreeOptions {
  where?: string
  json?: boolean
}

/** What a command does with the mark of runs, and what is said of those that it changed, and of those that stood so. */
interface Marking {
  change: typeof markRuns
  changed: string
  unchanged: string
}

/** Runs that are named. */
const NAMED = 20

/** Makes of a command one that changes a mark of runs, and prints of which it did. */
export function addMarking(command: Command, examples: string, marking: Marking, terminal: Terminal): void {
  command.argument('<mark>', 'such as "pinned" or "for/paper"')
  addTreeOptions(addChoice(command).option('--json', 'print the runs as one JSON object'))
    .addHelpText('after', examples)
    .action(async (mark: string, names: string[], options: MarkOptions) => {
      const chosen = chosenRuns(await openTree(options, terminal), names, options)
      const outcome = marking.change(
        chosen.map(({ record }) => record),
        mark,
      )
      const text =
        options.json === true ? jsonLine({ mark, ...outcome }) : outcomeText(outcome, mark, marking)
      await writeOut(terminal.stdout, `${text}\n`)
    })
}

function outcomeText({ changed, unchanged }: MarkOutcome, mark: string, words: Marking): string {
  const lines = [...part(`${words.changed} ${safeText(mark)}`, changed), ...part(words.unchanged, unchanged)]
  return lines.length === 0 ? 'No run fits, so nothing was changed.' : lines.join('\n')
}

function part(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  const shown = ids.slice(0, NAMED).map((id) => `  ${safeText(id)}`)
  const more = ids.length > NAMED ? [`  and ${countText(ids.length - NAMED)} more`] : []
  return [`${what}: ${runsText(ids.length)}`, ...shown, ...more]
}
