import { ownPackage } from '../files'

let known: string | undefined

/** exman's own version, from its package.json; `unknown` in a program that exman was bundled into. */
export function exmanVersion(): string {
  known ??= ownPackage()?.version ?? 'unknown'
  return known
}
