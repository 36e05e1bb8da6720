import { safeText, textWidth } from '../../text/text-width'
import type { Candidate, Completion } from './candidate'
import { quoteForBash } from './quote-for-bash'
import { shellWords } from './shell-words'

/** The shells that there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

/** One of them. */
export type Shell = (typeof SHELLS)[number]

/** What a script hands over, as the words behind `exman`, and how its shell wants to be answered. */
export interface Question {
  words: string[]
  /** A candidate as a line of the answer. */
  lines: (candidates: readonly Candidate[]) => string[]
}

/** Columns that a description may take. */
const WIDTH = 100

/** Reads what the script of a shell asks; undefined when it makes no sense. */
export function questionFrom(shell: string, words: readonly string[]): Question | undefined {
  switch (shell) {
    case 'bash':
      return fromBash(words[0] ?? '', words[1] ?? '')
    case 'zsh':
      return { words: words.map((word) => shellWords(word).words.join(' ')), lines: zshLines }
    case 'fish':
      return {
        // Fish itself has taken the quotes off all words but the last.
        words: [...words.slice(0, -1), shellWords(words.at(-1) ?? '', 'fish').words.join(' ')],
        lines: (candidates) => candidates.map(fishLine),
      }
    default:
      return undefined
  }
}

/** The answer as the scripts read it: its kind on the first line, then a line for each candidate. */
export function answerText({ kind }: Completion, lines: readonly string[]): string {
  return `${[kind, ...lines].join('\n')}\n`
}

/**
 * Bash hands over the line up to the cursor, and the part of its last word that is going to be replaced: it begins behind an opening
 * quote, or behind one of many signs.
 */
function fromBash(line: string, replaced: string): Question | undefined {
  if (!line.endsWith(replaced)) return undefined
  const { words } = shellWords(line)
  const { words: before, quote } = shellWords(line.slice(0, line.length - replaced.length))
  if (before.length !== words.length) return undefined
  const kept = before.at(-1)!
  const lines = (candidates: readonly Candidate[]) =>
    candidates
      .filter(({ text }) => text.startsWith(kept))
      .map(({ text }) => quoteForBash(text.slice(kept.length), quote))
      .filter((text) => text !== undefined)
  return { words: words.slice(1), lines }
}

/** The candidate and what is shown of it, with a tab between. */
function zshLines(candidates: readonly Candidate[]): string[] {
  const width = Math.max(0, ...candidates.map(({ text }) => textWidth(text)))
  const padded = (text: string) => text + ' '.repeat(width - textWidth(text))
  return candidates.map(({ text, about }) =>
    about === undefined ? `${text}\t${text}` : `${text}\t${padded(text)}  -- ${safeText(about, WIDTH)}`,
  )
}

function fishLine({ text, about }: Candidate): string {
  return about === undefined ? text : `${text}\t${safeText(about, WIDTH)}`
}
