/**
 * A value as the text of a JSON file: two spaces, a newline at the end. NaN and the infinities, which JSON lacks, become
 * the strings "NaN", "Infinity", "-Infinity"; keys with `undefined` are dropped.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value ?? null, spellNumber, 2)}\n`
}

/** What `JSON.stringify` is to write in the place of a value: numbers that JSON lacks are spelled out. */
export function spellNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
