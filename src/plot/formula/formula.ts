import { showText } from '../../params/show'
import type { Language } from '../../catalog/query/tokens'
import { columnText } from '../../catalog/query/column-name'

/** A column in a formula, and where in the text it stands. */
export interface FormulaColumn {
  readonly name: string
  readonly at: number
}

/** What is to be drawn against what. `text` is what was read. */
export type Formula =
  | {
      readonly kind: 'points'
      readonly text: string
      readonly y: FormulaColumn
      readonly x: FormulaColumn
      readonly color: FormulaColumn | null
      readonly panel: FormulaColumn | null
    }
  | {
      readonly kind: 'curves'
      readonly text: string
      readonly y: FormulaColumn
      readonly color: FormulaColumn | null
      readonly panel: FormulaColumn | null
    }
  | {
      readonly kind: 'heat-map'
      readonly text: string
      readonly y: FormulaColumn
      readonly x: FormulaColumn
      /** The column along the upright axis. */
      readonly by: FormulaColumn
      readonly panel: FormulaColumn | null
    }

/** The column that stands for the epochs of the logs. */
export const EPOCH = 'epoch'

/** The language of formulas: other than in a question, `*` is a sign, so that `a*b` has two columns. */
export const FORMULA: Language = { name: 'formula', word: /[^\s()[\]{},=!<>~&|'"`*]+/y }

/** A formula as text, which `parseFormula` reads as the same. It has the names of the columns as they are. */
export function formulaText(formula: Formula): string {
  const behind =
    formula.kind === 'heat-map'
      ? [formula.panel]
      : formula.color === null
        ? []
        : [formula.color, formula.panel]
  const groups = behind.flatMap((column) => (column === null ? [] : formulaColumnText(column.name)))
  return [`${formulaColumnText(formula.y.name)} ~ ${acrossText(formula)}`, groups.join(', ')]
    .filter((text) => text !== '')
    .join(' | ')
}

/** A formula as it is shown: on one line, and without what could steer a terminal. */
export function shownFormula(formula: Formula): string {
  return showText(formulaText(formula), Infinity)
}

/** A column as it stands in a formula: in backquotes where it has to. */
export function formulaColumnText(name: string): string {
  return name.includes('*') ? `\`${name.replaceAll('`', '``')}\`` : columnText(name)
}

function acrossText(formula: Formula): string {
  switch (formula.kind) {
    case 'curves':
      return EPOCH
    case 'points':
      return formulaColumnText(formula.x.name)
    case 'heat-map':
      return `${formulaColumnText(formula.x.name)} * ${formulaColumnText(formula.by.name)}`
  }
}
