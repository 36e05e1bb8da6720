import { chunksOf, joined } from './chunks'
import { jsonLine } from './json-line'

/** Records as a JSON array, one record to a line. */
export function jsonArray(rows: Iterable<object>): string {
  return joined(jsonArrayChunks(rows))
}

/** Records as a JSON array, in chunks for a file. */
export function jsonArrayChunks(rows: Iterable<object>): Generator<string> {
  return chunksOf(arrayPieces(rows))
}

/** Records as NDJSON (JSON Lines): one record to a line, each a JSON text of its own. */
export function ndjson(rows: Iterable<object>): string {
  return joined(ndjsonChunks(rows))
}

/** Records as NDJSON, in chunks for a file. */
export function ndjsonChunks(rows: Iterable<object>): Generator<string> {
  return chunksOf(lines(rows))
}

function* lines(rows: Iterable<object>): Generator<string> {
  for (const row of rows) yield `${jsonLine(row)}\n`
}

function* arrayPieces(rows: Iterable<object>): Generator<string> {
  let before = '[\n'
  for (const row of rows) {
    yield before + jsonLine(row)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
