import { isDataObject } from './data-object'

const SPELLED = ['NaN', 'Infinity', '-Infinity']

/** JSON data in which the numbers that JSON lacks, which stand as texts in exman's files, are numbers again. */
export function restoreNumbers(value: unknown): unknown {
  if (typeof value === 'string') return SPELLED.includes(value) ? Number(value) : value
  if (Array.isArray(value)) return value.map(restoreNumbers)
  if (!isDataObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, restoreNumbers(child)]))
}
