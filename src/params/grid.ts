import { OptionError, ParamsError } from '../errors'
import { isDataArray, isDataObject } from './data-object'
import { missingPath } from './missing-path'
import { normalize, normalizeParams } from './normalize'
import { getAt, parsePath, setAt } from './path'
import { show, showText } from './show'
import type { Json, JsonObject } from './types'

/** The values that one parameter takes in turn. */
interface Axis {
  name: string
  path: readonly string[]
  values: Json[]
}

/**
 * All combinations of some values, as parameters: a copy of `base` for each, in which the parameters that the axes name
 * have the values of that combination. The last axis changes fastest; without axes there is the one copy of `base`.
 *
 * An axis is named by the dotted path of a parameter that `base` has, such as `training.lr`, `layers.0.units` or `model`.
 * A value may be any JSON value. The copies share nothing with `base`, with the values or with each other.
 *
 * @throws EXMAN_PARAMS_MISSING for a path that is not in `base`; EXMAN_OPTION_INVALID for an axis without values, or inside
 *   another; EXMAN_PATH_INVALID; EXMAN_PARAMS_INVALID for what is no JSON data
 * @example
 * ```ts
 * import { ExperimentManager, grid } from 'exman'
 * const expm = new ExperimentManager()
 * const base = { model: { units: 32 }, training: { lr: 0.1 } }
 * for (const params of grid(base, { 'training.lr': [0.1, 0.01], 'model.units': [32, 64] })) {
 *   console.log(expm.identify(params).name) // four names
 * }
 * ```
 */
export function grid<P extends object>(base: P, axes: Readonly<Record<string, readonly unknown[]>>): P[] {
  const params = normalizeParams(base)
  const checked = checkAxes(params, axes)
  let combinations: Json[][] = [[]]
  for (const { values } of checked)
    combinations = combinations.flatMap((before) => values.map((value) => [...before, value]))
  return combinations.map((values) => {
    const copy = normalizeParams(params)
    for (const [index, { path }] of checked.entries()) setAt(copy, path, normalize(values[index]))
    return copy as P
  })
}

function checkAxes(params: JsonObject, axes: unknown): Axis[] {
  if (!isDataObject(axes)) {
    const text = `The axes of a grid must be a plain object, got ${show(axes)}. Write { 'training.lr': [0.1, 0.01] }.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'axes', value: axes })
  }
  const checked = Object.entries(axes).map(([name, values]) => {
    const path = parsePath(name)
    if (getAt(params, path) === undefined) throw notInBase(params, name, path)
    return { name, path, values: checkValues(name, path, values) }
  })
  for (const inner of checked) {
    const outer = checked.find((each) => each !== inner && isInside(inner.path, each.path))
    if (outer !== undefined) throw overlapping(inner, outer)
  }
  return checked
}

function checkValues(name: string, path: readonly string[], values: unknown): Json[] {
  if (!isDataArray(values)) {
    const remedy = 'Write [value] for a single one, and Array.from(list) for a list of another kind'
    throw badAxis(name, `must be an array of values, got ${show(values)}. ${remedy}`, values)
  }
  if (values.length === 0)
    throw badAxis(
      name,
      'has no values, so that there would be no combination. Give it one, or leave it out',
      [],
    )
  // As they would stand in the parameters, so that an error names the whole path.
  const placed = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), values)
  return getAt(normalize(placed), path) as Json[]
}

function isInside(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.every((key, index) => inner[index] === key)
}

function notInBase(params: JsonObject, name: string, path: readonly string[]): ParamsError {
  const { has, meant } = missingPath(params, path)
  const add = 'dd it to the base parameters with its usual value.'
  const hint = meant === undefined ? `A${add}` : `Did you mean "${showText(meant)}"? If not, a${add}`
  const text = `The axis "${showText(name)}" names nothing that the base parameters have. ${has}. ${hint}`
  return new ParamsError('EXMAN_PARAMS_MISSING', text, { path: name })
}

function overlapping(inner: Axis, outer: Axis): OptionError {
  const problem =
    `lies inside the axis "${showText(outer.name)}", so that the one would write over the other. Vary either the whole ` +
    'or its parts'
  return badAxis(inner.name, problem, inner.values)
}

function badAxis(name: string, problem: string, value: unknown): OptionError {
  const text = `The axis "${showText(name)}" ${problem}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: name, value })
}
