import { unreadable } from '../../catalog/query/caret'
import { tokenAt, type Token } from '../../catalog/query/tokens'
import { MAX_LENGTH } from '../../catalog/query/words'
import { readFormulaColumn } from './column'
import { EPOCH, FORMULA, type Formula, type FormulaColumn } from './formula'
import { strayToken } from './stray-token'

const EXAMPLE = 'val_acc ~ training.lr'

/** Reads one formula, from its first token to its last. */
export class FormulaReader {
  private token: Token

  constructor(private readonly text: string) {
    if (text.length > MAX_LENGTH)
      throw this.problem(MAX_LENGTH, `it has ${text.length} characters, more than ${MAX_LENGTH}`)
    this.token = tokenAt(text, 0, FORMULA)
    if (this.isAtEnd) throw this.problem(0, `it is empty. Write ${EXAMPLE}`)
  }

  /** The formula. */
  read(): Formula {
    const y = this.column(`before "~", as in ${EXAMPLE}`)
    if (this.isAtEnd)
      throw this.problem(this.token.at, `"~" and a column are missing at the end, as in ${EXAMPLE}`)
    this.expect('~', 'y')
    const x = this.column('after "~"')
    const by = this.take('*') ? this.column('after "*"') : undefined
    const groups = this.groups()
    if (by === undefined) return this.ofOne(y, x, groups)
    return this.heatMap(y, [x, by], groups)
  }

  private ofOne(y: FormulaColumn, x: FormulaColumn, groups: readonly FormulaColumn[]): Formula {
    const [color = null, panel = null, third] = groups
    if (third !== undefined)
      throw this.problem(
        third.at,
        'behind "|" stand two columns at most: that of the colours, and that of the panels',
      )
    const common = { text: this.text, y, color, panel }
    return x.name === EPOCH ? { kind: 'curves', ...common } : { kind: 'points', ...common, x }
  }

  private heatMap(
    y: FormulaColumn,
    [x, by]: [FormulaColumn, FormulaColumn],
    groups: readonly FormulaColumn[],
  ): Formula {
    const epoch = [x, by].find(({ name }) => name === EPOCH)
    if (epoch !== undefined) {
      const hint =
        'epoch stands alone, for curves: write "~ epoch | b" for "~ epoch * b", and params.epoch for a parameter'
      throw this.problem(epoch.at, hint)
    }
    const [panel = null, second] = groups
    if (second !== undefined)
      throw this.problem(
        second.at,
        'a heat map has its colours already: behind "|" stands one column, that of the panels',
      )
    return { kind: 'heat-map', text: this.text, y, x, by, panel }
  }

  private groups(): FormulaColumn[] {
    if (this.isAtEnd) return []
    this.expect('|', 'x')
    const columns = [this.column('after "|"')]
    while (this.take(',')) columns.push(this.column('after ","'))
    if (!this.isAtEnd) throw strayToken(this.text, this.token, 'group')
    return columns
  }

  private get isAtEnd(): boolean {
    return this.token.kind === 'end'
  }

  private column(where: string): FormulaColumn {
    const column = readFormulaColumn(this.text, this.token, where)
    this.token = tokenAt(this.text, this.token.end, FORMULA)
    return column
  }

  /** Takes a sign that has to stand behind some part of the formula. */
  private expect(sign: string, behind: 'y' | 'x'): void {
    if (!this.take(sign)) throw strayToken(this.text, this.token, behind)
  }

  private take(sign: string): boolean {
    const { kind, text, end } = this.token
    const isNext = (kind === 'sign' || kind === 'bracket') && text === sign
    if (isNext) this.token = tokenAt(this.text, end, FORMULA)
    return isNext
  }

  private problem(position: number, problem: string): Error {
    return unreadable(this.text, position, problem, 'formula')
  }
}
