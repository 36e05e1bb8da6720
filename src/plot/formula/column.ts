import { columnNamed, isRefusedName } from '../../catalog/query/column-name'
import { unreadable } from '../../catalog/query/caret'
import type { Token } from '../../catalog/query/tokens'
import { isConnective, readWord } from '../../catalog/query/words'
import { showText } from '../../params/show'
import type { FormulaColumn } from './formula'

/** The column that a token names. `where` says where one has to stand. Throws QueryError when it names none. */
export function readFormulaColumn(formula: string, { kind, text, at }: Token, where: string): FormulaColumn {
  const shown = showText(text, 60)
  const problem = (words: string) => unreadable(formula, at, words, 'formula')
  switch (kind) {
    case 'end':
      throw problem(`a column is missing ${where}`)
    case 'text':
      throw problem(`a column stands in backquotes, not in quotes: write \`${shown}\``)
    case 'sign':
    case 'bracket': {
      const hint = text === '*' ? '. A name with a star stands in backquotes' : ''
      throw problem(`a column is missing ${where}, and "${shown}" is none${hint}`)
    }
    case 'name':
      if (text === '') throw problem('the name of a column is empty')
      break
    case 'word':
      if (isConnective(text))
        throw problem(`"${shown}" is no column. A column of this name stands in backquotes`)
      if (typeof readWord(text) === 'number')
        throw problem(`${shown} is a number. A column of this name stands in backquotes`)
  }
  if (isRefusedName(text)) throw problem('__proto__ cannot be a column')
  return { name: columnNamed(text), at }
}
