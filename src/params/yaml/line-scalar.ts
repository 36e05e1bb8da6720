/** A scalar that begins and ends in one line. */
export interface LineScalar {
  /** Without quotes and escapes. */
  readonly text: string
  readonly isPlain: boolean
  /** Where what follows it begins. */
  readonly end: number
}

/**
 * The scalar at a place of a text without control characters; undefined where none stands, or one of which it is not sure that
 * it is the same as key, as value and in a list.
 */
export function scalarAt(source: string, start: number): LineScalar | undefined {
  if (source[start] === '"') return doubleQuoted(source, start)
  return source[start] === "'" ? singleQuoted(source, start) : plain(source, start)
}

// Nothing that begins a list, a comment, an anchor, a tag, a block or a document; "-" and "." not before what makes a mark of
// them.
const PLAIN_START = /[A-Za-z0-9_/~]|[-+.][A-Za-z0-9]|[-+]\.[A-Za-z0-9]|\.{1,2}\//y

/** By its code, whether a character can stand inside of a plain text: those of `quoteText`. */
const IS_INSIDE = Array.from({ length: 128 }, (_, code) =>
  /[ !"$-+\--9;-=@-Z\\^-z|~]/.test(String.fromCharCode(code)),
)

function plain(source: string, start: number): LineScalar | undefined {
  PLAIN_START.lastIndex = start
  if (!PLAIN_START.test(source)) return undefined
  let end = start + 1
  while (IS_INSIDE[source.charCodeAt(end)] === true) end += 1
  return source[end - 1] === ' ' ? undefined : { text: source.slice(start, end), isPlain: true, end }
}

function doubleQuoted(source: string, start: number): LineScalar | undefined {
  let hasEscapes = false
  let close = start + 1
  for (; source[close] !== '"'; close += 1) {
    if (source[close] === '\n' || close >= source.length) return undefined
    if (source[close] !== '\\') continue
    hasEscapes = true
    close += 1
  }
  const end = close + 1
  const text = hasEscapes ? unescaped(source.slice(start, end)) : source.slice(start + 1, close)
  return text === undefined ? undefined : { text, isPlain: false, end }
}

// YAML has more escapes than JSON; those of JSON mean the same in both.
function unescaped(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return undefined
  }
}

function singleQuoted(source: string, start: number): LineScalar | undefined {
  let close = source.indexOf("'", start + 1)
  while (close !== -1 && source[close + 1] === "'") close = source.indexOf("'", close + 2)
  const text = source.slice(start + 1, close)
  if (close === -1 || text.includes('\n')) return undefined
  return { text: text.replaceAll("''", "'"), isPlain: false, end: close + 1 }
}
