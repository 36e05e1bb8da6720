/** What a run was given to read, and what was in it. */
export interface DataFact {
  /** A file or folder, relative to the git root or the working folder, where it can be. */
  path: string
  /** The size of the file, or of all files in the folder together. */
  bytes: number
  /** The SHA-256 of the file's content, or of the list of the folder's files with theirs, in hexadecimal digits. */
  sha256: string
}

/** Whether a value is what a session says of its data; run.json may be older, or written by hand. */
export function isListOfFacts(value: unknown): value is DataFact[] {
  const isFact = (each: unknown) => {
    const { path, bytes, sha256 } = (each ?? {}) as Partial<DataFact>
    return typeof path === 'string' && typeof bytes === 'number' && typeof sha256 === 'string'
  }
  return Array.isArray(value) && value.every(isFact)
}
