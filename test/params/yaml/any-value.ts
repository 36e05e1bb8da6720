/** Random values of a record, texts that look like something else among them. */
import * as fc from 'fast-check'
import type { YamlValue } from '../../../src/params/yaml/text'
import { anyCharacter } from '../../any-character'

/** Pieces of what YAML gives a meaning. */
const pieces = fc.constantFrom(
  ...[
    '0',
    '1',
    '9',
    '.',
    ':',
    '-',
    '+',
    '_',
    'e',
    'x',
    'o',
    'inf',
    'nan',
    'on',
    'no',
    'null',
    'true',
    '~',
    '=',
    '<<',
    'T',
    'Z',
  ],
  ...[
    ' ',
    '#',
    '"',
    "'",
    '\\',
    '[',
    '{',
    ',',
    '?',
    '!',
    '&',
    '*',
    '|',
    '>',
    '%',
    '@',
    '`',
    '\n',
    '\t',
    'a',
    'é',
    '😀',
    '---',
    '...',
  ],
)

/** Texts of all characters, and of the pieces above. */
export const anyText = fc
  .oneof(
    fc.string({ unit: anyCharacter, maxLength: 6 }),
    // UTF-16 units, so that surrogates stand alone.
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 3 })
      .map((units) => String.fromCharCode(...units)),
    fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
  )
  .filter((text) => text !== '__proto__')

/** Numbers of all sizes, those without digits too; no -0. */
export const anyNumber = fc
  .oneof(
    fc.double(),
    fc.maxSafeInteger(),
    // Around the powers of ten at which the two languages change their form.
    fc
      .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -30, max: 30 }))
      .map(([digits, power]) => Number(`${digits}e${power}`)),
  )
  .map((number) => (number === 0 ? 0 : number))

/** Any value that a record may hold. */
export const anyValue = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<YamlValue>(null, true, false),
    anyNumber,
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

/** Entries of a record; no two have the same key. */
export const anyEntries = fc.uniqueArray(fc.tuple(anyText, anyValue), {
  maxLength: 6,
  selector: ([key]) => key,
})
