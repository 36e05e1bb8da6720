import type { Command, Option } from 'commander'
import { isRepeatable } from '../repeatable-option'
import type { Candidate } from './candidate'

/** The options that a line can still have: those shown in the help that neither stand there already nor go against one that does. */
export function optionCandidates(
  command: Command,
  given: ReadonlyMap<Option, unknown>,
  { short }: { short: boolean },
): Candidate[] {
  const there = [...given.keys()]
  const isLeft = (option: Option) =>
    there.every((other) => (other === option ? isRepeatable(option) : !goAgainst(option, other)))
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(isLeft)
    .flatMap(({ long, short: letter, description }) =>
      [short ? letter : undefined, long]
        .filter((name) => name !== undefined && name !== null)
        .map((text) => ({ text, about: description })),
    )
}

function goAgainst(option: Option, other: Option): boolean {
  return conflictsOf(option).has(other.attributeName()) || conflictsOf(other).has(option.attributeName())
}

function conflictsOf(option: Option): Set<string> {
  // What `conflicts` was told, which the types of commander keep to themselves.
  return new Set((option as Option & { conflictsWith?: string[] }).conflictsWith)
}
