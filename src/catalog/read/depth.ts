import { FileError } from '../../errors'

/** How deep lists and objects may stand inside each other, as in parameters: more would end in a stack overflow. */
const MOST_LEVELS = 200

/** Refuses JSON that is nested too deep to be worked with. Throws `EXMAN_FILE_INVALID`. */
export function checkDepth(value: unknown, path: string): void {
  if (!isDeeper(value, MOST_LEVELS)) return
  const message = `Could not read ${path}: it is nested more than ${MOST_LEVELS} levels deep.`
  throw new FileError('EXMAN_FILE_INVALID', message, { path })
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  // Without lists of entries, for there are many thousand files.
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}
