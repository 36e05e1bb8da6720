import type { RunTable } from '../../catalog/run-table'
import type { Experiment } from '../../catalog/why/experiments'
import type { Param } from '../../catalog/why/param-column'
import { paramSpace } from '../../catalog/why/param-space'
import { OptionError } from '../../errors'
import { nearest } from '../../params/nearest'
import { showText } from '../../params/show'

/** A parameter in which experiments differ, by the name that it has as a column. */
export interface NamedParam extends Pick<Param, 'path' | 'values' | 'numbers'> {
  /** Its path; `params.loss` where a field or a metric has this name. */
  readonly name: string
}

/** The parameters that are looked at. */
export interface ChosenParams {
  readonly params: readonly NamedParam[]
  /** What was asked for and tells nothing: all experiments are equal in it, or the runs of one differ in it. */
  readonly without: readonly string[]
}

const PREFIX = 'params.'

/**
 * The parameters in which experiments differ: those that are named, or that stand below a name, in the order of the names; all but the
 * ignored ones when none is named. Throws OptionError for a name that no run has a parameter of.
 */
export function chosenParams(
  { table }: RunTable,
  experiments: readonly Experiment[],
  wanted: readonly string[] | undefined,
): ChosenParams {
  const known = new Set(table.known.params.map(({ name }) => name))
  const { params } = paramSpace(experiments, wanted === undefined ? undefined : [])
  const named = params.map(({ path, values, numbers }): NamedParam => {
    const long = `${PREFIX}${path}`
    return { name: known.has(long) ? long : path, path, values, numbers }
  })
  if (wanted === undefined) return { params: named, without: [] }
  const paths = [...known].map((name) => pathOf(name))
  const chosen = new Set<NamedParam>()
  const without: string[] = []
  for (const name of new Set(wanted)) {
    const meant = named.filter(({ path }) => isMeant(path, name))
    for (const param of meant) chosen.add(param)
    if (meant.length > 0) continue
    if (!paths.some((path) => isMeant(path, name))) throw noParameter(name, [...known])
    without.push(name)
  }
  return { params: [...chosen], without }
}

function pathOf(name: string): string {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name
}

/** Whether a name is that of a parameter, or of a group that it stands in. */
function isMeant(path: string, name: string): boolean {
  return [name, pathOf(name)].some((each) => path === each || path.startsWith(`${each}.`))
}

function noParameter(name: string, known: readonly string[]): OptionError {
  const meant = nearest(name, known)
  const hint = meant === undefined ? '' : ` Did you mean "${showText(meant)}"?`
  const text = `No run has a parameter "${showText(name)}".${hint} runs.differing() tells in which parameters the runs differ.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'params', value: name })
}
