import { isDataObject } from '../../params/data-object'
import { formatPath } from '../../params/path'
import type { Json } from '../../params/types'

/** A value and the dotted path at which it stands. */
export interface Leaf {
  path: string
  value: Json
}

/** The values in nested data with their dotted paths, in order. A list of plain values is one value; one of objects is looked into. */
export function leavesOf(data: Json): Leaf[] {
  return leaves(data, [])
}

function leaves(value: Json, path: readonly string[]): Leaf[] {
  const entries = entriesOf(value)
  if (entries === undefined) return [{ path: formatPath(path), value }]
  return entries.flatMap(([key, child]) => leaves(child, [...path, key]))
}

function entriesOf(value: Json): [string, Json][] | undefined {
  const isList = Array.isArray(value)
  if (isList ? !value.some(isDataObject) : !isDataObject(value)) return undefined
  const entries = Object.entries(value as Record<string, Json>)
  return entries.length === 0 ? undefined : entries
}
