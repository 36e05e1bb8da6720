/** Tables for the tests of exports. */
import type { Cell, CellKind, Column, ColumnType, Sheet } from '../../../src/catalog/sheet'

const kindOf = (cell: Cell): CellKind | undefined => {
  if (cell === undefined) return undefined
  if (cell === null) return 'null'
  if (typeof cell === 'object') return 'json'
  return typeof cell === 'string' ? 'text' : (typeof cell as 'number' | 'boolean')
}

/** A table of columns, each typed by its values. */
export function sheetOf(values: Readonly<Record<string, readonly Cell[]>>): Sheet {
  return sheetOfColumns(Object.entries(values))
}

/** A table of named columns, whose names may repeat. */
export function sheetOfColumns(entries: readonly (readonly [name: string, cells: readonly Cell[]])[]): Sheet {
  const [, first = []] = entries[0] ?? []
  return {
    columns: entries.map(([name, cells]) => columnOf(name, cells)),
    rows: first.map((_, at) => entries.map(([, cells]) => cells[at])),
  }
}

function columnOf(name: string, cells: readonly Cell[]): Column {
  const kinds: Partial<Record<CellKind, number>> = {}
  for (const kind of cells.map(kindOf)) if (kind !== undefined) kinds[kind] = (kinds[kind] ?? 0) + 1
  const types = Object.keys(kinds).filter((kind) => kind !== 'null')
  const type = types.length > 1 ? 'mixed' : ((types[0] ?? 'empty') as ColumnType)
  return { name, type, kinds, missing: cells.filter((cell) => cell === undefined).length }
}

/** Four rows of all that is awkward to take elsewhere. */
export const AWKWARD = {
  whole: [1, -2, 3, 2 ** 53 - 1],
  'whole.missing': [1, undefined, 2 ** 31 + 1, null],
  negative: [-0.5, -1e-7, -2, 0.1],
  fraction: [0.1 + 0.2, 5e-324, 1.7976931348623157e308, undefined],
  special: [NaN, Infinity, -Infinity, undefined],
  large: [1e20, 2 ** 63, -1, 2 ** 53],
  flag: [true, false, true, false],
  'flag.missing': [true, undefined, null, false],
  text: ['comma, "quote"', 'line\nbreak\r\nand | pipe', '😀 ünï', ' spaces '],
  'text.missing': ['Adam', undefined, null, 'a\u2028b'],
  formula: ['=1+1', '@SUM(A1)', '-5', "-2+3+cmd|' /C calc'!A0"],
  json: [[64, 32], { a: [NaN, null], 'b"': '\u2028' }, undefined, null],
  mixed: [1, 'two', [3], false],
  empty: [undefined, null, undefined, null],
  '=name, "quoted"': ['a', 'b', 'c', 'd'],
} as const satisfies Record<string, readonly Cell[]>
