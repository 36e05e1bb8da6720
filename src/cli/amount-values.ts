import { InvalidArgumentError } from 'commander'

const BYTES = new Map(
  Object.entries({
    ...{ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
    ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
  }),
)

const HOUR = 3_600_000
const AGES = new Map(Object.entries({ h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR }))

/** A number of bytes: `10GB`, `500 MB`, `1.5GiB`. */
export function asBytes(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim()) ?? []
  const bytes = Math.round(Number(number) * (BYTES.get(unit.toLowerCase()) ?? NaN))
  if (!Number.isSafeInteger(bytes))
    throw new InvalidArgumentError('Write a number and its unit, such as 10GB, 500MB or 1.5GiB.')
  return bytes
}

/** An age in milliseconds: `12h`, `30d`, `2w`. */
export function asAge(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim()) ?? []
  const age = Number(number) * (AGES.get(unit.toLowerCase()) ?? NaN)
  // Nothing is older than what a Date can tell.
  if (!(age <= 8.64e15))
    throw new InvalidArgumentError('Write a number of hours, days or weeks, such as 12h, 30d or 2w.')
  return age
}
