/**
 * A text as a YAML scalar on one line: plain where every reader of YAML 1.1 and 1.2 takes it for that text, wherever it
 * stands, else in double quotes.
 */
export function quoteText(text: string): string {
  const isPlain = text.length <= LONGEST_PLAIN && PLAIN.test(text) && !WORD.test(text)
  return isPlain ? text : doubleQuoted(text)
}

// ASCII that begins as no number, date or mark does, without the marks of lists, mappings and comments. PyYAML ends a plain
// text in a list at "?" too.
const PLAIN = /^(?:[A-Za-z_/]|\.{1,2}\/)(?: *[!"$-+\--9;-=@-Z\\^-z|~])*$/

// A long one, such as a whole file, would be too much for the expression.
const LONGEST_PLAIN = 10_000

/** What some reader takes for a boolean or for null. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/** What JSON leaves as it is, and some reader of YAML takes for a line break, skips or refuses. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g

// The escapes of JSON, lone surrogates among them, mean the same in YAML.
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
