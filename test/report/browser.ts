/** The real browser in which the tests look at reports: it opens a file, and notes whatever a page should not do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { describeSkipped } from '../skipped'
import { CHROMIUM, FLAGS } from './chromium'

// On a busy machine a browser takes its time; what a test waits for in vain is told by name long before.
jest.setTimeout(120_000)

/** Like jest's `describe`, for tests in a browser; skipped by name where there is no Chromium. */
export function describeInBrowser(title: string, body: () => void): void {
  if (CHROMIUM === undefined) describeSkipped(title, 'there is no Chromium', body)
  else describe(title, body)
}

/** What a page has done that it should not. Each list is empty for a good page. */
export interface Misdeeds {
  /** Texts of dialogs that were opened. */
  dialogs: string[]
  /** Errors that nobody caught. */
  errors: string[]
  /** What stands in the console as an error or a warning. */
  complaints: string[]
  /** What the page's policy has kept it from. */
  violations: string[]
  /** What was asked for besides the file itself. */
  requests: string[]
  /** Other pages that were opened, and places that this one went to. */
  places: string[]
  /** Marks that a script from the data has left in `window.__xss`. */
  scripts: string[]
}

/** An open page, and what it has done so far that it should not. */
export interface Opened {
  page: Page
  /** What it has done until now. */
  misdeeds: () => Promise<Misdeeds>
}

/** Runs in each page before its own scripts. */
const NOTE_VIOLATIONS = `
  window.__violations = []
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    window.__violations.push(violatedDirective + ': ' + blockedURI + ' ' + sample))
`

let browser: Browser | undefined
let folder: string | undefined

/** How a page is opened: options of the browser, and these. */
export interface Opening extends BrowserContextOptions {
  /** What stands behind the address, with its `#`. */
  hash?: string
  /** A script that runs before those of the page. */
  before?: string
}

/** Opens a page from its text, as a file. It is closed at the end of the test file. */
export async function openHtml(html: string, opening: Opening = {}): Promise<Opened> {
  folder ??= mkdtempSync(join(tmpdir(), 'exman-report-'))
  const path = join(mkdtempSync(join(folder, 'page-')), 'report.html')
  writeFileSync(path, html)
  return openFile(path, opening)
}

/** Opens a page. It is closed at the end of the test file. */
export async function openFile(path: string, opening: Opening = {}): Promise<Opened> {
  if (CHROMIUM === undefined) throw new Error('There is no Chromium.')
  const { hash = '', before = '', ...options } = opening
  browser ??= await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const noted: Misdeeds = {
    ...{ dialogs: [], errors: [], complaints: [], violations: [], requests: [], places: [], scripts: [] },
  }
  const url = pathToFileURL(path).href
  const page = await context.newPage()
  context.on('request', (request) => {
    if (request.url().split('#')[0] !== url) noted.requests.push(request.url())
  })
  context.on('page', (other) => noted.places.push(other.url()))
  page.on('framenavigated', (frame) => {
    if (frame.url().split('#')[0] !== url) noted.places.push(frame.url())
  })
  page.on('dialog', (dialog) => {
    noted.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => noted.errors.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noted.complaints.push(message.text())
  })
  await page.addInitScript({ content: `{${NOTE_VIOLATIONS}${before}}` })
  await page.goto(url + hash)
  return { page, misdeeds: async () => ({ ...noted, ...(await notedInside(page)) }) }
}

function notedInside(page: Page): Promise<Pick<Misdeeds, 'violations' | 'scripts'>> {
  return page.evaluate(
    '({ violations: window.__violations, scripts: "__xss" in window ? [String(__xss)] : [] })',
  )
}

/** What a good page has done that it should not. */
export const NO_MISDEEDS: Misdeeds = {
  ...{ dialogs: [], errors: [], complaints: [], violations: [], requests: [], places: [], scripts: [] },
}

afterAll(async () => {
  await browser?.close()
  browser = undefined
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})
