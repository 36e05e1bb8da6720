import type { RunDetails } from '../../catalog/details/run-details'
import type { CatalogRecord } from '../../catalog/record'
import { durationText } from '../../text/duration'
import { startedText } from '../print/amounts'
import { paint, type Look } from '../../text/color'
import { safeLines, safeText } from '../../text/text-width'
import { pairLines, section, type PageStyle } from './section'

const LOOKS: Readonly<Record<CatalogRecord['status'], Look>> = {
  created: 'dim',
  running: 'cyan',
  done: 'green',
  failed: 'red',
  diverged: 'red',
  interrupted: 'yellow',
  lost: 'yellow',
  unknown: 'dim',
}

/** A status in its colour. */
export function statusText(status: CatalogRecord['status'], { color }: Pick<PageStyle, 'color'>): string {
  const text = safeText(status)
  return color && Object.hasOwn(LOOKS, status) ? paint(text, LOOKS[status]) : text
}

/** What a page begins with: which run it is, and how it stands. */
export function headLines(
  record: CatalogRecord,
  { rerunOf }: Pick<RunDetails, 'rerunOf'>,
  style: PageStyle,
): string[] {
  const { started, seconds, bestEpoch, seed, marks, note, dir } = record
  const best = bestEpoch === null ? '' : `, the best is ${bestEpoch}`
  const pairs: (readonly [string, string])[] = [
    ['status', statusText(record.status, style)],
    ['started', started === null ? '' : startedText(started)],
    ['trained', seconds === null ? '' : durationText(seconds)],
    ['epochs', `${record.epochs}${best}`],
    ['seed', seed === null ? '' : String(seed)],
    ['rerun of', rerunOf === null ? '' : safeText(rerunOf)],
    ['marks', safeText(marks.join(', '))],
    ...noteLines(note),
    ['folder', safeText(dir)],
  ]
  const lines = pairLines(pairs.filter(([name, value]) => name === '' || value !== ''))
  return section(
    safeText(record.id),
    lines.map((line) => line.trimEnd()),
    style,
  )
}

function noteLines(note: string | null): [string, string][] {
  if (note === null) return []
  return safeLines(note.trim()).map((line, index) => [index === 0 ? 'note' : '', line])
}
