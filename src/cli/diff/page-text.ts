import type { RunComparison } from '../../catalog/compare/compare-runs'
import type { CurveComparison } from '../../catalog/compare/curves'
import type { Difference } from '../../catalog/compare/difference'
import type { CatalogRecord } from '../../catalog/record'
import type { Cell } from '../../catalog/sheet'
import { FILES } from '../../layout/names'
import { MISSING } from '../print/cells'
import { digitsFor, numberText } from '../../text/numbers'
import { safeText, textWidth } from '../../text/text-width'
import { statusText } from '../show/head'
import { pairLines, section, tableLines, type PageStyle } from '../show/section'
import { valueText } from '../show/value-text'

/** The runs that are compared. */
export interface Pair {
  a: CatalogRecord
  b: CatalogRecord
}

/** What stands before the lines of a part. */
const INDENT = 2

/** Digits of a digest that are enough to tell it from others. */
const SHORT_DIGEST = 'sha256:'.length + 10

/** In what two runs differ, part by part; of what is equal, only that it is. */
export function comparisonText({ a, b }: Pair, compared: RunComparison, style: PageStyle): string {
  const { params, scores, conditions, curves } = compared
  const parts = [
    [runLine('A', a, style), runLine('B', b, style)],
    section('Problems', problemLines(compared), style),
    differences('Parameters', params, { column: 'parameter', text: valueText }, style),
    differences('Scores', scores, { column: 'score', text: scoreText }, style),
    ...(conditions === undefined
      ? []
      : [differences('Conditions', conditions, { column: 'condition', text: conditionText }, style)]),
    sessionsNote(compared),
    ...(curves === undefined ? [] : [curveLines(curves, style)]),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function runLine(letter: string, { id, status, epochs }: CatalogRecord, style: PageStyle): string {
  return `${letter}  ${safeText(id)}  ${statusText(status, style)}, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`
}

function problemLines({ problems }: RunComparison): string[] {
  return (['a', 'b'] as const).flatMap((side) =>
    problems[side].map(
      ({ code, message }) => `${side.toUpperCase()}: ${safeText(message)} [${safeText(code)}]`,
    ),
  )
}

/** A row for each difference; the text of a cell also gets to know the other one. */
function differences(
  title: string,
  found: readonly Difference[],
  { column, text }: { column: string; text: (cell: Cell, other: Cell, name: string) => string },
  style: PageStyle,
): string[] {
  if (found.length === 0) return [`The ${title.toLowerCase()} are equal.`]
  const rows = found.map(({ name, a, b }) => [
    name,
    a === undefined ? undefined : text(a, b, name),
    b === undefined ? undefined : text(b, a, name),
  ])
  const columns = [
    [column, 'text'],
    ['A', 'text'],
    ['B', 'text'],
  ] as const
  const whole = tableLines(columns, rows, { ...style, width: undefined })
  const fits = whole.every((line) => textWidth(line) + INDENT <= (style.width ?? Infinity))
  return section(title, fits ? whole : rows.flatMap(blockLines), style)
}

// Where they would have to be shortened, two values could look alike.
function blockLines([name, a, b]: readonly (string | undefined)[]): string[] {
  return [safeText(name!), `  A  ${safeText(a ?? MISSING)}`, `  B  ${safeText(b ?? MISSING)}`]
}

/** A score with the digits that tell it from the other. */
function scoreText(cell: Cell, other: Cell): string {
  if (typeof cell !== 'number') return valueText(cell)
  return numberText(cell, digitsFor([cell, ...(typeof other === 'number' ? [other] : [])]))
}

function conditionText(cell: Cell, _other: Cell, name: string): string {
  if (name === 'command' && Array.isArray(cell)) return cell.map(String).join(' ')
  const isDigest = name === FILES.diff || name === 'lockfile'
  return isDigest && typeof cell === 'string' ? cell.slice(0, SHORT_DIGEST) : valueText(cell)
}

function sessionsNote({ sessions }: RunComparison): string[] {
  if (sessions === undefined || (sessions.a <= 1 && sessions.b <= 1)) return []
  return [`A has ${counted(sessions.a)}, B ${counted(sessions.b)}; the conditions are those of the last.`]
}

function counted(sessions: number): string {
  return `${sessions} ${sessions === 1 ? 'session' : 'sessions'}`
}

function curveLines(curves: readonly CurveComparison[], style: PageStyle): string[] {
  if (curves.length === 0) return ['The runs have no curve in common.']
  return section(
    'Curves',
    pairLines(curves.map((curve) => [safeText(curve.metric), curveText(curve)])),
    style,
  )
}

function curveText({ epochs, partsAt, a, b }: CurveComparison): string {
  if (epochs === 0) return 'no epoch in common'
  if (partsAt === null) return epochs === 1 ? 'equal for the one epoch' : `equal for all ${epochs} epochs`
  return `parts at epoch ${partsAt}: ${valueText(a)} and ${valueText(b)}`
}
