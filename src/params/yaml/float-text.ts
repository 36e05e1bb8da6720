/**
 * A finite number as Python prints it as a float: `1.0`, `0.0001`, `1e-05`, `1e+16`. Both languages print the fewest digits
 * that read back as the same number; they differ in where the exponent starts. -0 is `0.0`.
 */
export function floatText(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < -4 || power >= 16) {
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  const plain = String(value)
  // JavaScript writes 0.0001 and even 0.000001 without an exponent, so this is Python's form already.
  return Number.isInteger(value) ? `${plain}.0` : plain
}
