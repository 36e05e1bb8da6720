import { unreadable } from '../../catalog/query/caret'
import type { Token } from '../../catalog/query/tokens'
import { showText } from '../../params/show'

const BACKQUOTES = 'a name with blanks or signs stands in backquotes'

/** What can stand behind each part of a formula. */
const BEHIND = {
  y: '"~" has to stand between the value and the column that it is drawn against',
  x: 'behind the columns stands "|" with that of the colours, or nothing',
  group: 'behind "|" stand the column of the colours and, after a comma, that of the panels',
}

/** The error for a token that cannot stand behind a part of a formula, with what was probably meant. */
export function strayToken(formula: string, token: Token, behind: keyof typeof BEHIND): Error {
  return unreadable(formula, token.at, hintFor(token, behind), 'formula')
}

function hintFor({ kind, text }: Token, behind: keyof typeof BEHIND): string {
  const isName = kind === 'word' || kind === 'name' || kind === 'text'
  if (text === '+' || text === ':' || (text === '*' && behind === 'y'))
    return `"${text}" is no part of a formula here. Write y ~ a * b for a heat map, and y ~ a | b for colours`
  if (text === '(' || text === '[')
    return 'a formula has no functions and no brackets. The options for scales (xScale, yScale) make an axis logarithmic'
  if (text === '*' && behind === 'x')
    return 'a heat map has two columns. That of its panels stands behind "|"'
  if (text === '*') return 'behind "|" columns stand with a comma between'
  if (text === '=' && behind === 'y') return '"=" is written "~"'
  if (text === '|' && behind === 'group') return 'the panels stand after a comma: write "| colour, panels"'
  if (text === ',' && behind === 'x') return '"," stands behind "|" only. Write y ~ a * b for a heat map'
  if (isName && behind !== 'y')
    return `"${showText(text, 60)}" stands alone: ${BEHIND[behind]}; ${BACKQUOTES}`
  return isName ? `${BEHIND[behind]}; ${BACKQUOTES}` : BEHIND[behind]
}
