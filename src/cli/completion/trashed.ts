import { listTrash } from '../../care/trash/list-trash'
import { startedText } from '../print/amounts'
import type { Candidate } from './candidate'

/** The names of what is in the trash of some roots, that which was moved last in front: ids, and `latest`. */
export function trashCandidates(roots: readonly string[]): Candidate[] {
  const entries = listTrash(roots).filter(({ problem }) => problem === null)
  if (entries.length === 0) return []
  const found = new Map([['latest', 'the run that was moved last']])
  for (const { id, trashed } of entries.toReversed())
    if (!found.has(id)) found.set(id, `moved ${startedText(trashed!)}`)
  return Array.from(found, ([text, about]) => ({ text, about }))
}
