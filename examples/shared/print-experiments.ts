import type { ExperimentManager, Run } from 'exman'
import { basename, dirname } from 'node:path'

/** Prints a line for each experiment: its runs, which parameters set it apart, and its best scores. */
export async function printExperiments(expm: ExperimentManager, experiments: object[]): Promise<void> {
  const flat = experiments.map((params) => flatten(params))
  const differing = [...flat[0]!.keys()].filter(
    (path) => new Set(flat.map((params) => params.get(path))).size > 1,
  )
  const rows = [['experiment', 'runs', 'what differs', 'best val_loss', 'best val_acc']]
  for (const [at, params] of experiments.entries()) {
    const runs = await expm.find(params)
    rows.push([
      basename(dirname(runs[0]!.dir)),
      String(runs.length),
      differing.map((path) => `${path}=${flat[at]!.get(path)}`).join(' '),
      Math.min(...summaries(runs, 'val_loss', 'min')).toFixed(4),
      Math.max(...summaries(runs, 'val_acc', 'max')).toFixed(4),
    ])
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column]!))
    console.log(cells.join('  ').trimEnd())
  }
}

function summaries(runs: Run<object>[], metric: string, which: 'min' | 'max'): number[] {
  return runs.flatMap((run) => run.scores?.metrics[metric]?.[which] ?? [])
}

/** The parameters by dotted path. */
function flatten(value: object, prefix = ''): Map<string, unknown> {
  const entries = Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null
      ? [...flatten(child, `${prefix}${key}.`)]
      : [[`${prefix}${key}`, child] as const],
  )
  return new Map(entries)
}
