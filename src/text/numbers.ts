/** This many digits are as easily read as fewer, so that a number which has no more is shown as it is. */
const EXACT_DIGITS = 5

/** Up to so many different numbers each stays different from the others, whatever the digits. */
const FEW = 20

/**
 * A number as it is read: integers whole, others with so many significant digits, all of them shown where the number was
 * rounded (`0.1000` is not quite 0.1). NaN and the infinities are words.
 */
export function numberText(value: number, digits = EXACT_DIGITS): string {
  if (Object.is(value, -0)) return '-0'
  const isExact =
    !Number.isFinite(value) || Number.isSafeInteger(value) || rounded(value, EXACT_DIGITS) === value
  const text = isExact ? exactText(value) : roundedText(value, digits)
  return text.replace('e+', 'e')
}

/** A count with its digits in threes: `10,000`. */
export function countText(count: number): string {
  // What node knows of languages takes long to load.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1 run`, `10,000 runs`. */
export function runsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'run' : 'runs'}`
}

/**
 * How many digits the numbers of a column need: the fewest from 4 that let no two different ones look alike. Among many
 * numbers some are always alike in the first digits, so for more than twenty 5 are the most.
 */
export function digitsFor(values: Iterable<number>): number {
  const different = new Set(values)
  const most = different.size <= FEW ? 17 : 5
  for (let digits = 4; digits < most; digits += 1) {
    // `0.1` and `0.1000` look alike, too.
    const seen = new Set(Array.from(different, (value) => Number(numberText(value, digits))))
    if (seen.size === different.size) return digits
  }
  return most
}

/** A number rounded to so many significant digits. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}

/** Below this there would be more zeros than digits. */
const SMALL = 1e-4

/** From here on a number that is no safe integer is not written out. */
const LARGE = 1e9

function exactText(value: number): string {
  const size = Math.abs(value)
  const isUsual = value === 0 || Number.isSafeInteger(value) || (size >= SMALL && size < LARGE)
  return isUsual || !Number.isFinite(value) ? String(value) : value.toExponential()
}

function roundedText(value: number, digits: number): string {
  const size = Math.abs(value)
  if (size < SMALL || size >= LARGE) return value.toExponential(digits - 1)
  if (size < 1) return value.toPrecision(digits)
  // One decimal stays, for without it the number would look like an integer.
  const wholeDigits = Math.floor(Math.log10(size)) + 1
  return value.toFixed(Math.max(1, digits - wholeDigits))
}
