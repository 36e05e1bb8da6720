import type { Command } from 'commander'
import { checkTree } from '../../care/check/check-tree'
import type { Finding } from '../../care/check/findings'
import { openRuns } from '../../catalog/open-runs'
import type { CatalogRecord } from '../../catalog/record'
import { jsonLine } from '../../catalog/export/json-line'
import { findingLines } from '../care/finding-lines'
import { countOf } from '../care/count-of'
import { countText } from '../../text/numbers'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'
import { rootOption, rootsFor } from '../tree-options'
import { withProgress } from '../with-progress'

interface CheckOptions {
  root?: string[]
  quick?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman check                     all there is: names, files, logs, checkpoints, links and locks
  exman check --quick             without reading the checkpoints: only the sizes of their files
  exman check latest 12           only these runs
  exman check --json | jq -r '.findings[].code' | sort | uniq -c

Nothing is changed. exman repair mends what can be mended safely; docs/care.md explains each code.
The exit code is 1 when anything is wrong.`

/** Adds `exman check`. */
export function addCheck(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('check')
    .description('Check that experiments are whole: every name, file, checkpoint, pointer, link and lock.')
    .argument('[runs...]', 'only these: beginnings of their names, numbers, "latest" or "best"')
    .option('--quick', 'hold checkpoints against the sizes in their manifests only, not byte for byte')
    .option('--json', 'print what was found as one JSON object')
  command
    .addOption(rootOption())
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options: CheckOptions) => {
      const roots = rootsFor(options, terminal)
      const runs = names.length === 0 ? undefined : await named(roots, names)
      const checked = await withProgress(
        'checking',
        (how) => checkTree(roots, { verify: options.quick !== true, ...how, ...(runs && { runs }) }),
        terminal,
        'folders',
      )
      if (checked.findings.length > 0) terminal.exitCode = 1
      const text =
        options.json === true ? `${jsonLine(checked)}\n` : textOf(checked.findings, checked.folders, terminal)
      await writeOut(terminal.stdout, text)
    })
}

async function named(roots: readonly string[], names: readonly string[]): Promise<CatalogRecord[]> {
  const table = await openRuns(roots, { trials: true })
  return names.map((name) => table.find(name))
}

function textOf(findings: readonly Finding[], folders: number, terminal: Terminal): string {
  return `${findingLines(findings, terminal)}${countText(folders)} ${folders === 1 ? 'folder' : 'folders'}, ${summary(findings)}\n`
}

function summary(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing is wrong.'
  const mended = findings.filter(({ repair }) => repair !== null).length
  return `${countOf(findings.length, 'finding')}; exman repair mends ${mended === 0 ? 'none' : countText(mended)} of them.`
}
