import { RunError } from '../../errors'
import { folderNumber } from '../../layout/named-folder'
import { showText } from '../../params/show'
import type { TrashEntry } from './list-trash'

const MOST_SHOWN = 5

/**
 * The one run in the trash that a text names: `latest` for the one that was moved last, the name of its entry, its id, its number, or
 * the unique beginning of its id or of its folder's name. Throws RunError: `EXMAN_RUN_NOT_FOUND`, `EXMAN_RUN_AMBIGUOUS`.
 */
export function findEntry(entries: readonly TrashEntry[], text: string): TrashEntry {
  const whole = entries.filter(({ id }) => id !== '')
  const latest = text === 'latest' ? whole.at(-1) : undefined
  const found = latest ?? one(whole, text, isExactly(text)) ?? one(whole, text, ({ id }) => begins(id, text))
  if (found !== undefined) return found
  const hint =
    whole.length === 0
      ? 'There are no runs in the trash.'
      : `None of the ${whole.length} runs in the trash is "${showText(text)}". exman trash lists them.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', hint, { run: text })
}

function one(
  entries: readonly TrashEntry[],
  text: string,
  fits: (entry: TrashEntry) => boolean,
): TrashEntry | undefined {
  const found = entries.filter(fits)
  if (found.length <= 1) return found[0]
  const isOneRoot = new Set(found.map(({ root }) => root)).size === 1
  const shown = found
    .slice(0, MOST_SHOWN)
    .map(({ id, entry, root }) => `${showText(id)} (${isOneRoot ? entry : showText(root)})`)
  const more = found.length > MOST_SHOWN ? ` and ${found.length - MOST_SHOWN} more` : ''
  const isUnclear = new Set(found.map(({ id }) => id)).size < found.length
  // Entries of two roots may have one name.
  const inside = isOneRoot
    ? 'Give the name of the entry, in parentheses.'
    : 'Give one root, such as by --root.'
  const how = isUnclear ? inside : 'Give more of the name.'
  const message = `"${showText(text)}" fits ${found.length} runs in the trash: ${shown.join(', ')}${more}. ${how}`
  throw new RunError('EXMAN_RUN_AMBIGUOUS', message, { run: text })
}

function isExactly(text: string): (entry: TrashEntry) => boolean {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  return ({ entry, id }) =>
    entry === text || id === text || (number !== undefined && folderNumber(id) === number)
}

function begins(id: string, text: string): boolean {
  return text !== '' && (id.startsWith(text) || id.slice(id.lastIndexOf('/') + 1).startsWith(text))
}
