import { safeText } from '../../text/text-width'
import { textPixels } from '../theme/letters'

const LONGEST = 160

// XML, and so SVG, has no such characters.
const NOT_IN_XML = /[\ufffe\uffff]/g

/** A text from a run as pictures show it: on one line, without what steers or hides, and not longer than anybody reads. */
export function shownText(text: string, longest = LONGEST): string {
  return text === '' ? '""' : unlikeMember(safeText(text, longest).replace(NOT_IN_XML, '\ufffd'))
}

/** A text that is a number with the minus that Vega's axes have, in place of a hyphen. */
export function withMinus(text: string): string {
  return text.replace(/^-(?=\d)/, '\u2212')
}

/** Vega fails on a title that is the name of a member of all objects, such as `constructor`. */
function unlikeMember(text: string): string {
  return text in Object.prototype ? `${text} ` : text
}

/** Shows texts, each different one as a different text, though they may differ in what is not shown only. */
export function distinctTexts(): (text: string) => string {
  const shown = new Map<string, string>()
  const taken = new Set<string>()
  return (text) => {
    const known = shown.get(text)
    if (known !== undefined) return known
    const plain = shownText(text)
    let distinct = plain
    for (let count = 2; taken.has(distinct); count += 1) distinct = `${plain} (${count})`
    shown.set(text, distinct)
    taken.add(distinct)
    return distinct
  }
}

/** A text in lines of at most so many pixels, broken between words, and within one that is longer. */
export function brokenLines(text: string, pixels: number, size: number, weight: 'normal' | 'bold'): string[] {
  const fits = (some: string) => textPixels(some, size, weight) <= pixels
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((each) => shortWords(each, fits))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && !fits(longer)) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].map(unlikeMember)
}

function shortWords(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word]
  const words: string[] = []
  let part = ''
  for (const letter of word) {
    if (part !== '' && !fits(part + letter)) {
      words.push(part)
      part = ''
    }
    part += letter
  }
  return [...words, part]
}
