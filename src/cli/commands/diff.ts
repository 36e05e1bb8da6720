import type { Command } from 'commander'
import { compareRuns } from '../../catalog/compare/compare-runs'
import { jsonLine } from '../../catalog/export/json-line'
import { comparisonText } from '../diff/page-text'
import { wantsColor } from '../../text/color'
import { page } from '../print/pager'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'

interface DiffOptions extends TreeOptions {
  all?: boolean
  json?: boolean
  pager: boolean
}

const EXAMPLES = `
Examples:
  exman diff latest best
  exman diff 12 15 --all    also code, packages, versions, machine, and where the curves part
  exman diff exp-52663881 exp-19659650 --json | jq .params

The exit code is 0 also when the runs differ, and 1 when something of them cannot be read.`

/** Adds `exman diff`. */
export function addDiff(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('diff')
    .description(
      'Show in what two runs differ: parameters and scores, and with --all what else they ran under.',
    )
    .argument('<a>', 'one run: the beginning of its name, its number, "latest" or "best"')
    .argument('<b>', 'the other')
    .option('-a, --all', 'also seed, code, packages, versions, machine, command, and where the curves part')
    .option('--json', 'print it as one JSON object')
    .option('--no-pager', 'write long pages straight to the terminal')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (nameA: string, nameB: string, options: DiffOptions) => {
      const runs = await openTree(options, terminal)
      const [a, b] = [runs.find(nameA), runs.find(nameB)]
      const compared = await compareRuns(a, b, { all: options.all ?? false })
      if (compared.problems.a.length + compared.problems.b.length > 0) terminal.exitCode = 1
      const { stdout, env } = terminal
      if (options.json === true) {
        await writeOut(stdout, `${jsonLine(compared)}\n`)
        return
      }
      const width = stdout.isTTY === true ? stdout.columns || undefined : undefined
      const text = comparisonText({ a, b }, compared, { color: wantsColor(stdout, env), width })
      if (options.pager) await page(text, terminal)
      else await writeOut(stdout, text)
    })
}
