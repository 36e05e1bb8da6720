import type { Column } from '../../catalog/sheet'
import { headerText } from './cells'
import { cutText, textWidth } from '../../text/text-width'

const NAMES_AT_MOST = 20

/** Says which columns of a table are left out and how to see them, in lines that fit the width. */
export function leftOutText(columns: readonly Column[], width: number): string[] {
  const names = columns.slice(0, NAMES_AT_MOST).map((column) => headerText(column, width - 1))
  const more = columns.length - names.length
  if (more > 0) names.push(`… and ${more} more`)
  const count = columns.length === 1 ? '1 column does not fit' : `${columns.length} columns do not fit`
  const advice = 'See them with --columns, --json or a wider terminal.'
  return wrapped(
    `${count}: ${names.join(', ')}. ${columns.length === 1 ? advice.replace('them', 'it') : advice}`,
    width,
  )
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && textWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(cutText(word, width))
  }
  return lines
}
