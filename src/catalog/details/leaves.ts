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
  const found: Leaf[] = []
  collect(data, undefined, found)
  return found
}

function collect(value: Json, path: string | undefined, found: Leaf[]): void {
  const entries = entriesOf(value)
  if (entries === undefined) found.push({ path: path ?? formatPath([]), value })
  else
    for (const [key, child] of entries)
      collect(child, path === undefined ? formatPath([key]) : `${path}.${formatPath([key])}`, found)
}

function entriesOf(value: Json): [string, Json][] | undefined {
  const isList = Array.isArray(value)
  if (isList ? !value.some(isDataObject) : !isDataObject(value)) return undefined
  const entries = Object.entries(value as Record<string, Json>)
  return entries.length === 0 ? undefined : entries
}
