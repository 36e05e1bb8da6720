import { join } from 'node:path'
import { readText } from '../files'

let known: string | undefined

/** exman's own version, from its package.json. */
export function exmanVersion(): string {
  known ??= (JSON.parse(readText(join(__dirname, '..', '..', 'package.json')) ?? '{}') as { version: string })
    .version
  return known
}
