import { QueryError } from '../../errors'
import { nearest } from '../../params/nearest'
import { showText } from '../../params/show'
import { caretLines } from './caret'
import { columnPosition } from './parse'

const LISTED = 10

/** The text that names a column, and where in it; without a place it is a question. */
export interface ColumnSource {
  readonly text: string
  readonly position?: number
}

/**
 * The error for a column that no run has, with the name that was probably meant, or those there are. With the text of the
 * question, or of a formula with the place in it, it shows the place.
 */
export function unknownColumn(name: string, known: readonly string[], source?: ColumnSource): QueryError {
  const position = source === undefined ? undefined : (source.position ?? columnPosition(source.text, name))
  const message = `No run has a column ${shown(name)}. ${hint(name, known)}`
  if (source === undefined || position === undefined)
    return new QueryError('EXMAN_COLUMN_UNKNOWN', message, { query: source?.text ?? name })
  return new QueryError('EXMAN_COLUMN_UNKNOWN', `${message}\n${caretLines(source.text, position)}`, {
    query: source.text,
    position,
  })
}

function hint(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are no columns.'
  // A parameter is often called by its last key alone.
  const deeper = known.filter((column) => column.endsWith(`.${name}`))
  const meant = deeper.length > 0 ? deeper.slice(0, 3) : [nearest(name, known) ?? []].flat()
  if (meant.length > 0) return `Did you mean ${meant.map(shown).join(' or ')}?`
  const listed = known.slice(0, LISTED).map((column) => showText(column, 60))
  const more = known.length > LISTED ? ` and ${known.length - LISTED} more` : ''
  return `The columns are ${listed.join(', ')}${more}.`
}

function shown(name: string): string {
  return `"${showText(name, 60)}"`
}
