import { numberText, rounded } from '../../../text/numbers'

/** So many digits are read, where as many are known. */
const DIGITS = 4

/** A value in as many digits as are known of it: `error` is how far it may be off. */
export function valueText(value: number, error: number): string {
  if (value === 0 || error === 0) return numberText(value, DIGITS)
  // The last decimal that an error does not reach.
  const decimals = Math.floor(-Math.log10(2 * error))
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1 + decimals
  return digits < 1 ? '0' : numberText(rounded(value, Math.min(DIGITS, digits)), DIGITS)
}
