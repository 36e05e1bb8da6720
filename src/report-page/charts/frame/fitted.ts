import { textPixels } from '../../../plot/theme/letters'

/** The text, cut where it is wider than so many pixels; `keep` says which end of it counts. */
export function fitted(text: string, width: number, size: number, keep: 'start' | 'end' = 'start'): string {
  if (textPixels(text, size) <= width) return text
  const letters = [...text]
  let [fits, tooMany] = [0, letters.length]
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2)
    if (textPixels(cutTo(letters, count, keep), size) <= width) fits = count
    else tooMany = count
  }
  return cutTo(letters, fits, keep)
}

function cutTo(letters: readonly string[], count: number, keep: 'start' | 'end'): string {
  if (count === 0) return '…'
  return keep === 'start' ? `${letters.slice(0, count).join('')}…` : `…${letters.slice(-count).join('')}`
}
