import { OptionError } from '../../errors'
import { show } from '../../params/show'

/** How a table for readers shows its numbers. */
export interface DigitsOptions {
  /** How many significant digits a fraction is rounded to; whole numbers stay whole. Default: all there are. */
  digits?: number
}

/** The function that prints a number with so many digits; without the option, in full precision, as JSON does. */
export function numberPrinter({ digits }: DigitsOptions): (value: number) => string {
  if (digits === undefined) return String
  if (!Number.isInteger(digits) || digits < 1 || digits > 17) {
    const text = `The "digits" option must be a whole number from 1 to 17, got ${show(digits)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'digits', value: digits })
  }
  return (value) =>
    String(Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(digits)))
}
