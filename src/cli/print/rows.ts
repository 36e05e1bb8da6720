import { textWidth } from '../../text/text-width'

/** Rows of texts below each other, two blanks in front of each and between its columns; those of `right` stand at the right. */
export function rowsText(
  rows: readonly (readonly string[])[],
  { right }: { right: readonly number[] },
): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, textWidth(cell))
  const line = (row: readonly string[]) =>
    row.map((cell, index) => {
      const blanks = ' '.repeat(widths[index]! - textWidth(cell))
      return right.includes(index) ? blanks + cell : cell + blanks
    })
  return rows.map((row) => `  ${line(row).join('  ')}`.trimEnd() + '\n').join('')
}
