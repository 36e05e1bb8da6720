import { createHash } from 'node:crypto'
import objectHash from 'object-hash'
import type { Json } from '../params/types'
import { pythonJson } from './python-json'

/** How ids are made: by this package's own digest, or as the Python parent makes them. */
export type Ids = 'object-hash' | 'python'

/**
 * The SHA-256 digest of a value, 64 lower-case hexadecimal digits. Equal data gives equal digests, whatever the order of
 * keys. The value has to be normalised: object-hash tells a shared object from an equal copy.
 */
export function digest(value: Json, ids: Ids): string {
  if (ids === 'python') return createHash('sha256').update(pythonJson(value)).digest('hex')
  // respectType would add the prototype to the digest, and an object without one would count as another.
  return objectHash(value, { algorithm: 'sha256', respectType: false })
}
