/** The report of a tree, as it is opened, read, sorted, filtered and clicked through. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { keyedTree } from '../../bench/tree'
import { openRuns, reportHtml, type RunTable } from '../../src'
import { readPageFiles } from '../../src/plot/report/page-files'
import { scratch } from '../faults/scratch'
import { describeInBrowser, NO_MISDEEDS, openHtml } from './browser'
import { until } from './until'

let runs: RunTable

beforeAll(async () => {
  const root = join(scratch(), 'digits')
  keyedTree(root, 1000, 100)
  runs = await openRuns(root)
})

test('the script and the style of the page hold nothing that ends their elements, or that HTML reads otherwise', () => {
  const { script, style } = readPageFiles()
  expect(script).not.toMatch(/<\/script|<!--|[\r\0]/i)
  expect(style).not.toMatch(/<\/style|<!--|@import|url\((?!data:)|[\r\0]/i)
})

test('a report of 1,000 runs and 100 epochs takes less than 2 MB, and is the same but for when it was made', async () => {
  const begun = Date.now()
  const [first, second] = [await reportHtml(runs), await reportHtml(runs)]
  expect(Buffer.byteLength(first)).toBeLessThan(2e6)
  const made = /"made":"(.*?)"/
  expect(second.replace(made, '')).toBe(first.replace(made, ''))
  expect(Date.parse(made.exec(first)![1]!)).toBeGreaterThanOrEqual(begun)
  expect(first).not.toContain(scratch().split('/').slice(0, -1).join('/'))
})

test.each([[{ title: '' }], [{ title: 7 }], [{ onProgress: 1 }], [{ titel: 'x' }]])(
  'the options %j are refused',
  async (options) => {
    await expect(reportHtml(runs, options as object)).rejects.toThrow(/option/)
  },
)

describeInBrowser('the page of a report', () => {
  let page: Page
  let misdeeds: Awaited<ReturnType<typeof openHtml>>['misdeeds']

  const texts = (part: string) => page.locator(part).allTextContents()
  const idsShown = () => texts('tr[data-run] th')
  const tab = (name: string) => page.getByRole('tab', { name }).click()

  beforeAll(async () => {
    ;({ page, misdeeds } = await openHtml(await reportHtml(runs)))
  })
  afterEach(async () => expect(await misdeeds()).toEqual(NO_MISDEEDS))

  test('shows the title, how many runs there are, and the first of them', async () => {
    expect(await page.title()).toBe('digits')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('digits')
    await page.getByText('All 1,000 runs', { exact: true }).waitFor()
    const [first] = await idsShown()
    expect(first).toContain(runs.records[0]!.id)
    // Those out of sight are not drawn.
    expect((await idsShown()).length).toBeLessThan(100)
  })

  test('a click on a column sorts by it, the better values first, and again the other way round', async () => {
    const head = page.getByRole('columnheader', { name: /^val_loss/ }).getByRole('button')
    const byLoss = runs.sortBy('val_loss').records.map(({ id }) => id)
    await head.click()
    expect((await idsShown())[0]).toContain(byLoss[0])
    expect(await page.getByRole('columnheader', { name: /^val_loss/ }).getAttribute('aria-sort')).toBe(
      'ascending',
    )
    await head.click()
    expect((await idsShown())[0]).toContain(runs.sortBy('val_loss', { descending: true }).records[0]!.id)
  })

  test('a question leaves the runs that the catalog finds; one that cannot be read is explained', async () => {
    const field = page
      .getByRole('textbox', { name: 'Filter' })
      .or(page.getByRole('searchbox', { name: 'Filter' }))
    const question = 'val_loss < 0.22 and training.lr = 0.1'
    await field.fill(question)
    const count = runs.where(question).length
    await page.getByText(`${count} of 1,000 runs`).waitFor()
    await field.fill('val_loss <')
    await page
      .locator('#tab-panel')
      .getByText(/cannot|expected|value/i)
      .first()
      .waitFor()
    await field.fill('')
    await page.getByText('All 1,000 runs').waitFor()
  })

  test('columns are chosen in a menu', async () => {
    await page.getByText(/^Columns \(/).click()
    const box = page.getByRole('checkbox', { name: 'started' })
    expect(await box.isChecked()).toBe(false)
    await box.check()
    await page.keyboard.press('Escape')
    expect(await texts('thead th')).toContainEqual(expect.stringContaining('started'))
  })

  test('a run is opened by key, with its parameters and curves, and closed by Escape', async () => {
    await page.locator('tr[data-run]').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary')
    const text = await panel.innerText()
    for (const part of ['training.optimizer', 'val_loss', 'data/train.csv']) expect(text).toContain(part)
    await page.keyboard.press('Escape')
    expect(await panel.count()).toBe(0)
  })

  test('two runs that are picked are compared in what they differ', async () => {
    for (const row of [0, 9]) await page.locator('tr[data-run] input').nth(row).check()
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    const text = await page.getByRole('tabpanel').innerText()
    expect(text).toContain('training.')
    expect(text).not.toContain('activation')
  })

  test('the plots are drawn', async () => {
    await tab('Plots')
    await page.locator('canvas').nth(2).waitFor()
    const inked = await page.evaluate<number[]>(`[...document.querySelectorAll('canvas')].map((canvas) =>
      canvas.width * canvas.height === 0 ? 0 :
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((value, at) => at % 4 === 3 && value > 0).length)`)
    expect(inked.filter((pixels) => pixels > 1000).length).toBeGreaterThanOrEqual(3)
  })

  test('what was chosen stands in the address, and comes back with it', async () => {
    await tab('Runs')
    await page.waitForURL((url) => url.hash.includes('column=started') && !url.hash.includes('tab='))
    await page.reload()
    await page.getByRole('grid').waitFor()
    expect(await texts('thead th')).toContainEqual(expect.stringContaining('started'))
    expect(await page.locator('tr[aria-selected=true]').count()).toBeGreaterThan(0)
  })
})

describeInBrowser('the policy of a page', () => {
  test.each([
    ['markup', 'document.body.innerHTML = "<b>text</b>"', 'TrustedHTML'],
    ['a script', 'document.createElement("script").text = "1"', 'TrustedScript'],
    ['code', 'new Function("return 1")()', 'unsafe-eval'],
  ])('lets no text become %s, not even by a mistake of the page', async (_what, step, why) => {
    const { page, misdeeds } = await openHtml(await reportHtml(runs.take(1)), {
      before: `addEventListener('DOMContentLoaded', () => setTimeout(() => { ${step} }))`,
    })
    await page.getByRole('grid').waitFor()
    // The mistake is made a moment after the page is there.
    await until(async () => {
      const { errors, violations } = await misdeeds()
      return [...errors, ...violations].some((text) => text.includes(why))
    }, `${why} stands in what the page has done`)
  })
})

describeInBrowser('without scripts', () => {
  test('the page says that it needs them', async () => {
    const { page } = await openHtml(await reportHtml(runs.take(1)), { javaScriptEnabled: false })
    expect(await page.locator('body').innerText()).toContain('needs JavaScript')
  })
})
