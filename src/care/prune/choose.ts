import { candidates, namesToKeep, rankByValue, type KeepRule } from '../../checkpoint/keep'
import type { WholeCheckpoint } from '../../checkpoint/manifest'
import type { Proof } from './proof'

/** What decides which checkpoints of a run stay. */
export interface Choice {
  readonly rule: KeepRule
  readonly monitor: { readonly name: string; readonly mode: 'min' | 'max' }
  /** Whether somebody may go on with the run: then the newest checkpoint from which that can be done stays in any case. */
  readonly isUnfinished: boolean
}

/** Whether there is something beyond the rule, before anything is proven. */
export function hasMore(whole: readonly WholeCheckpoint[], { rule, monitor, isUnfinished }: Choice): boolean {
  const list = candidates(whole, monitor.name)
  const kept = namesToKeep(list, rule, monitor.mode)
  return list.some(({ name }, index) => !kept.has(name) && !(isUnfinished && index === list.length - 1))
}

/**
 * The names of the checkpoints that stay. The best and the last are proven byte for byte: one that is damaged stays as well, but
 * does not count, so the next one stays in its place. Where that leaves none, as none has a value to be best by, the last stays.
 */
export async function namesThatStay(
  whole: readonly WholeCheckpoint[],
  { rule, monitor, isUnfinished }: Choice,
  proof: Proof,
): Promise<Set<string>> {
  const list = candidates(whole, monitor.name)
  const every = namesToKeep(list, { ...rule, keepBest: 0, keepLast: 0 }, monitor.mode)
  const newest = whole.toReversed()
  const best = await firstProven(rankByValue(list, monitor.mode), rule.keepBest, proof)
  const last = await firstProven(newest, rule.keepLast, proof)
  const stay = new Set([...every, ...best, ...last])
  const keepsOne = (await firstProven([...best, ...last, ...every].map(named), 1, proof)).length > 0
  if (isUnfinished || !keepsOne) for (const name of await firstProven(newest, 1, proof)) stay.add(name)
  if (isUnfinished) {
    const resumable = newest.filter((checkpoint) => proof.isResumable(checkpoint))
    for (const name of await firstProven(resumable, 1, proof)) stay.add(name)
  }
  for (const { name } of proof.damaged) stay.add(name)
  return stay
}

const named = (name: string) => ({ name })

async function firstProven(
  list: readonly { name: string }[],
  count: number,
  proof: Proof,
): Promise<string[]> {
  const found: string[] = []
  for (const { name } of list) {
    if (found.length === count) break
    if (await proof.isProven(name)) found.push(name)
  }
  return found
}
