/** A word that a line can go on with. */
export interface Candidate {
  /** The whole word. */
  text: string
  /** What it is, in a few words, for shells that show that. */
  about?: string
}

/**
 * What a shell can offer. `words`: these candidates. `open`: these, and more may follow in the same word. `files`, `folders`: what
 * the shell itself finds on the disk.
 */
export interface Completion {
  kind: 'words' | 'open' | 'files' | 'folders'
  candidates: Candidate[]
}
