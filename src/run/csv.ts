/** One RFC 4180 record without the line end: quotes what needs it. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/** Parses RFC 4180 text into records; a last line without a line end counts. */
export function parseCsv(text: string): string[][] {
  return [...csvRecords(text)]
}

/** The same one after the other, for a text whose records need not all be held. */
export function* csvRecords(text: string): Generator<string[], void> {
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    const { cell, next } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at)
    record.push(cell)
    if (text[next] === ',') {
      at = next + 1
      if (at < text.length) continue
      record.push('')
    } else {
      at = text.startsWith('\r\n', next) ? next + 2 : next + 1
    }
    yield record
    record = []
  }
}

/** A metric in a cell: empty when missing, and NaN, Infinity, -Infinity as they print. */
export function numberCell(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}

/** The number in a cell; `undefined` for an empty cell or for text that is no number. */
export function cellNumber(cell: string | undefined): number | undefined {
  if (cell === undefined || cell.trim() === '') return undefined
  if (cell === 'NaN') return NaN
  const value = Number(cell)
  return Number.isNaN(value) ? undefined : value
}

function plainCell(text: string, start: number): { cell: string; next: number } {
  let next = start
  while (next < text.length && text[next] !== ',' && text[next] !== '\n' && text[next] !== '\r') next++
  return { cell: text.slice(start, next), next }
}

function quotedCell(text: string, start: number): { cell: string; next: number } {
  let cell = ''
  let next = start + 1
  for (;;) {
    const quote = text.indexOf('"', next)
    if (quote < 0) return { cell: cell + text.slice(next), next: text.length }
    cell += text.slice(next, quote)
    if (text[quote + 1] !== '"') return { cell, next: quote + 1 }
    cell += '"'
    next = quote + 2
  }
}
