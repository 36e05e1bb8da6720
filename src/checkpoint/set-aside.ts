import { join } from 'node:path'
import { moveFolder } from '../files'
import { asideFolder } from '../layout/checkpoint-folder'
import { candidates, rankByValue } from './keep'
import { listCheckpoints, wholeCheckpoints } from './manifest'
import { writePointer } from './pointers'

/**
 * Takes the checkpoints that are newer than `newest` out of the list, without removing them: they become `aside.<name>`,
 * once each. They are damaged, or will be saved again. The pointers move to what is left.
 */
export function setAside(
  models: string,
  newest: string,
  monitor: { name: string; mode: 'min' | 'max' },
): void {
  const list = listCheckpoints(models)
  const later = list.slice(list.findIndex(({ name }) => name === newest) + 1)
  for (const { name } of later) moveFolder(join(models, name), join(models, asideFolder(name)))
  // In any case: a kill between the end of a save and the pointers leaves them behind.
  const left = candidates(wholeCheckpoints(models), monitor.name)
  writePointer(models, 'best', rankByValue(left, monitor.mode)[0])
  writePointer(models, 'last', left.at(-1))
}
