import type stringWidth from 'string-width'
import { showText } from '../params/show'

// All of width 1. The full measure is slow.
const PLAIN = /^[ -~…]*$/

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  return PLAIN.test(text) ? text.length : measure()(text)
}

/** A text cut to a width, with `…` in place of what is cut. */
export function cutText(text: string, width: number, mark = '…'): string {
  // A text is never wider than two columns a unit, which spares the measure.
  if (text.length * 2 <= width || textWidth(text) <= width) return text
  const room = width - mark.length
  if (room < 0) return ''
  return `${PLAIN.test(text) ? text.slice(0, room) : firstColumns(text, room)}${mark}`
}

/** A text on one line, cut to a width, in which nothing is left that could steer a terminal. */
export function safeText(text: string, width = Infinity): string {
  // What lies far beyond the cut is not looked at: a cell may hold a whole file.
  const units = 4 * width + 16
  if (text.length <= units) return cutText(showText(text, Infinity), width)
  return cutText(`${showText(wholeHead(text, units), Infinity)}…`, width)
}

/** The lines of a text, each as `safeText` has it. */
export function safeLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => safeText(line))
}

function wholeHead(text: string, units: number): string {
  return text.slice(0, units).replace(/[\ud800-\udbff]$/, '')
}

/** Loaded on first use: with what node knows of languages below, it takes as long as all that is needed for plain text. */
function measure(): typeof stringWidth {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import on first use
  return require('string-width') as typeof stringWidth
}

let graphemes: Intl.Segmenter | undefined

/** As much of the beginning of a text as takes so many columns at most. */
export function firstColumns(text: string, width: number): string {
  const kept: string[] = []
  let room = width
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of graphemes.segment(text)) {
    room -= textWidth(segment)
    if (room < 0) break
    kept.push(segment)
  }
  return kept.join('')
}
