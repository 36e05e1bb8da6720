import type { ReadonlyJson } from '../types'
import { floatText } from './float-text'
import { quoteText } from './quote'

export type { YamlValue } from './types'

/** A longer key has to be announced by "? ": readers look no further than 1,024 characters for its colon. */
const LONG_KEY = 1000

/**
 * A YAML document with one line a key, in the order given, which PyYAML's safe_load and readers of YAML 1.2 read with the
 * same values and types. Lists and objects stand in flow style: `layers: [64, 32]`. The numbers under the keys in `floats`
 * are written as floats even where they are whole, `1.0`, so that they have one type in all files.
 *
 * The values are JSON data (see `normalize`), in which numbers may also be NaN and infinite; -0 is written as 0.
 *
 * @example
 * ```ts
 * yamlText([['lr', 1e-7], ['mode', 'on']])   // 'lr: 1.0e-07\nmode: "on"\n'
 * ```
 */
export function yamlText(
  entries: Iterable<readonly [string, ReadonlyJson]>,
  { floats }: { floats?: ReadonlySet<string> } = {},
): string {
  let text = ''
  for (const [key, value] of entries) {
    const written = flowText(value, floats?.has(key) === true ? floatOf : numberOf)
    text += `${keyText(key, '\n')}: ${written}\n`
  }
  return text === '' ? '{}\n' : text
}

function flowText(value: ReadonlyJson, number: (value: number) => string): string {
  if (typeof value === 'string') return quoteText(value)
  if (typeof value === 'number') return number(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (isList(value)) return `[${value.map((item) => flowText(item, number)).join(', ')}]`
  const pairs = Object.entries(value).map(([key, item]) => `${keyText(key, ' ')}: ${flowText(item, number)}`)
  return `{${pairs.join(', ')}}`
}

function keyText(key: string, beforeColon: string): string {
  const quoted = quoteText(key)
  return quoted.length > LONG_KEY ? `? ${quoted}${beforeColon}` : quoted
}

// A larger whole number is a float in JavaScript: its digits as an integer would promise more than it holds.
function numberOf(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : floatOf(value)
}

function floatOf(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  // To YAML 1.1 a number without a dot is no float.
  const text = floatText(value)
  return text.includes('.') ? text : text.replace('e', '.0e')
}

// Array.isArray does not see read-only arrays.
function isList(value: object): value is readonly ReadonlyJson[] {
  return Array.isArray(value)
}
