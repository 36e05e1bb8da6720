import { OptionError } from '../../errors'

/**
 * Refuses an option that would do nothing for what is asked: of those that something can take, `taken` has the names. Throws
 * OptionError.
 */
export function refuseUnused<Asked extends string>(
  options: object,
  asked: Asked,
  taken: Readonly<Record<Asked, readonly string[]>>,
): void {
  const kinds = Object.entries<readonly string[]>(taken)
  for (const [name, value] of Object.entries(options)) {
    const takers = kinds.filter(([, names]) => names.includes(name)).map(([kind]) => kind)
    if (value === undefined || takers.length === 0 || takers.includes(asked)) continue
    const text = `--${flagOf(name)} is for ${listed(takers)}, and does nothing for ${asked}.`
    throw wrongUse(name, text)
  }
}

/** The error for an option that does not go with others. */
export function wrongUse(option: string, text: string): OptionError {
  return new OptionError('EXMAN_OPTION_INVALID', text, { option })
}

/** The name of an option as it is written on the command line. */
function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function listed(texts: readonly string[]): string {
  return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter((text) => text !== '').join(' and ')
}
