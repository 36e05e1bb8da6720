import { QueryError } from '../../errors'
import { show } from '../../params/show'

/** Throws the error for a question as data that cannot be asked. */
export type Refuse = (message: string) => never

/** What throws for a question as data. */
export function refuser(query: unknown): Refuse {
  return (message) => {
    throw new QueryError('EXMAN_QUERY_INVALID', message, { query: show(query) })
  }
}
