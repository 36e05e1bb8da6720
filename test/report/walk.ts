/** Goes through all of a report, whatever there is: each tab, button, choice, field, run and picture. */
import type { Locator, Page } from 'playwright-core'
import { painted } from './until'

/** Of many choices of a kind so many are taken, evenly spread. */
const SOME = 6

/** Goes through the page as it is open, with these texts in each field. */
export async function walk(page: Page, texts: readonly string[]): Promise<void> {
  for (const summary of await page.locator('header summary').all()) await summary.click()
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await openMenus(page)
    await scrollThrough(page)
    await pressButtons(page)
    await chooseOptions(page)
    await pointAtPictures(page)
    await fillFields(page, texts)
  }
}

/** Opens some of the runs of the table in turn, with the pictures in its panel, and picks them. */
export async function openRuns(page: Page): Promise<void> {
  await page.getByRole('tab').first().click()
  const rows = page.locator('tr[data-run]')
  const [first] = await rows.all()
  await first!.focus()
  const count = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
  for (let row = 0; row < count; row += 3) {
    await page.keyboard.press('Enter')
    if (row === 0) await pointAtPictures(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press(' ')
    for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown')
  }
}

async function openMenus(page: Page): Promise<void> {
  for (const summary of await page.locator('#tab-panel summary:visible').all()) {
    await summary.click()
    const all = page.getByRole('button', { name: 'All', exact: true })
    if ((await all.count()) > 0) await all.click()
  }
  await page.keyboard.press('Escape')
}

async function scrollThrough(page: Page): Promise<void> {
  const box = page.locator('.table-box')
  if ((await box.count()) === 0) return
  for (const place of [0, 0.25, 0.5, 0.75, 1]) {
    await box.evaluate((element: { scrollTop: number; scrollLeft: number }, share) => {
      element.scrollTop = share * 2000
      element.scrollLeft = share * 40_000
    }, place)
    await painted(page)
  }
}

async function pressButtons(page: Page): Promise<void> {
  const buttons = await page.locator('#tab-panel button:visible').all()
  for (const button of some(buttons, 4 * SOME)) {
    await ifReached(button, () => button.click())
    await page.keyboard.press('Escape')
  }
}

async function chooseOptions(page: Page): Promise<void> {
  for (const select of await page.locator('#tab-panel select:visible').all()) {
    const values = await select
      .locator('option')
      .evaluateAll((options: { value: string }[]) => options.map(({ value }) => value))
    for (const value of some(values, SOME)) {
      await ifReached(select, () => select.selectOption(value))
    }
  }
}

async function pointAtPictures(page: Page): Promise<void> {
  for (const picture of some(await page.locator('svg:visible').all(), SOME)) {
    const [drawn] = await picture.elementHandles()
    await drawn?.scrollIntoViewIfNeeded()
    const box = await drawn?.boundingBox()
    if (box == null) continue
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      await page.mouse.move(box.x + box.width * share, box.y + box.height * share)
    }
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }
  for (const slider of some(await page.getByRole('slider').all(), SOME)) {
    await ifReached(slider, () => slider.focus())
    for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'End', 'Enter']) {
      await page.keyboard.press(key)
    }
  }
}

async function fillFields(page: Page, texts: readonly string[]): Promise<void> {
  for (const field of await page
    .locator('#tab-panel input:visible:not([type=checkbox]):not([type=range])')
    .all()) {
    for (const text of texts) {
      await ifReached(field, () => field.fill(text))
    }
    const option = page.getByRole('option').first()
    if ((await option.count()) > 0 && (await option.isVisible()))
      await ifReached(option, () => option.click())
    else await ifReached(field, () => field.fill(''))
  }
}

function some<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most)
  return Array.from({ length: Math.min(most, list.length) }, (_, at) => list[Math.floor(at * step)]!)
}

/** Whether an element, once in sight, can be seen and used, and nothing lies over its middle. */
const IS_REACHED = `(element) => {
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return found !== null && element.contains(found)
}`

/** Does something with an element: what was pressed before may have taken it away, or lie over it. */
async function ifReached(element: Locator, step: () => Promise<unknown>): Promise<void> {
  const [handle] = await element.elementHandles()
  if (handle !== undefined && (await handle.evaluate<boolean>(IS_REACHED))) await step()
}
