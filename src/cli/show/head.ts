import type { RunDetails } from '../../catalog/details/run-details'
import type { CatalogRecord } from '../../catalog/record'
import { durationText, startedText } from '../print/amounts'
import { paint, type Look } from '../print/color'
import { safeText } from '../print/text-width'
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
    ['note', note === null ? '' : safeText(note)],
    ['folder', safeText(dir)],
  ]
  return section(safeText(record.id), pairLines(pairs.filter(([, value]) => value !== '')), style)
}
