import { randomBytes } from 'node:crypto'

// Random and of fixed length: two processes never meet, and a long file name cannot push the hidden one past the limit.
// Not from Math.random: that may be seeded for a training, and the same in two processes.
const random = (): string => randomBytes(8).toString('hex')

/** A name for a file that is not yet whole. */
export const temporaryFileName = (): string => `.exman-${random()}.tmp`

/** A name for a folder that is not yet whole. */
export const stagingFolderName = (): string => `.staging-${random()}`

/** A name for a folder on its way out. */
export const removedFolderName = (): string => `.removed-${random()}`

/** The name of the one file that may take the place of a lock file; `digest` is that of the lock file's content. */
export const successorName = (digest: string): string => `.lock-${digest.slice(0, 16)}`

/** Whether a name is one of the above, exactly. */
export function isTemporaryName(name: string): boolean {
  return /^\.(exman-[0-9a-f]{16}\.tmp|(staging|removed|lock)-[0-9a-f]{16})$/.test(name)
}
