import { createHash } from 'node:crypto'
import type { PageFiles } from './page-files'
import type { ReportData } from './payload'

const HTML_ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * The page as one HTML file. Its policy lets run the one script and hold the one style that stand in it, by their digests, and load
 * nothing; the data is JSON in which no character means anything to HTML.
 */
export function pageHtml(data: ReportData, { script, style }: PageFiles): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="exman ${escapeHtml(data.version)}">
<title>${escapeHtml(data.title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This report needs JavaScript, which is switched off here. It loads nothing from anywhere.</noscript>
<div id="page"></div>
<script type="application/json" id="exman-data">${inertJson(data)}</script>
<script>${script}</script>
</body>
</html>
`
}

function policy(script: string, style: string): string {
  const inlined = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${inlined(script)}`,
    `style-src ${inlined(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // No text can become markup or script, even by a mistake in the page itself.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

// NUL and half a surrogate pair can stand in no HTML.
function escapeHtml(text: string): string {
  return text.replace(/[&<>\0\ud800-\udfff]/gu, (character) => HTML_ENTITIES[character] ?? '\ufffd')
}

/** JSON that says the same, and holds nothing that could end its element or begin another. */
function inertJson(value: unknown): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escape)
}
