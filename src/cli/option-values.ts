import { InvalidArgumentError } from 'commander'

/** Names with commas between. */
export function asList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes(''))
    throw new InvalidArgumentError('Write names with commas between, such as id,val_loss.')
  return names
}

/** A number of rows. */
export function asCount(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('Write a positive integer.')
  return count
}

/** A time in seconds, of a day at most. */
export function asSeconds(text: string): number {
  const seconds = Number(text)
  if (!(seconds >= 0.1 && seconds <= 86_400))
    throw new InvalidArgumentError('Write a number of seconds, such as 2.')
  return seconds
}
