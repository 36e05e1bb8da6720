import type { Token } from '../../catalog/query/tokens'
import { FORMULA, formulaColumnText } from '../../plot/formula/formula'
import type { Candidate } from './candidate'
import { writtenTokens } from './written-tokens'

/** What stands between the columns of a formula. */
const SIGNS = ['~', '*', '|', ',']

/** The column of epochs, which only formulas have. */
const EPOCH: Candidate = { text: 'epoch', about: 'of the learning curve' }

/** What a formula can go on with: the name of a column, where one stands at its end; behind its first column `~`. */
export function formulaCandidates(text: string, columns: readonly Candidate[]): Candidate[] {
  const { tokens, at } = writtenTokens(text, FORMULA)
  const head = text.slice(0, at)
  const last = tokens.at(-1)
  if (last !== undefined && !isSign(last))
    return tokens.length === 1 && head === text ? [{ text: `${text}~ ` }] : []
  const names = last?.text === '~' ? [EPOCH, ...columns] : columns
  const fitting = names
    .map(({ text: name, about }) => ({
      text: head + formulaColumnText(name),
      ...(about !== undefined && { about }),
    }))
    .filter((candidate) => candidate.text.startsWith(text))
  // The only first column is not the end of the formula, and a shell would close the quotes behind it.
  return fitting.length === 1 && last === undefined ? [{ text: `${fitting[0]!.text} ~ ` }] : fitting
}

function isSign({ kind, text }: Token): boolean {
  return kind !== 'name' && kind !== 'text' && SIGNS.includes(text)
}
