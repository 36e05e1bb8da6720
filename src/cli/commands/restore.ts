import { Option, type Command } from 'commander'
import { planRestore } from '../../care/trash/plan-restore'
import { jsonLine } from '../../catalog/export/json-line'
import { bytesText } from '../print/amounts'
import { safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import { rootOption, rootsFor, type TreeOptions } from '../tree-options'
import { finishQuietly } from '../trash/finish-quietly'
import { refusedText } from '../trash/refused-text'
import { withProgress } from '../with-progress'
import type { Terminal } from '../terminal'

interface RestoreOptions extends Pick<TreeOptions, 'root'> {
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman restore latest      the run that went to the trash last
  exman restore 17 18       numbered runs, by number
  exman trash               what can be brought back`

/** Adds `exman restore`. */
export function addRestore(exman: Command, terminal: Terminal): void {
  exman
    .command('restore')
    .description('Bring runs back from the trash.')
    .argument('<runs...>', 'beginnings of their names, numbers, names of entries of the trash, or "latest"')
    .option('--json', 'print what came of it as one JSON object')
    // It asks nothing: it never takes anything away. Who adds it to every command shall not fail.
    .addOption(new Option('-y, --yes').hideHelp())
    .addOption(rootOption())
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options: RestoreOptions) => {
      const roots = rootsFor(options, terminal)
      finishQuietly(roots)
      const plan = await planRestore(roots, names)
      const outcome = await withProgress('restoring', (how) => plan.apply(how), terminal)
      if (outcome.leftAlone.length > 0) terminal.exitCode = 1
      if (options.json === true) return writeOut(terminal.stdout, `${jsonLine(outcome)}\n`)
      const lines = outcome.restored.map(
        ({ id, dir, bytes }) => `Restored ${safeText(id)}, ${bytesText(bytes)}, to ${safeText(dir)}\n`,
      )
      await writeOut(terminal.stdout, lines.join('') + refusedText('Not restored:', outcome.leftAlone))
    })
}
