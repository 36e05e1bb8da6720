import { showText } from '../../params/show'
import { unreadable } from './caret'
import type { Token } from './tokens'
import { isBareWord, isConnective, readWord } from './words'

/** The keys of a question that are no columns. */
export const COMBINING_KEYS = ['and', 'or', 'not'] as const

/** Whether no column can have this name: a part of it stands for the prototype of an object. */
export function isRefusedName(name: string): boolean {
  return name.split('.').includes('__proto__')
}

/** The column that a token names. Throws QueryError when it names none. */
export function readColumn(question: string, token: Token): string {
  const { kind, text, at } = token
  const shown = showText(text, 60)
  const problem = (words: string) => unreadable(question, at, words)
  switch (kind) {
    case 'end':
      throw problem('a test such as lr < 0.01 is missing at the end')
    case 'text':
      throw problem(`a column stands in backquotes, not in quotes: write \`${shown}\``)
    case 'sign':
      if (text === '!') throw problem('"!" is written "not"')
      throw problem(`a column is missing before "${shown}"`)
    case 'bracket':
      throw problem(`a column is missing before "${shown}"`)
    case 'name':
      if (text === '') throw problem('the name of a column is empty')
      break
    case 'word':
      if (isConnective(text)) throw problem(`a test is missing before "${shown}"`)
      if (typeof readWord(text) === 'number')
        throw problem(
          `a column stands first, then the value. A column that is called ${shown} stands in backquotes`,
        )
  }
  if (isRefusedName(text)) throw problem('__proto__ cannot be a column')
  return columnNamed(text)
}

/** The column that a text names where no key of a question can be meant. */
export function columnNamed(text: string): string {
  return isCombining(text) ? `params.${text}` : text
}

/** A column as it stands in a question: in backquotes where it has to. */
export function columnText(column: string): string {
  const isBare = isBareWord(column) && typeof readWord(column) !== 'number'
  return isBare ? column : `\`${column.replaceAll('`', '``')}\``
}

function isCombining(name: string): boolean {
  return (COMBINING_KEYS as readonly string[]).includes(name)
}
