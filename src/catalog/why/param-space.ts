import { OptionError } from '../../errors'
import { IGNORED_PARAMS } from '../../identity/identity-options'
import { nearest } from '../../params/nearest'
import { showText } from '../../params/show'
import { leavesOf } from '../details/leaves'
import type { Experiment } from './experiments'
import { ParamColumn, type Param } from './param-column'

/** What tells experiments apart. */
export interface ParamSpace {
  /** The parameters that do. */
  readonly params: readonly Param[]
  /** Those that do not, though runs differ in them. */
  readonly notCompared: readonly string[]
}

/** What numbered runs call the seed, which is no difference between them. */
const SEED = 'seed'

/**
 * Takes the parameters of experiments apart, and leaves out those in which all are equal, and those at or below an ignored path.
 * Throws OptionError for a path at which no run has a parameter; those that are ignored by default need not be there.
 */
export function paramSpace(experiments: readonly Experiment[], ignored?: readonly string[]): ParamSpace {
  const columns = [...columnsOf(experiments)]
  const unknown = ignored?.find((path) => !columns.some((column) => column.isWithin(path)))
  if (unknown !== undefined) throw noParameter(unknown, columns)
  const left = [SEED, ...(ignored ?? IGNORED_PARAMS)]
  const [params, notCompared]: [ParamColumn[], string[]] = [[], []]
  for (const column of columns) {
    column.settle()
    const isLeft = column.differsWithin || left.some((path) => column.isWithin(path))
    if (column.differsWithin || column.differs)
      if (isLeft) notCompared.push(column.path)
      else params.push(column)
  }
  return { params, notCompared: notCompared.sort() }
}

function noParameter(path: string, columns: readonly ParamColumn[]): OptionError {
  const known = columns.map((column) => column.path)
  const meant = nearest(path, known)
  const hint = meant === undefined ? '' : ` Did you mean "${showText(meant)}"?`
  const text = `No run has a parameter "${showText(path)}" that could be left out.${hint}`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'ignoredParams', value: path })
}

function columnsOf(experiments: readonly Experiment[]): Iterable<ParamColumn> {
  const columns = new Map<string, ParamColumn>()
  for (const [index, { records }] of experiments.entries()) {
    const having = new Map<ParamColumn, number>()
    for (const { params } of records)
      for (const [key, child] of Object.entries(params))
        for (const { path, value } of leavesOf({ [key]: child })) {
          let column = columns.get(path)
          if (column === undefined)
            columns.set(path, (column = new ParamColumn(path, key, experiments.length)))
          column.set(index, value)
          if (records.length > 1) having.set(column, (having.get(column) ?? 0) + 1)
        }
    for (const [column, runs] of having) if (runs < records.length) column.lackedIn(index)
  }
  return columns.values()
}
