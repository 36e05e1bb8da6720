import type { Command } from 'commander'
import { RepeatableOption } from '../repeatable-option'

/** Adds the option that says which roots a command is about, for one that reads all of them anew. */
export function addRootOption(command: Command): Command {
  const about = 'where the experiments are; may be given again (default: EXMAN_ROOT, or found from here)'
  return command.addOption(new RepeatableOption('-r, --root <folder>', about))
}
