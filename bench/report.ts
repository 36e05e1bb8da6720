// Reports of many runs: how large the file is, how long a cold process takes to write it, and how long a browser to show it.
import { execFileSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { CHROMIUM, FLAGS } from '../test/report/chromium'
import { REPETITIONS, spreadOf } from './measure'
import { inNewFolder } from './place'
import { isQuick } from './quick'
import { inUnit, remark, tell, tellNumber } from './result'
import { keyedTree } from './tree'

const EPOCHS = isQuick ? 5 : 100
const command = join(__dirname, '..', 'dist/cli/main.js')

/** Notes when the first row of the table was painted, in seconds since the page was asked for. */
const NOTE_FIRST_ROW = `
new MutationObserver((_, observer) => {
  if (document.querySelector('tr[data-run]') === null) return
  observer.disconnect()
  requestAnimationFrame(() => setTimeout(() => (window.__firstRow = performance.now() / 1000)))
}).observe(document, { subtree: true, childList: true })`

interface Limits {
  megabytes: number
  seconds: number
}

async function measure(folder: string, runs: number, limits: Limits | undefined): Promise<void> {
  const root = join(folder, `experiments-${runs}`)
  const output = join(folder, `report-${runs}.html`)
  const what = `a report of ${runs.toLocaleString('en')} runs`
  keyedTree(root, runs, EPOCHS)
  const write: number[] = []
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    rmSync(join(root, '.exman/cache'), { recursive: true, force: true })
    const start = performance.now()
    execFileSync(process.execPath, [command, 'report', '--root', root, '-o', output], { stdio: 'pipe' })
    write.push((performance.now() - start) / 1000)
  }
  const megabytes = statSync(output).size / 1e6
  tell({
    ...{ name: `${what}, as a file`, subject: `${megabytes.toFixed(2)} MB`, floor: '', outcome: '' },
    limit: limits === undefined ? '' : `${limits.megabytes} MB`,
    isHeld: limits === undefined ? null : megabytes <= limits.megabytes,
  })
  tellSeconds(`${what}, written by a cold process, no cache`, write, limits)
  if (CHROMIUM === undefined) return
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  try {
    const { rows, plots, anew } = await opened(browser, output)
    tellSeconds(`${what}, until a browser shows the first row`, rows, limits)
    tellNumber(`${what}, until the plots are drawn, from the click on`, inUnit(plots, 's', 2))
    tellNumber(`${what}, until the curves have another scale`, inUnit(anew, 's', 2))
  } finally {
    await browser.close()
  }
}

/** How long it takes until the table and, after a click, the plots are there, and until curves are drawn anew. */
async function opened(browser: Browser, path: string): Promise<Record<'rows' | 'plots' | 'anew', number[]>> {
  const times = { rows: [] as number[], plots: [] as number[], anew: [] as number[] }
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const page = await browser.newPage()
    await page.addInitScript({ content: NOTE_FIRST_ROW })
    await page.goto(pathToFileURL(path).href)
    await page.waitForFunction('window.__firstRow')
    times.rows.push(await page.evaluate<number>('window.__firstRow'))
    times.plots.push(
      await page.evaluate<number>(`new Promise((done, fail) => {
        setTimeout(fail, 30_000, new Error('There are no plots.'))
        const start = performance.now()
        document.getElementById('tab-plots').click()
        const look = () => document.querySelector('#tab-panel canvas') === null
          ? requestAnimationFrame(look)
          : requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000)))
        look()
      })`),
    )
    times.anew.push(
      await page.evaluate<number>(`new Promise((done) => {
        const select = document.querySelectorAll('.chart-curves select')[1]
        const start = performance.now()
        select.value = 'log'
        select.dispatchEvent(new Event('change', { bubbles: true }))
        requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000)))
      })`),
    )
    await page.close()
  }
  return times
}

function tellSeconds(name: string, times: readonly number[], limits: Limits | undefined): void {
  tell({
    ...{ name, subject: inUnit(times, 's', 2), floor: '', outcome: '' },
    limit: limits === undefined ? '' : `${limits.seconds} s`,
    isHeld: limits === undefined ? null : spreadOf(times).median <= limits.seconds,
  })
}

async function main(): Promise<void> {
  if (CHROMIUM === undefined) remark('Reports were opened in no browser: there is no Chromium.')
  await inNewFolder(async (folder) => {
    await measure(folder, isQuick ? 100 : 1000, { megabytes: 2, seconds: 2 })
    await measure(folder, isQuick ? 200 : 10_000, undefined)
  })
}

void main()
