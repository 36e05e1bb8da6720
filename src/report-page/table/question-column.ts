import { getAt, isIndex } from '../../params/path'
import type { Cell } from '../../catalog/sheet'
import type { Column, Report } from '../data/report'

/** Longer names of columns, and the part in which the rest of the name is looked for. */
const LONGER: readonly (readonly [beginning: string, part: Column['part']])[] = [
  ['params.', 'param'],
  ['metrics.', 'metric'],
]

/** What reads a column that a question names, which may name it in full (`params.lr`), or an element of a list (`layers.0`). */
export function questionColumn(name: string, report: Report): ((run: number) => Cell) | undefined {
  return columnNamed(name, report)?.at ?? elementReader(name, report)
}

function columnNamed(name: string, { find }: Report): Column | undefined {
  const found = find(name)
  if (found !== undefined) return found
  const longer = LONGER.find(([beginning]) => name.startsWith(beginning))
  if (longer === undefined) return undefined
  const [beginning, part] = longer
  const rest = find(name.slice(beginning.length))
  return rest?.part === part ? rest : undefined
}

function elementReader(name: string, report: Report): ((run: number) => Cell) | undefined {
  const dot = name.lastIndexOf('.')
  const index = name.slice(dot + 1)
  const list = dot > 0 && isIndex(index) ? columnNamed(name.slice(0, dot), report) : undefined
  if (list === undefined || !list.values.some(Array.isArray)) return undefined
  return (run) => {
    const cell = list.at(run)
    return cell === undefined ? undefined : getAt(cell, [index])
  }
}
