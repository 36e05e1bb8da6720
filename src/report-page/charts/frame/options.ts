/** Something that can be chosen. */
export interface Option {
  readonly value: string
  readonly text: string
}

/** Options under a heading; without one they stand alone. */
export interface OptionGroup {
  readonly heading: string
  readonly options: readonly Option[]
}
