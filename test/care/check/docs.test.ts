/** docs/care.md explains the codes of findings: here the two are compared, both ways. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FINDINGS } from '../../../src'

const page = readFileSync(join(__dirname, '../../../docs/care.md'), 'utf8')

/** The rows of the table of codes: each with what it means. */
const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|/gm)].map(([, code, meaning]) => [code, meaning])

test('docs/care.md has a row for each code of a finding, with the sentence that says what it means, and no other', () => {
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Object.entries(FINDINGS).map(([code, { meaning }]) => [code, meaning])),
  )
  expect(rows).toHaveLength(Object.keys(FINDINGS).length)
})
