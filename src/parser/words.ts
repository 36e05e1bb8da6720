import { ArgumentTypeError } from 'argparse'
import { showText } from '../params/show'

const TRUE = ['yes', 'y', 'true', 't', 'on', '1']
const FALSE = ['no', 'n', 'false', 'f', 'off', '0']

/** The truth a word tells, in any case: yes, y, true, t, on, 1; no, n, false, f, off, 0. Throws argparse's ArgumentTypeError. */
export function boolWord(text: string): boolean {
  const word = text.toLowerCase()
  if (TRUE.includes(word)) return true
  if (FALSE.includes(word)) return false
  const instead = 'use yes or no, true or false, on or off, 1 or 0'
  throw new ArgumentTypeError(`invalid bool value: '${showText(text)}' (${instead})`)
}
