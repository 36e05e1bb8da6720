import { spellNumber } from '../../files'

/** What is open while a value is written without recursion: its members still to come, and the bracket that closes it. */
interface Open {
  readonly members: Iterator<readonly [prefix: string, value: unknown]>
  readonly close: string
  isFirst: boolean
}

// Some readers take these for line ends. In JSON they can stand only within strings, where an escape means the same.
const LINE_ENDS = /[\u0085\u2028\u2029]/g

/**
 * A value as JSON in one line, whatever its depth. NaN and the infinities become the strings "NaN", "Infinity",
 * "-Infinity", as in exman's own files; keys with `undefined` are dropped.
 */
export function jsonLine(value: unknown): string {
  return anyDepth(value ?? null).replace(LINE_ENDS, escapeUnit)
}

function anyDepth(value: unknown): string {
  try {
    return JSON.stringify(value, spellNumber)
  } catch (error) {
    // JSON.stringify calls itself for each level, which the stack bears some thousand times.
    if (error instanceof RangeError) return withoutRecursion(value)
    throw error
  }
}

function withoutRecursion(root: unknown): string {
  const pieces: string[] = []
  const open: Open[] = []
  const begin = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) pieces.push(JSON.stringify(spellNumber('', value)))
    else {
      const [opening, close, members] = Array.isArray(value)
        ? ['[', ']', elements(value)]
        : ['{', '}', properties(value)]
      pieces.push(opening)
      open.push({ members, close, isFirst: true })
    }
  }
  begin(root)
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const next = last.members.next()
    if (next.done === true) {
      pieces.push(last.close)
      open.pop()
      continue
    }
    const [prefix, value] = next.value
    pieces.push(last.isFirst ? prefix : `,${prefix}`)
    last.isFirst = false
    begin(value)
  }
  return pieces.join('')
}

function* elements(values: readonly unknown[]): Generator<readonly [string, unknown]> {
  for (const value of values) yield ['', value ?? null]
}

function* properties(value: object): Generator<readonly [string, unknown]> {
  for (const [key, child] of Object.entries(value))
    if (child !== undefined) yield [`${JSON.stringify(key)}:`, child]
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
