import { codePointOrder } from '../params/code-point-order'
import type { Json } from '../params/types'
import { floatText } from '../params/yaml/float-text'

/**
 * The text that Python's `json.dumps(value, sort_keys=True)` gives, byte for byte: `, ` and `: ` as separators, keys in
 * the order of their code points, ASCII only. A safe integer prints as Python's int, any other number as its float: so
 * 1.0 prints as `1`, since JavaScript cannot tell the two apart.
 */
export function pythonJson(value: Json): string {
  if (typeof value === 'number') return pythonNumber(value)
  if (typeof value === 'string') return pythonText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  const entries = Object.entries(value).sort(([a], [b]) => codePointOrder(a, b))
  return `{${entries.map(([key, entry]) => `${pythonText(key)}: ${pythonJson(entry)}`).join(', ')}}`
}

function pythonText(text: string): string {
  // JSON.stringify escapes as Python does, but leaves everything from DEL upwards as it is.
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function pythonNumber(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : floatText(value)
}
