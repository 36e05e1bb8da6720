const MANY = -1
const ONE = -2

/**
 * A test whether a text fits a pattern as a whole: `*` stands for any characters, `?` for one, and `\*`, `\?` and `\\` for
 * themselves; a backslash before anything else is itself. Case counts. It takes at most as many steps as the text has
 * characters, times those of the pattern.
 */
export function likePattern(pattern: string): (text: string) => boolean {
  const wanted = readPattern(pattern)
  return (text) => fits(text, wanted)
}

/** Each part of a pattern: MANY, ONE, or the code point of a character. */
function readPattern(pattern: string): number[] {
  const parts: number[] = []
  for (const [part] of pattern.matchAll(/\*+|\\[*?\\]|[^]/gu)) {
    if (part.startsWith('*')) parts.push(MANY)
    else if (part === '?') parts.push(ONE)
    else parts.push(part.codePointAt(part.length > 1 && part.startsWith('\\') ? 1 : 0) as number)
  }
  return parts
}

function fits(text: string, wanted: readonly number[]): boolean {
  let at = 0
  let part = 0
  // The last MANY met, and how far it reaches. An earlier one never has to reach further: this one can take all it would.
  let many = -1
  let reach = 0
  while (at < text.length) {
    const found = text.codePointAt(at) as number
    const want = wanted[part]
    if (want === MANY) {
      many = part++
      reach = at
    } else if (want === ONE || want === found) {
      at += unitsOf(found)
      part++
    } else if (many !== -1) {
      reach += unitsOf(text.codePointAt(reach) as number)
      at = reach
      part = many + 1
    } else return false
  }
  if (wanted[part] === MANY) part++
  return part === wanted.length
}

function unitsOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1
}
