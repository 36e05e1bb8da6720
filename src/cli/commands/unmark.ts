import type { Command } from 'commander'
import { unmarkRuns } from '../../care/notes/mark-runs'
import { addMarking } from '../marking'
import type { Terminal } from '../terminal'

const EXAMPLES = `
Examples:
  exman unmark good 3 5
  exman unmark for/paper --where 'marks = for/paper'   from all that are marked so`

/** Adds `exman unmark`. */
export function addUnmark(exman: Command, terminal: Terminal): void {
  const command = exman.command('unmark').description('Take a mark from runs.')
  const words = { changed: 'No longer marked as', unchanged: 'Not marked so before' }
  addMarking(command, EXAMPLES, { change: unmarkRuns, ...words }, terminal)
}
