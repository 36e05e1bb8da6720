import type { Command } from 'commander'
import { markRuns } from '../../care/notes/mark-runs'
import { addMarking } from '../marking'
import type { Terminal } from '../terminal'

const EXAMPLES = `
Examples:
  exman mark good 3 5                    numbered runs, by number
  exman mark pinned best                 exman rm and exman prune leave it alone unless they name it
  exman mark for/paper --where 'val_acc >= 0.9 and status = done'
  exman ls --where 'marks = for/paper'   those that are marked so

A mark is a name, or names with slashes between. exman unmark takes it away.`

/** Adds `exman mark`. */
export function addMark(exman: Command, terminal: Terminal): void {
  const command = exman.command('mark').description('Mark runs, to find them again and to protect them.')
  const words = { changed: 'Marked as', unchanged: 'Marked so already' }
  addMarking(command, EXAMPLES, { change: markRuns, ...words }, terminal)
}
