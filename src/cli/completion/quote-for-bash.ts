import type { Quote } from './shell-words'

/** What bash takes for itself between quotes, so that a text with it cannot be written there. */
const NOT_INSIDE: Record<Exclude<Quote, ''>, RegExp> = {
  "'": /'/,
  // `!` recalls an earlier command even behind a backslash, and readline closes no quotes behind a quote.
  '"': /["!]/,
  "$'": /['\\]/,
}

/** A text as bash has to read it at a place where these quotes are open; undefined where it cannot be written. */
export function quoteForBash(text: string, quote: Quote): string | undefined {
  if (quote === '') return text.replace(/[^\p{L}\p{N}_@%+=:,./-]/gu, '\\$&')
  if (NOT_INSIDE[quote].test(text)) return undefined
  return quote === '"' ? text.replace(/[\\$`]/g, '\\$&') : text
}
