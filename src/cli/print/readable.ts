import type { Cell, Column, Sheet } from '../../catalog/sheet'
import { durationText } from '../../text/duration'
import { startedText } from './amounts'
import { rounded } from '../../text/numbers'

/** How fields of a run are shown to people; other programs get them as they are. */
const SHOWN: Readonly<Record<string, { name: string; text: (cell: Cell) => string }>> = {
  seconds: { name: 'trained', text: (cell) => durationText(cell as number) },
  started: { name: 'started', text: (cell) => startedText(cell as string) },
}

/** Digits of what was calculated from several runs, in which all digits differ. */
const DIGITS = 5

/** A table with times, places and averages as people read them. */
export function readable({ columns, rows }: Sheet): Sheet {
  const shown = columns.map(({ name }, index) => {
    if (name === 'root') return { name, text: shortest(rows.map((row) => row[index] as string)) }
    return Object.hasOwn(SHOWN, name) ? SHOWN[name] : undefined
  })
  return {
    columns: columns.map((column, index) =>
      shown[index] === undefined ? column : asText(column, shown[index].name),
    ),
    rows: rows.map((row) =>
      row.map((cell, index) => {
        if (cell === undefined) return cell
        return shown[index] === undefined ? average(cell, columns[index]!) : shown[index].text(cell)
      }),
    ),
  }
}

/** The last names of a path, as many as tell the different paths apart. */
function shortest(paths: readonly string[]): (cell: Cell) => string {
  const different = [...new Set(paths)]
  const tail = (path: string, names: number) => path.split(/[\\/]/).slice(-names).join('/')
  let names = 1
  const isEnough = () => new Set(different.map((path) => tail(path, names))).size === different.length
  while (names < 50 && !isEnough()) names++
  return (cell) => tail(cell as string, names)
}

function average(cell: Exclude<Cell, undefined>, { name }: Column): Cell {
  const isAverage = typeof cell === 'number' && (name.endsWith('.mean') || name.endsWith('.std'))
  return isAverage ? rounded(cell, DIGITS) : cell
}

function asText(column: Column, name: string): Column {
  const { missing, kinds } = column
  return {
    name,
    type: 'text',
    kinds: { text: Object.values(kinds).reduce((sum, count) => sum + count, 0) },
    missing,
  }
}
