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

/** A number of pixels. */
export function asPixels(text: string): number {
  const pixels = Number(text)
  if (!(pixels >= 50 && pixels <= 10_000))
    throw new InvalidArgumentError('Write a number of pixels from 50 to 10000.')
  return pixels
}

/** By how much a picture is enlarged. */
export function asFactor(text: string): number {
  const factor = Number(text)
  if (!(factor >= 0.1 && factor <= 20))
    throw new InvalidArgumentError('Write a number from 0.1 to 20, such as 2.')
  return factor
}
