import { types } from 'node:util'

/**
 * Whether a value is an object of data only: a literal, `Object.create(null)` or a module namespace, of this realm or
 * another (jest and `node:vm` run code in realms of their own, so comparing with `Object.prototype` is not enough).
 */
export function isDataObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = prototypeOf(value)
  return prototype === null || (isObjectPrototype(prototype) && !types.isArgumentsObject(value))
}

/** Whether a value is a plain array, of this realm or another: neither of a subclass nor of another prototype. */
export function isDataArray(value: unknown): value is unknown[] {
  if (!Array.isArray(value)) return false
  const prototype = prototypeOf(value)
  // `Array.prototype` is itself an array, which the prototype of a class is not.
  return Array.isArray(prototype) && isObjectPrototype(prototypeOf(prototype))
}

function isObjectPrototype(value: object | null): boolean {
  return value !== null && prototypeOf(value) === null && Object.hasOwn(value, 'isPrototypeOf')
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null
}
