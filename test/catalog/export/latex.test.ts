import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { latexText } from '../../../src/catalog/export/latex'
import { scratch } from '../../faults/scratch'
import { describeSkipped } from '../../skipped'
import { AWKWARD, sheetOf } from './sheets'

const cellFor = (text: string): string =>
  latexText(sheetOf({ a: [text] }))
    .split('\n')[5]!
    .replace(/ \\\\$/, '')

test('a tabular with the rules of booktabs, columns of numbers to the right', () => {
  const sheet = sheetOf({
    id: ['a_1', 'b'],
    val_loss: [-0.25, NaN],
    epochs: [undefined, 7],
    note: [null, ''],
  })
  expect(latexText(sheet)).toBe(
    String.raw`% \usepackage{booktabs}
\begin{tabular}{lrrl}
\toprule
id & val\_loss & epochs & note \\
\midrule
a\_1 & -0.25 & -- & -- \\
b & NaN & 7 &  \\
\bottomrule
\end{tabular}
`,
  )
})

const TEXTS: [text: string, escaped: string][] = [
  ['\\', '\\textbackslash{}'],
  ['{a} $b$ c&d #1 50% x_y', '\\{a\\} \\$b\\$ c\\&d \\#1 50\\% x\\_y'],
  ['^~', '\\textasciicircum{}\\textasciitilde{}'],
  ['<a>|', '\\textless{}a\\textgreater{}\\textbar{}'],
  ['"a"', '\\symbol{34}a\\symbol{34}'],
  ['`a`', '\\textasciigrave{}a\\textasciigrave{}'],
  ['--- -', '-{}-{}- -'],
  [",, ''", ",{}, '{}'"],
  ['[64]*', '{[}64{]}{*}'],
  ['\\input{/etc/passwd}', '\\textbackslash{}input\\{/etc/passwd\\}'],
  ['a\nb\r\nc\td', 'a b c d'],
  ['a\0b\u202e\ud800', 'a\\textbackslash{}u0000b\\textbackslash{}u202e\\textbackslash{}ud800'],
  ['ünï 😀', 'ünï 😀'],
]

test.each(TEXTS)('the text %j is %j', (text, escaped) => {
  expect(cellFor(text)).toBe(escaped)
})

test('the infinities are symbols, and numbers are rounded where asked', () => {
  const sheet = sheetOf({ a: [Infinity, -Infinity, 0.123456] })
  expect(latexText(sheet, { digits: 2 })).toMatch(/\$\\infty\$ \\\\\n\$-\\infty\$ \\\\\n0\.12 \\\\/)
})

test('every printable character of ASCII leaves braces and cells as they are', () => {
  const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
  const rows = latexText(sheetOf({ a: ascii, b: ascii }))
    .split('\n')
    .slice(5, 100)
  const bare = rows.map((row) => row.replace(/\\(?:[a-z]+|[{}$&#%_])/g, ''))
  expect(bare.filter((row) => !/ & .* \\\\$/.test(row) || /[$#%_^~]/.test(row))).toEqual([])
  expect(bare.filter((row) => row.replace(/\{[^{}]*\}/g, '').match(/[{}]/))).toEqual([])
  expect(bare.filter((row) => row.match(/&/g)?.length !== 1)).toEqual([])
})

test.each([
  ['no rows', sheetOf({ a: [] }), 'a \\\\\n\\midrule\n\\bottomrule'],
  ['no columns', { columns: [], rows: [[]] }, ''],
])('a table with %s', (_title, sheet, text) => {
  expect(latexText(sheet)).toContain(text)
})

const hasLatex = spawnSync('pdflatex', ['--version']).status === 0
const describeWithLatex = hasLatex
  ? describe
  : (title: string, body: () => void) => describeSkipped(title, 'there is no pdflatex', body)

describeWithLatex('pdflatex', () => {
  test('sets tables of awkward texts without a complaint', () => {
    const dir = scratch()
    // Of Unicode it has few signs.
    const texts = TEXTS.map(([text]) => text.replace(/[^\0-\u017f]/gu, ''))
    const tables = [sheetOf({ a: texts, b: [...texts].reverse() }), asciiOf(AWKWARD)].map((sheet) =>
      latexText(sheet),
    )
    const document = `\\documentclass{article}\\usepackage[utf8]{inputenc}\\usepackage{booktabs}\\begin{document}\n${tables.join('\n')}\\end{document}\n`
    writeFileSync(join(dir, 'a.tex'), document)
    const { status, stdout } = spawnSync('pdflatex', ['-halt-on-error', '-interaction=nonstopmode', 'a.tex'], { cwd: dir, encoding: 'utf8' }) // prettier-ignore
    expect(status === 0 ? '' : stdout).toBe('')
    expect(readFileSync(join(dir, 'a.log'), 'utf8')).not.toMatch(/^!|Missing character/m)
  })
})

function asciiOf(columns: typeof AWKWARD) {
  return sheetOf({ ...columns, text: columns.text.map((text) => text.replace(/[^\0-\u017f]/gu, '')) })
}
