import type { Command } from 'commander'
import type { CatalogRecord } from '../catalog/record'
import type { RunTable } from '../catalog/run-table'
import { OptionError } from '../errors'

/** A run that a command is to change, and whether it was named by itself: what is protected goes only then. */
export interface ChosenRun {
  readonly record: CatalogRecord
  readonly isNamed: boolean
}

/** Adds the words that say which runs a command is to change. */
export function addChoice(command: Command): Command {
  return command
    .argument(
      '[runs...]',
      'the runs: beginnings of their names, numbers, "latest" or "best"; an experiment stands for all its runs',
    )
    .option('-w, --where <question>', 'all runs of which this holds')
}

/**
 * The runs that are meant, each once, in the order of the words and then of the table. Throws RunError for a name that fits none or
 * several; QueryError; OptionError (`EXMAN_OPTION_INVALID`) when no run is asked for.
 */
export function chosenRuns(
  runs: RunTable,
  names: readonly string[],
  { where }: { where?: string },
): ChosenRun[] {
  if (names.length === 0 && where === undefined) throw nothingAsked()
  const chosen = new Map<string, ChosenRun>()
  const add = (record: CatalogRecord, isNamed: boolean) => {
    const before = chosen.get(record.dir)
    chosen.set(record.dir, { record, isNamed: isNamed || before?.isNamed === true })
  }
  for (const name of names) {
    const ofExperiment = runs.ofExperiment(name)
    if (ofExperiment.length === 0) add(runs.find(name), true)
    else for (const record of ofExperiment) add(record, false)
  }
  if (where !== undefined) for (const record of runs.where(where)) add(record, false)
  return [...chosen.values()]
}

function nothingAsked(): OptionError {
  const text = `No run was asked for. Name the runs, or say which by --where, such as --where 'status = "failed"'.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'runs' })
}
