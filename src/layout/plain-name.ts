import { createHash } from 'node:crypto'
import { show, showText } from '../params/show'

const PLAIN_BYTES = 180
const SAFE_BYTES = 120
const HASH_DIGITS = 32
// Separators of paths, and what Windows takes in no name.
const BARRED = '/\\<>:"|?*'
// Windows opens a device by each of these names, whatever follows a dot.
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/i
// A percent sign is followed by hexadecimal digits or `u` in all other names, so no other text can give these.
const EMPTY = '%empty'
const CUT = '%~'

/**
 * Why a name that a user gives cannot be part of a folder's name, as a clause: `contains "/"`. Undefined when it can, on
 * every system and with room for a number and a moment before it.
 */
export function whyNoPlainName(text: string): string | undefined {
  if (text === '') return 'is empty'
  if (text === '.' || text === '..') return `is ${show(text)}`
  const barred = [...text].find((character) => !isPlain(character))
  if (barred !== undefined) return `contains ${show(barred)}`
  if (isBlank(text[0])) return 'begins with a blank'
  if (isBlank(text.at(-1))) return 'ends with a blank'
  if (text.endsWith('.')) return 'ends with a dot'
  const bytes = Buffer.byteLength(text)
  return bytes > PLAIN_BYTES ? `has ${bytes} bytes, more than ${PLAIN_BYTES}` : undefined
}

/** Whether Windows takes a name for that of a device. */
export function isDeviceName(text: string): boolean {
  return DEVICE.test(text)
}

/**
 * Any text as the name of one folder, readable as far as it can be, of 120 bytes at most: `a/b` is `a%2Fb`. Different
 * texts have different names, also on disks that take composed and decomposed characters for the same; on a disk that does
 * not tell cases apart, `Adam` and `adam` are one.
 */
export function safeName(value: string): string {
  if (value === '') return EMPTY
  const characters = [...value]
  const last = characters.length - 1
  const isKept = (character: string, index: number): boolean =>
    isPlain(character) &&
    character !== '%' &&
    !(index === 0 && (character === '.' || DEVICE.test(value))) &&
    !(index === last && character === '.') &&
    !((index === 0 || index === last) && isBlank(character))
  const pieces = characters.map((character, index) =>
    isKept(character, index) ? character : percent(character),
  )
  const name = pieces.join('')
  // What composes on a disk that normalizes would meet the text that is composed already.
  const isStable = name.normalize() === name
  return cut(isStable ? pieces : pieces.map((piece) => (/^[ -~]/.test(piece) ? piece : percent(piece))))
}

/** The pieces as one name; when they are too many, the first of them and a hash of all. */
function cut(pieces: string[]): string {
  const name = pieces.join('')
  if (Buffer.byteLength(name) <= SAFE_BYTES) return name
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_DIGITS)
  let room = SAFE_BYTES - CUT.length - HASH_DIGITS
  const kept = pieces.findIndex((piece) => (room -= Buffer.byteLength(piece)) < 0)
  return pieces.slice(0, kept).join('') + CUT + hash
}

// What is escaped on a terminal is no part of a name: characters that control, hide or reorder, and halves of characters.
function isPlain(character: string): boolean {
  return !BARRED.includes(character) && showText(character) === character
}

function isBlank(character: string | undefined): boolean {
  return character?.trim() === ''
}

function percent(character: string): string {
  // UTF-8 has no bytes for half of a character.
  if (/[\ud800-\udfff]/u.test(character)) return `%u${character.charCodeAt(0).toString(16).toUpperCase()}`
  return [...Buffer.from(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
}
