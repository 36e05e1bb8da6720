import { extname } from 'node:path'

/** Each format that a table can be exported in, with the endings of its files, the usual one first. */
export const EXPORT_FORMATS = {
  json: ['.json'],
  ndjson: ['.ndjson', '.jsonl'],
  csv: ['.csv'],
  markdown: ['.md', '.markdown'],
  latex: ['.tex'],
  parquet: ['.parquet'],
} as const satisfies Record<string, readonly string[]>

/** The name of a format. */
export type ExportFormat = keyof typeof EXPORT_FORMATS

/** The format that the ending of a file's name stands for, in letters of either case; `undefined` for any other ending. */
export function formatOfFile(path: string): ExportFormat | undefined {
  const ending = extname(path).toLowerCase()
  const formats = Object.entries(EXPORT_FORMATS) as [ExportFormat, readonly string[]][]
  return formats.find(([, endings]) => endings.includes(ending))?.[0]
}
