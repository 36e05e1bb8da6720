/** A part of a specification. */
export type Part = Readonly<Record<string, unknown>>

/** A row of the data of a specification, under our own names of fields. */
export type Row = Readonly<Record<string, string | number | null | undefined>>
