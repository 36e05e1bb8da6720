import { join } from 'node:path'
import { removeFolder } from '../files'
import { candidates, namesToKeep, rankByValue, type KeepRule } from './keep'
import { wholeCheckpoints, type WholeCheckpoint } from './manifest'
import { writePointer } from './pointers'

/**
 * After a commit: moves the pointers to the new best and last, then removes what the rule does not keep. Returns the
 * checkpoints that stay, `alsoKeep` among them. A folder without a readable manifest is not ours to judge and stays.
 */
export async function settleCheckpoints(
  models: string,
  rule: KeepRule,
  monitor: { name: string; mode: 'min' | 'max' },
  alsoKeep?: string,
): Promise<WholeCheckpoint[]> {
  const whole = wholeCheckpoints(models)
  const list = candidates(whole, monitor.name)
  const kept = namesToKeep(list, rule, monitor.mode)
  if (alsoKeep !== undefined) kept.add(alsoKeep)
  const staying = list.filter(({ name }) => kept.has(name))
  // The pointers move first: at no moment does one of them show to a folder that is going away.
  writePointer(models, 'best', rankByValue(staying, monitor.mode)[0])
  writePointer(models, 'last', staying.at(-1))
  for (const { name } of list) if (!kept.has(name)) await removeFolder(join(models, name))
  return whole.filter(({ name }) => kept.has(name))
}
