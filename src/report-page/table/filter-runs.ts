import { columnsOf } from '../../catalog/query/columns'
import { parseQuery } from '../../catalog/query/parse'
import { predicate } from '../../catalog/query/predicate'
import { unknownColumn } from '../../catalog/query/unknown-column'
import type { Cell } from '../../catalog/sheet'
import { QueryError } from '../../errors'
import type { Report } from '../data/report'
import { questionColumn } from './question-column'
import { wordTest } from './word-test'

/** What a filter means: a test of a run, or why it cannot be read. */
export type Filter = { readonly holds: (run: number) => boolean } | { readonly problem: string }

const QUOTED = /"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`/g

/** Signs and words that stand in questions only. */
const ASKS = /[=<>~]|\bis\s+(?:not\s+)?missing\b|\bin\s*[([]/i

/** Reads what stands in the filter field: a question such as `lr < 0.01`, or words that stand in the texts of a run. */
export function readFilter(text: string, report: Report): Filter {
  if (text.trim() === '') return { holds: () => true }
  if (!ASKS.test(text.replace(QUOTED, ''))) return { holds: wordTest(text, report) }
  try {
    return { holds: questionTest(text, report) }
  } catch (error) {
    if (error instanceof QueryError) return { problem: error.message }
    throw error
  }
}

function questionTest(text: string, report: Report): (run: number) => boolean {
  const query = parseQuery(text)
  const readers = new Map<string, (run: number) => Cell>()
  for (const name of columnsOf(query)) {
    const reader = questionColumn(name, report)
    if (reader === undefined) throw unknownColumn(name, namesIn(report), { text })
    readers.set(name, reader)
  }
  return predicate(
    query,
    (name: string) => readers.get(name)!,
    (name) => (name === 'marks' ? marksOf(report) : undefined),
  )
}

// What users have named stands in front, as in the hints of `exman ls`.
function namesIn({ columns }: Report): string[] {
  const [fields, named] = [true, false].map((isField) =>
    columns.filter(({ part }) => (part === 'field') === isField).map(({ name }) => name),
  )
  return [...named!, ...fields!]
}

/** A run may have several marks; a question is held against each, and against the list of all. */
function marksOf({ find }: Report): (run: number) => readonly Cell[] {
  return (run) => {
    const cell = find('marks')?.at(run)
    if (typeof cell !== 'string') return []
    const marks = cell.split(', ')
    return [...marks, marks]
  }
}
