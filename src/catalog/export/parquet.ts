import type { Cell, Column, Sheet } from '../sheet'
import { cellText } from './cell-text'
import { loadParquetPackage } from './parquet-package'

type ParquetType = 'BOOLEAN' | 'INT64' | 'DOUBLE' | 'STRING'
type ParquetValue = boolean | bigint | number | string | null

interface ParquetColumn {
  name: string
  type: ParquetType
  data: ParquetValue[]
}

/**
 * A table as a Parquet file, which needs the package hyparquet-writer. Whole numbers are INT64 where all of a column are safe
 * integers, other numbers DOUBLE with NaN and the infinities as they are; lists and objects are JSON in a STRING, and so are the
 * values of a mixed column, each as text. A missing value and null are null, so that NaN is told from them; a column
 * without values is a STRING.
 *
 * @throws EXMAN_PACKAGE_MISSING when hyparquet-writer cannot be found
 */
export async function parquetBytes(sheet: Sheet): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await loadParquetPackage()
  const names = distinctNames(sheet.columns)
  const columnData = sheet.columns.map((column, at) => {
    const cells = sheet.rows.map((row) => row[at])
    return { name: names[at]!, ...parquetColumn(column, cells) }
  })
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'exman' }))
}

function parquetColumn({ type }: Column, cells: readonly Cell[]): Omit<ParquetColumn, 'name'> {
  const filled = (value: (cell: NonNullable<Cell>) => ParquetValue) =>
    cells.map((cell) => (cell === undefined || cell === null ? null : value(cell)))
  switch (type) {
    case 'number':
      return isWhole(cells)
        ? { type: 'INT64', data: filled((cell) => BigInt(cell as number)) }
        : { type: 'DOUBLE', data: filled((cell) => cell as number) }
    case 'boolean':
      return { type: 'BOOLEAN', data: filled((cell) => cell as boolean) }
    default:
      return { type: 'STRING', data: filled((cell) => cellText(cell)) }
  }
}

function isWhole(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === undefined || cell === null || Number.isSafeInteger(cell))
}

// The package finds the type of a column by its name. As in pandas, a second `a` is `a.1`.
function distinctNames(columns: readonly Column[]): string[] {
  const taken = new Set<string>()
  return columns.map(({ name }) => {
    let distinct = name
    for (let count = 1; taken.has(distinct); count++) distinct = `${name}.${count}`
    taken.add(distinct)
    return distinct
  })
}
