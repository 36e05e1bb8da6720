const CHUNK_LENGTH = 64 * 1024

/** The pieces of a text, gathered into chunks of some 64 KB: few writes, and never the whole text at once. */
export function* chunksOf(pieces: Iterable<string>): Generator<string> {
  let gathered: string[] = []
  let length = 0
  for (const piece of pieces) {
    gathered.push(piece)
    length += piece.length
    if (length < CHUNK_LENGTH) continue
    yield gathered.join('')
    gathered = []
    length = 0
  }
  if (length > 0) yield gathered.join('')
}

/** All chunks as one text. */
export function joined(chunks: Iterable<string>): string {
  return [...chunks].join('')
}
