import { Option } from 'commander'

/** An option with one value that may be given again: its values are a list. Words behind it are words of the command, as ever. */
export class RepeatableOption extends Option {
  constructor(flags: string, description: string) {
    super(flags, description)
    this.argParser<string[]>((value, before) => [...(before ?? []), value])
  }
}

/** Whether an option may stand in a line several times, with a value each. */
export function isRepeatable(option: Option): boolean {
  return option.variadic || option instanceof RepeatableOption
}
