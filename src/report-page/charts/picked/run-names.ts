import type { Report } from '../../data/report'
import { safeText } from '../frame/safe-text'

/** The name of a run: its id, behind its root where there are several. */
export function runName({ find }: Report, run: number): string {
  const [root, id] = ['root', 'id'].map((name) => find(name)?.at(run))
  const own = typeof id === 'string' ? id : `run ${run + 1}`
  return safeText(typeof root === 'string' ? `${root}/${own}` : own)
}
