import { createHash } from 'node:crypto'
import { pageHtml } from '../../../src/plot/report/page-html'
import type { ReportData } from '../../../src/plot/report/payload'

const DATA: ReportData = {
  ...{ format: 1, title: 'Digits', made: '2026-01-05T08:00:00.000Z', version: '0.1.0', runs: 0 },
  ...{ columns: [], monitor: null, modes: {}, overview: [], curves: [], importance: {}, problems: [] },
}
const FILES = { script: 'start("Grün")', style: 'p{color:red}' }

const htmlOf = (data: Partial<ReportData>) => pageHtml({ ...DATA, ...data }, FILES)
const jsonIn = (html: string) =>
  /<script type="application\/json" id="exman-data">(.*)<\/script>/.exec(html)![1]!

test('the page holds its one script and its one style, and a policy that lets nothing else run or load', () => {
  const html = htmlOf({})
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64')
  const policy = /<meta http-equiv="Content-Security-Policy" content="(.*)">/.exec(html)![1]
  expect(policy!.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${digest(FILES.script)}'`,
    `style-src 'sha256-${digest(FILES.style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'))
  expect(html).toContain(`<script>${FILES.script}</script>`)
  expect(html).toContain(`<style>${FILES.style}</style>`)
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/)
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
  expect(html).toContain('<meta name="referrer" content="no-referrer">')
  expect(html).toContain('<div id="page"></div>')
  expect(html).toMatch(/<noscript>.*JavaScript.*<\/noscript>/)
})

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>&amp;&lt;',
  'a\u2028b\u2029c',
  '\ud800 alone \udc00',
  '"\\"\\u003c',
  '\0\r\n\t',
])('%j in the data stands there as no character of HTML, and is read back as it was', (text) => {
  const json = jsonIn(
    htmlOf({ problems: [text], columns: [{ name: text, part: 'param', type: 'text', values: [text] }] }),
  )
  expect(json).not.toMatch(/[<>&\0\r\n\u2028\u2029\ud800-\udfff]/)
  expect(JSON.parse(json)).toMatchObject({ problems: [text], columns: [{ name: text, values: [text] }] })
})

test.each([
  ['</title><script>alert(1)</script>', '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['Tom & Jerry &lt;', 'Tom &amp; Jerry &amp;lt;'],
  ['\ud800x\0y😀', '\ufffdx\ufffdy😀'],
])('the title %j is written as %j', (title, written) => {
  expect(htmlOf({ title })).toContain(`<title>${written}</title>`)
})

test('keys that are named as what each object has stay keys', () => {
  const modes = Object.fromEntries([
    ['__proto__', 'min'],
    ['constructor', 'max'],
  ] as const)
  expect(jsonIn(htmlOf({ modes }))).toContain('"modes":{"__proto__":"min","constructor":"max"}')
})
