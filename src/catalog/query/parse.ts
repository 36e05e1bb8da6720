import type { Query } from './query'
import { QuestionReader } from './question-reader'

/**
 * Reads a question as text: `lr < 0.01 and not (status = done or name ~ 'debug*')`. From the weakest to the strongest:
 * `or`, `and`, `not`, brackets, and tests of one column:
 *
 * - `=` (or `==`), `!=` (or `<>`), `<`, `<=`, `>`, `>=` and a value;
 * - `in (1, 2)`, `not in (1, 2)`, with any brackets;
 * - `~ pattern`, `!~ pattern` or `not ~ pattern`;
 * - `is missing`, `is not missing`.
 *
 * A column is a bare name, or anything in backquotes (a doubled one stands for one inside); `` `and` ``, `` `or` `` and `` `not` ``
 * mean `params.and`, `params.or` and `params.not`. A value is a number (`1e-3`, `NaN`, `Infinity`), true, false, null, a text in
 * quotes (a doubled quote stands for one inside, a backslash for itself), a JSON list or object, or a bare word, which is a
 * text. Words of the grammar may be in any case. `()` asks nothing.
 *
 * Throws QueryError (EXMAN_QUERY_INVALID) with the place at which the text cannot be read.
 */
export function parseQuery(text: string): Query {
  return new QuestionReader(text).read()
}

/** Where a question as text first names a column; undefined when it does not. Throws as `parseQuery` does. */
export function columnPosition(text: string, column: string): number | undefined {
  const reader = new QuestionReader(text)
  reader.read()
  return reader.places.get(column)
}
