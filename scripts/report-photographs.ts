import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// As root it has no sandbox; the others keep it from calling home.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]

/** Photographs a report, tab by tab, light and dark, into files of a folder. */
export async function photographReport(report: string, folder: string): Promise<void> {
  const executablePath = BROWSERS.find((path) => existsSync(path))
  const browser = await chromium.launch({
    args: FLAGS,
    ...(executablePath !== undefined && { executablePath }),
  })
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 760 } })
      await page.goto(pathToFileURL(report).href)
      const take = (name: string) =>
        page.screenshot({ path: join(folder, `report-${name}-${colorScheme}.png`) })
      await pickTwo(page)
      await take('runs')
      await openTab(page, 'Plots')
      await take('plots')
      await openTab(page, 'Compare')
      await take('compare')
      await page.close()
    }
  } finally {
    await browser.close()
  }
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
  await page.waitForTimeout(300)
}

/** The best run, and one of another experiment. */
async function pickTwo(page: Page): Promise<void> {
  const header = page.getByRole('button', { name: /^val_acc/ }).first()
  await header.click()
  for (const row of [0, 2]) await page.getByRole('rowgroup').last().getByRole('checkbox').nth(row).check()
}
