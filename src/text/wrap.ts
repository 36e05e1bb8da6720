import { firstColumns, textWidth } from './text-width'

/**
 * A text on lines of at most so many columns, broken between words, and within a word that is longer. All lines but the first
 * begin with `indent`.
 */
export function wrappedText(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  let line = ''
  let isEmpty = true
  for (const word of text.split(' ').filter((each) => each !== '')) {
    let rest = word
    if (!isEmpty && textWidth(line) + 1 + textWidth(rest) > width) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    if (!isEmpty) line += ' '
    while (textWidth(line) + textWidth(rest) > width) {
      // A character that is wider than all there is stands alone.
      const part = firstColumns(rest, width - textWidth(line)) || [...rest][0]!
      lines.push(line + part)
      line = indent
      rest = rest.slice(part.length)
    }
    line += rest
    isEmpty = false
  }
  return isEmpty ? lines : [...lines, line]
}
