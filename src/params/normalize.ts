import { ParamsError } from '../errors'
import { isDataArray, isDataObject } from './data-object'
import { formatPath } from './path'
import { show, showText } from './show'
import type { Json, JsonObject } from './types'
import { whatInstead } from './what-instead'

/** How many objects and arrays may stand inside each other: more is a mistake, and would end in a stack overflow. */
const MAX_DEPTH = 200

const SUBJECTS = {
  params: { code: 'EXMAN_PARAMS_INVALID', noun: 'parameter' },
  result: { code: 'EXMAN_RESULT_INVALID', noun: 'result value' },
  state: { code: 'EXMAN_CALLBACK_INVALID', noun: 'value in the state of a callback' },
} as const

/** What is wrong with the build of a value, with what to do about it. */
const PROBLEMS = {
  cycle: 'refers back to an object that contains it. Leave it out, or write a name in its place',
  depth: `is nested more than ${MAX_DEPTH} levels deep. Make the structure flatter, or leave it out`,
  proto: 'has a name that stands for the prototype of an object. Rename it',
  hole: 'is a hole in an array. Write null in its place',
} as const

/** The way from the root to the value being copied. */
interface Place {
  readonly subject: keyof typeof SUBJECTS
  readonly segments: (string | number)[]
  readonly ancestors: Set<object>
}

/**
 * A copy of a value as JSON data that shares nothing with the original: keys with `undefined` are dropped, -0 becomes 0,
 * text is kept as it is. Every property is read once. Throws ParamsError (EXMAN_PARAMS_INVALID, EXMAN_RESULT_INVALID for
 * a result, EXMAN_CALLBACK_INVALID for a state) for whatever JSON cannot hold, naming the dotted path, the value and what to
 * write instead. In a state NaN and the infinities become the texts "NaN", "Infinity" and "-Infinity".
 *
 * @example
 * ```ts
 * normalize({ lr: 0.1, note: undefined })   // { lr: 0.1 }
 * normalize({ start: new Date() })          // throws: … Write date.toISOString() instead.
 * ```
 */
export function normalize(value: unknown, subject: keyof typeof SUBJECTS = 'params'): Json {
  return copy(value, { subject, segments: [], ancestors: new Set() })
}

/** Parameters as JSON data. Throws ParamsError (EXMAN_PARAMS_INVALID), also when they are not a plain object at all. */
export function normalizeParams(params: unknown): JsonObject {
  const value = typeof params === 'object' && params !== null ? normalize(params) : undefined
  if (value !== undefined && isDataObject(value)) return value
  const text = `The parameters must be a plain object, got ${show(params)}. Write { model: { … }, training: { … } }.`
  throw new ParamsError('EXMAN_PARAMS_INVALID', text, { path: formatPath([]), value: params })
}

function copy(value: unknown, place: Place): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value
  // As metrics do: a best value that is yet to come is commonly infinite.
  if (typeof value === 'number' && place.subject === 'state') return String(value)
  if (isDataObject(value)) return enter(value, place, copyObject)
  if (isDataArray(value)) return enter(value, place, copyArray)
  const instead = whatInstead(value)
  return refuse(value, place, `is ${show(value)}, which is not plain JSON data. Write ${instead} instead`)
}

function enter<T extends object>(
  value: T,
  place: Place,
  copyEntries: (value: T, place: Place) => Json,
): Json {
  if (place.ancestors.has(value)) refuse(value, place, PROBLEMS.cycle)
  if (place.ancestors.size === MAX_DEPTH) refuse(value, place, PROBLEMS.depth)
  const symbol = Object.getOwnPropertySymbols(value).find((key) => isEnumerable(value, key))
  if (symbol !== undefined) refuse(value, place, `has the key ${show(symbol)}. Write a text as key instead`)

  place.ancestors.add(value)
  const copied = copyEntries(value, place)
  place.ancestors.delete(value)
  return copied
}

function copyObject(value: Record<string, unknown>, place: Place): JsonObject {
  const copied: JsonObject = {}
  for (const key of Object.keys(value)) {
    place.segments.push(key)
    // Assigning to it would change the prototype of the copy instead of adding a key.
    if (key === '__proto__') refuse(undefined, place, PROBLEMS.proto)
    const entry = value[key]
    if (entry !== undefined) copied[key] = copy(entry, place)
    place.segments.pop()
  }
  return copied
}

function copyArray(values: unknown[], place: Place): Json[] {
  const copied: Json[] = []
  for (let index = 0; index < values.length; index++) {
    place.segments.push(index)
    if (!Object.hasOwn(values, index)) refuse(undefined, place, PROBLEMS.hole)
    copied.push(copy(values[index], place))
    place.segments.pop()
  }
  const extra = Object.keys(values)[copied.length]
  if (extra === undefined) return copied
  const key = showText(extra)
  return refuse(values, place, `is an array with the key "${key}". Write an object, or leave the key out`)
}

function isEnumerable(value: object, key: symbol): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, key)
}

function refuse(value: unknown, { subject, segments }: Place, problem: string): never {
  const { code, noun } = SUBJECTS[subject]
  const path = formatPath(segments)
  throw new ParamsError(code, `The ${noun} "${showText(path)}" ${problem}.`, { path, value })
}
