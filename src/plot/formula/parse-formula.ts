import type { Formula } from './formula'
import { FormulaReader } from './formula-reader'

/**
 * Reads a formula: `val_acc ~ training.lr` (points), `val_loss ~ epoch` (curves out of the logs; a parameter of this name is
 * `params.epoch`), or `val_acc ~ training.lr * model.units` (heat map); behind `|` stand the column of the colours and, after a
 * comma, that of the panels; of a heat map the panels alone. A column is named as in a question: a bare name, or anything in
 * backquotes, which a name with a `*` needs.
 *
 * Throws QueryError (EXMAN_QUERY_INVALID) with the place at which the text cannot be read.
 */
export function parseFormula(text: string): Formula {
  return new FormulaReader(text).read()
}
