/** What a plain scalar means, by the rules of PyYAML (YAML 1.1). */

const NULL = /^(?:~|null|Null|NULL|)$/
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const INT =
  /^[-+]?(?:0b_*[01][01_]*|0[0-7_]+|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/

/**
 * The value of a plain scalar; undefined for an integer that a number cannot hold exactly. A date is the text it is, and
 * so are `=` and `<<`.
 */
export function plainValue(text: string): null | boolean | number | string | undefined {
  if (NULL.test(text)) return null
  if (BOOL.test(text)) return isTrue(text)
  if (FLOAT.test(text)) return floatValue(text)
  return INT.test(text) ? intValue(text) : text
}

/** Whether a text is an integer as PyYAML knows it. */
export function isInt(text: string): boolean {
  return INT.test(text)
}

/** Whether a word of YAML 1.1 for a boolean, in any case, stands for true. */
export function isTrue(word: string): boolean {
  return ['yes', 'true', 'on'].includes(word.toLowerCase())
}

/** The value of an integer in any of its spellings: `1_000`, `0x1F`, `012` (octal), `12:30` (sixties). */
export function intValue(text: string): number | undefined {
  const { sign, digits } = parts(text)
  const value = digits.includes(':')
    ? sixties(digits)
    : Number(/^0[0-7]/.test(digits) ? `0o${digits}` : digits)
  return Number.isSafeInteger(value) ? withSign(sign, value) : undefined
}

/** The value of a float in any of its spellings: `1.5e-3`, `.inf`, `1:30.5` (sixties). */
export function floatValue(text: string): number {
  const { sign, digits } = parts(text)
  if (digits === '.inf') return sign * Infinity
  if (digits === '.nan') return NaN
  return withSign(sign, digits.includes(':') ? sixties(digits) : Number(digits))
}

function parts(text: string): { sign: number; digits: string } {
  const [, sign, digits] = /^([-+]?)(.*)$/.exec(text.replaceAll('_', '').toLowerCase())!
  return { sign: sign === '-' ? -1 : 1, digits: digits! }
}

function sixties(digits: string): number {
  const places = digits.split(':').reverse()
  return places.reduce((sum, place, power) => sum + Number(place) * 60 ** power, 0)
}

// Without -0, which exman writes nowhere.
function withSign(sign: number, value: number): number {
  return value === 0 ? 0 : sign * value
}
