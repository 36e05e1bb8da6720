import type { Json } from '../../params/types'

/** What is asked of one column. Several demands must all be met. */
export interface Demands {
  /** Equal to this value. */
  eq?: Json
  /** Anything but equal to this value; a run without a value counts. */
  ne?: Json
  /** Less than this number, or before this text. */
  lt?: number | string
  /** Less than or equal to this number or text. */
  le?: number | string
  /** Greater than this number, or after this text. */
  gt?: number | string
  /** Greater than or equal to this number or text. */
  ge?: number | string
  /** Equal to one of these values. */
  in?: readonly Json[]
  /** Equal to none of these values; a run without a value counts. */
  notIn?: readonly Json[]
  /** A text that fits this pattern as a whole: `*` stands for any characters, `?` for one, `\` before either for itself. */
  like?: string
  /** Anything but a text that fits this pattern; a run without a value counts. */
  notLike?: string
  /** Whether the run has no such value. */
  missing?: boolean
}

/**
 * A question as data: what to ask of which column, `{ 'training.lr': { lt: 0.01 }, status: 'done' }`. All of it must hold. A plain
 * value means equality; an object whose keys are all names of demands is demands, and `{ eq: { … } }` compares with such an
 * object. The keys `and`, `or` and `not` combine questions; a column so named is written `params.and`. What asks nothing,
 * `{}` or `and: []`, holds for every run, and `or: []` for none; `undefined` is refused wherever it stands.
 */
export interface Query {
  and?: readonly Query[]
  or?: readonly Query[]
  not?: Query
  [column: string]: Json | Demands | Query | readonly Query[] | undefined
}
