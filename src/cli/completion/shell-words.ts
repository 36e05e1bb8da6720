/** Quotes that a word stands in: none, `'`, `"`, or `$'`, in which backslashes count. */
export type Quote = '' | "'" | '"' | "$'"

/** The words of a part of a line, without their quotes, and the quotes that are open at its end. */
export interface ShellWords {
  /** The last one is empty where a new word begins. */
  words: string[]
  quote: Quote
}

const BLANK = /[ \t\n]/

/** Whose quotes are read: those of bash and zsh, or those of fish. */
export type Quoting = 'posix' | 'fish'

/**
 * Reads a line as a shell does, up to a place in it. Nothing is replaced: `$HOME` stays as it is, and what stands in `$(…)` is
 * text like any other.
 */
export function shellWords(line: string, quoting: Quoting = 'posix'): ShellWords {
  const words = ['']
  let quote: Quote = ''
  let isBegun = false
  const add = (text: string) => {
    words.push(words.pop()! + text)
    isBegun = true
  }
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    const opening: Quote | undefined = quote === '' ? openedBy(line, at, quoting) : undefined
    if (quote === '' && BLANK.test(character)) {
      if (isBegun) words.push('')
      isBegun = false
    } else if (opening !== undefined) {
      quote = opening
      at += opening.length - 1
      add('')
    } else if (quote !== '' && character === quote.at(-1)) quote = ''
    else if (character === '\\' && isEscape(line.charAt(at + 1), quote, quoting)) add(line.charAt((at += 1)))
    else add(character)
  }
  return { words, quote }
}

function openedBy(line: string, at: number, quoting: Quoting): Quote | undefined {
  const character = line.charAt(at)
  if (character === "'" || character === '"') return character
  const isDollar = quoting === 'posix' && character === '$' && line.charAt(at + 1) === "'"
  return isDollar ? "$'" : undefined
}

/** Whether a backslash before this character hides it. At the end of a line, it hides what is not written yet. */
function isEscape(next: string, quote: Quote, quoting: Quoting): boolean {
  if (quote === "'") return quoting === 'fish' && ['', "'", '\\'].includes(next)
  return quote === '"' ? ['', '"', '\\', '$', ...(quoting === 'fish' ? [] : ['`'])].includes(next) : true
}
