import { leavesOf } from '../../catalog/details/leaves'
import type { RunDetails } from '../../catalog/details/run-details'
import type { CatalogRecord } from '../../catalog/record'
import { FILES } from '../../layout/names'
import type { Json } from '../../params/types'
import { curvesText } from '../../text/curves'
import { safeText } from '../../text/text-width'
import { checkpointLines } from './checkpoints'
import { headLines } from './head'
import { scoreLines } from './scores'
import { pairLines, section, type PageStyle } from './section'
import { sessionLines } from './sessions'
import { valueText } from './value-text'
import { errorLines, problemLines } from './wrong'

/** How a run is shown. */
export interface ShowStyle extends PageStyle {
  /** Whether the stack of the error is shown, too. */
  readonly stack: boolean
  /** How the curves are drawn; undefined for none. */
  readonly curves: { readonly width: number; readonly ascii: boolean } | undefined
}

/** Rows of the picture of each metric. */
const CURVE_HEIGHT = 8

const WHAT: Readonly<Record<string, string>> = {
  [FILES.diff]: 'the uncommitted changes of the code',
  [FILES.traceback]: 'what it failed with',
  [FILES.output]: 'what was printed',
}

/** All of one run on a page, part by part. */
export function pageText(record: CatalogRecord, details: RunDetails, style: ShowStyle): string {
  const { params, facts, result, dir, files } = details
  // exman's own record tells the same, and more.
  const isFactual = details.sessions.length === 0 && Object.keys(facts).length > 0
  const parts = [
    headLines(record, details, style),
    problemLines(details, style),
    errorLines(details, { stack: style.stack, style }),
    section('Result', result === null ? [] : valueLines(result), style),
    section('Parameters', params === null ? [] : valueLines(params), style),
    section('Facts', isFactual ? valueLines(facts) : [], style),
    scoreLines(details, style),
    sessionLines(details, { status: record.status, style }),
    checkpointLines(details, style),
    curveLines(details, style),
    section('Files', pairLines(files.map((name) => [safeText(`${dir}/${name}`), WHAT[name] ?? ''])), style),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function valueLines(value: Json): string[] {
  const leaves = leavesOf(value)
  // Neither a value without a name nor an empty object has a path.
  if (leaves.length === 1 && leaves[0]!.value === value) return [valueText(value)]
  return pairLines(leaves.map(({ path, value }) => [safeText(path), valueText(value)]))
}

function curveLines({ log }: RunDetails, { curves, ...style }: ShowStyle): string[] {
  // One epoch makes no curve.
  if (curves === undefined || log.length < 2) return []
  const names = [...new Set(log.flatMap(({ metrics }) => Object.keys(metrics)))]
  const series = names.map((name) => {
    const rows = log.filter(({ metrics }) => Object.hasOwn(metrics, name))
    return { name, epochs: rows.map(({ epoch }) => epoch), values: rows.map(({ metrics }) => metrics[name]!) }
  })
  if (series.length === 0) return []
  const shape = { width: curves.width - 2, height: CURVE_HEIGHT, color: style.color, ascii: curves.ascii }
  return section('Curves', curvesText({ series }, shape).split('\n'), style)
}
