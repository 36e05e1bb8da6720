/** The plots of a report, looked at, pointed at and clicked in a real browser. */
import type { Page } from 'playwright-core'
import { packCurves } from '../src/plot/report/pack-curves'
import { pageHtml } from '../src/plot/report/page-html'
import { readPageFiles } from '../src/plot/report/page-files'
import type { ReportColumn, ReportData } from '../src/plot/report/payload'
import { describeInBrowser, NO_MISDEEDS, openHtml, type Opening } from './report/browser'
import { untilInPage } from './report/until'
import { madeData } from './report-page/made-report'

const each = <T>(count: number, cell: (at: number) => T) => Array.from({ length: count }, (_, at) => cell(at))

/** Runs whose losses are flat lines, the first at 0, the next at 1 and so on; val_loss lies a tenth above. */
function dataOf(runs: number, epochs = 10): ReportData {
  const flat = (by: number) =>
    each(runs, (run) => ({
      ...{ run, first: 1, last: epochs, step: 1 },
      epochs: Float64Array.from(each(epochs, (at) => at + 1)),
      values: new Float64Array(epochs).fill(run + by),
    }))
  const column = (
    name: string,
    part: ReportColumn['part'],
    cells: readonly (string | number | undefined)[],
  ) => ({
    ...{ name, part, type: typeof cells[1] === 'number' ? ('number' as const) : ('text' as const) },
    values: cells.map((cell) => cell ?? null),
    index: cells.map((cell, run) => (cell === undefined ? -1 : run)),
  })
  return madeData([{ name: 'id', cells: [] }], {
    runs,
    columns: [
      column(
        'id',
        'field',
        each(runs, (run) => `run-${run}`),
      ),
      column(
        'val_loss',
        'metric',
        each(runs, (run) => run + 0.1),
      ),
      column(
        'lr',
        'param',
        each(runs, (run) => [0.001, 0.01, 0.1][run % 3]!),
      ),
      column(
        'optimizer',
        'param',
        each(runs, (run) => (run === 0 ? undefined : ['adam', 'sgd'][run % 2]!)),
      ),
    ],
    ...{ monitor: 'val_loss', modes: { loss: 'min', val_loss: 'min' }, overview: ['lr', 'optimizer'] },
    importance: {
      val_loss: [
        { parameter: 'optimizer', correlation: 0.25, low: null, high: null, isSigned: false, n: 4 },
        { parameter: 'lr', correlation: -0.75, low: -0.9, high: -0.5, isSigned: true, n: 12 },
      ],
    },
    curves: packCurves(
      new Map([
        ['loss', flat(0)],
        ['val_loss', flat(0.1)],
      ]),
    ),
  })
}

async function open(data: ReportData, { hash = '#tab=plots', ...opening }: Opening = {}) {
  const opened = await openHtml(pageHtml(data, readPageFiles()), { hash, ...opening })
  await opened.page.locator('.chart-curves canvas').first().waitFor()
  return opened
}

const chart = (page: Page, name: string) => page.locator(`.chart-${name}`)
const slider = (page: Page, name = 'curves') => chart(page, name).getByRole('slider')
const readout = (page: Page, name = 'curves') => chart(page, name).locator('.plot-readout').textContent()
const picture = (page: Page, name = 'curves') => chart(page, name).getByRole('img')
const picked = (page: Page) => page.locator('.charts-head button').allTextContents()

/** The colours of a canvas, those that most pixels have first; what is not drawn on is ''. */
const colors = (page: Page, name: string, layer = 0) =>
  page.evaluate<string[]>(`(() => {
    const canvas = document.querySelectorAll('.chart-${name} canvas')[${layer}]
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    const counts = new Map()
    for (let at = 0; at < data.length; at += 4) {
      const color = data[at + 3] === 0 ? '' : data[at + 3] < 255 ? 'pale' : data.slice(at, at + 3).join(' ')
      counts.set(color, (counts.get(color) ?? 0) + 1)
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([color]) => color)
  })()`)

/** How many pixels of the runs that stand out have a colour. */
async function pixels(page: Page, name: string, color: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvas = document.querySelectorAll('.chart-${name} canvas')[1]
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let at = 0; at < data.length; at += 4) if (data.slice(at, at + 3).join(' ') === '${color}') count++
    return count
  })()`)
}

/** Waits until the plots stand on this ground. */
const isOn = (page: Page, ground: string) =>
  untilInPage(
    page,
    `document.querySelector('.charts').style.getPropertyValue('--chart-ground') === '${ground}'`,
  )

describeInBrowser('the plots of a report', () => {
  test('each is drawn, with a caption, and says what it shows to those who do not see it', async () => {
    const { page, misdeeds } = await open(dataOf(12))
    expect(await page.locator('.charts figcaption').allTextContents()).toEqual([
      ...['Learning curves', 'val_loss ~ lr', 'What goes with val_loss', 'Parameters to val_loss'],
    ])
    expect(await picture(page).getAttribute('aria-label')).toBe(
      'Curves of loss and val_loss over epochs: 12 runs. Best: run-0, loss best 0 at epoch 1, last 0 at epoch 10; val_loss best 0.1 at epoch 1, last 0.1 at epoch 10.',
    )
    expect(await picture(page, 'scatter').getAttribute('aria-label')).toBe(
      'val_loss over lr: 12 runs as points. Best: run-0: val_loss 0.1, lr 0.001.',
    )
    expect(await picture(page, 'parallel').getAttribute('aria-label')).toContain('12 runs as lines')
    for (const name of ['curves', 'scatter', 'parallel'])
      expect((await colors(page, name)).length).toBeGreaterThan(1)
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('arrow keys go from run to run, the best first; Enter picks, and picks off', async () => {
    const { page, misdeeds } = await open(dataOf(12))
    await slider(page).focus()
    await page.keyboard.press('ArrowRight')
    expect(await slider(page).getAttribute('aria-valuetext')).toContain('run-0: loss best 0')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await readout(page)).toContain('run-1: ')
    // What is looked at in one plot is seen in all.
    expect(await readout(page, 'scatter')).toBe('run-1: val_loss 1.1, lr 0.01')
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    expect(await readout(page)).toContain('run-11: ')
    await page.keyboard.press('Space')
    expect(await picked(page)).toEqual(['1 run-1', '2 run-11'])
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await picked(page)).toEqual(['1 run-11'])
    await page.keyboard.press('Escape')
    expect(await readout(page)).toContain('Point at a run')
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('the pointer finds the nearest run, tells its value there, and a click picks it', async () => {
    const { page } = await open(dataOf(12))
    const box = (await slider(page).boundingBox())!
    // From the top of the left plot down: what it tells is from the last run to the first.
    const told: string[] = []
    for (let y = box.y; y < box.y + box.height; y += 4) {
      await page.mouse.move(box.x + 200, y)
      told.push((await readout(page))!)
    }
    const runs = [
      ...new Set(told.flatMap((text) => /^run-(\d+): loss (\d+)/.exec(text)?.slice(1, 3).join() ?? [])),
    ]
    expect(runs).toEqual(each(12, (at) => `${11 - at},${11 - at}`))
    const y = box.y + 4 * told.findIndex((text) => text.startsWith('run-5:'))
    await page.mouse.move(box.x + 60, y)
    expect(await readout(page)).toMatch(/^run-5: loss 5 at epoch 1;/)
    await page.mouse.move(box.x + box.width - 40, y)
    expect(await readout(page)).toMatch(/^run-\d: loss \d at epoch 10;/)
    await page.mouse.click(box.x + 200, y)
    expect(await picked(page)).toEqual(['1 run-5'])
    await page.locator('.charts-head button').click()
    expect(await picked(page)).toEqual([])
  })

  test('picked runs stand out in all plots, each in its colour, and their values are there as a table', async () => {
    const { page } = await open(dataOf(12), { hash: '#tab=plots&picked=run-3&picked=run-7' })
    for (const color of ['53 76 192', '216 122 31']) {
      for (const name of ['curves', 'scatter', 'parallel'])
        expect(await colors(page, name, 1)).toContain(color)
      // A line across two plots, and not only its number.
      expect(await pixels(page, 'curves', color)).toBeGreaterThan(1000)
    }
    await page.getByText('Values as a table').click()
    const table = chart(page, 'curves').locator('table')
    expect(await table.locator('thead th').allTextContents()).toEqual([
      ...['epoch', '1 run-3: loss', '1 run-3: val_loss', '2 run-7: loss', '2 run-7: val_loss'],
    ])
    expect((await table.locator('tbody tr').nth(2).allTextContents())[0]).toBe('133.177.1')
  })

  test('what is chosen is drawn, also when one comes back to the plots', async () => {
    const { page } = await open(dataOf(12))
    const before = await colors(page, 'curves')
    await chart(page, 'curves').getByLabel('Metric').selectOption({ label: 'val_loss' })
    await chart(page, 'curves').getByLabel('Scale').selectOption('log')
    await chart(page, 'scatter').locator('select').nth(1).selectOption('optimizer')
    await page.getByLabel('Colour by').first().selectOption('optimizer')
    expect(await picture(page).getAttribute('aria-label')).toContain('Curves of val_loss over')
    expect(await chart(page, 'scatter').locator('figcaption').textContent()).toBe('val_loss ~ optimizer')
    expect(await chart(page, 'scatter').textContent()).toContain('1 run without optimizer: not shown.')
    expect(await page.locator('.charts-head li').allTextContents()).toEqual(['adam', 'sgd'])
    expect(await colors(page, 'curves')).not.toEqual(before)
    await page.getByRole('tab', { name: 'Runs' }).click()
    await page.getByRole('tab', { name: 'Plots' }).click()
    expect(await chart(page, 'scatter').locator('figcaption').textContent()).toBe('val_loss ~ optimizer')
    expect(await page.getByLabel('Colour by').nth(1).inputValue()).toBe('optimizer')
  })

  test('plots are of the runs that the filter leaves, also when it leaves none', async () => {
    const { page, misdeeds } = await open(dataOf(12))
    await page.getByLabel('Filter').fill('val_loss < 3')
    await untilInPage(page, `document.querySelector('.chart-curves canvas').ariaLabel.includes('3 runs')`)
    expect(await picked(page)).toEqual(['1 run-0', '2 run-1', '3 run-2'])
    await chart(page, 'curves').getByLabel('Scale').selectOption('log')
    await page.getByLabel('Filter').fill('val_loss < 0')
    await page.getByText('No run passes the filter.').waitFor()
    expect(await page.locator('.charts').count()).toBe(0)
    await page.getByLabel('Filter').fill('')
    await untilInPage(page, `document.querySelector('.chart-curves canvas').ariaLabel.includes('12 runs')`)
    expect(await chart(page, 'curves').getByLabel('Scale').inputValue()).toBe('log')
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('how closely parameters go with a metric is a table, and said not to be a cause', async () => {
    const { page } = await open(dataOf(12))
    const rows = await chart(page, 'importance').locator('tbody tr').allInnerTexts()
    expect(rows.map((row) => row.split(/\s*\t\s*/))).toEqual([
      ['lr', '−0.75', '−0.90 to −0.50', '12'],
      ['optimizer', '0.25', 'too few', '4'],
    ])
    expect(await chart(page, 'importance').textContent()).toContain('not what is the cause')
  })

  test('colours follow what the reader prefers, also when that changes, and paper is always light', async () => {
    const { page } = await open(dataOf(12), { colorScheme: 'dark', hash: '#tab=plots&picked=run-3' })
    const [dark, light] = ['155 178 229', '53 76 192']
    expect(await colors(page, 'curves', 1)).toContain(dark)
    await page.emulateMedia({ colorScheme: 'light' })
    await isOn(page, '#ffffff')
    expect(await colors(page, 'curves', 1)).toContain(light)
    await page.emulateMedia({ colorScheme: 'dark' })
    await isOn(page, '#14171c')
    expect(await colors(page, 'curves', 1)).toContain(dark)
    // The browser does not wait for what is drawn later than this.
    await page.evaluate(
      `dispatchEvent(new Event('beforeprint')); window.printed = document.querySelector('.charts').style.getPropertyValue('--chart-ground')`,
    )
    expect(await page.evaluate('window.printed')).toBe('#ffffff')
    expect(await colors(page, 'curves', 1)).toContain(light)
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    await isOn(page, '#14171c')
    expect(await colors(page, 'curves', 1)).toContain(dark)
  })

  test('they fit the window, also a narrow one, when it changes, and are sharp on a fine screen', async () => {
    const { page } = await open(dataOf(12), { deviceScaleFactor: 2, viewport: { width: 1000, height: 700 } })
    const sizes = () =>
      page.evaluate<number[][]>(
        `[...document.querySelectorAll('.charts canvas')].map((canvas) => [canvas.width, canvas.clientWidth])`,
      )
    for (const [drawn, shown] of await sizes()) expect(drawn).toBe(2 * shown!)
    await page.setViewportSize({ width: 400, height: 700 })
    await untilInPage(page, `document.querySelector('.charts canvas').width < 800`)
    for (const [drawn, shown] of await sizes()) {
      expect(drawn).toBe(2 * shown!)
      expect(shown).toBeLessThanOrEqual(400)
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400)
  })

  test('the panel of a run has its curves, each metric with its validation data', async () => {
    const { page } = await open(dataOf(12), { hash: '#tab=plots&run=run-4' })
    const curves = page.locator('.run-curves')
    expect(await curves.locator('figcaption').allTextContents()).toEqual(['lossval_loss'])
    expect(await curves.locator('.chart-note').allTextContents()).toEqual([
      'loss: best 4 at epoch 1, last 4 at epoch 10',
      'val_loss: best 4.1 at epoch 1, last 4.1 at epoch 10',
    ])
    expect(await curves.getByRole('img').getAttribute('aria-label')).toBe('loss and val_loss over epochs')
  })

  test('the curves of ten thousand runs are drawn, and drawn anew at once', async () => {
    const { page } = await open(dataOf(10_000, 24))
    expect(await picture(page).getAttribute('aria-label')).toContain('10,000 runs')
    const before = await colors(page, 'curves')
    expect(before.length).toBeGreaterThan(1)
    await chart(page, 'curves').getByLabel('Scale').selectOption('log')
    expect(await colors(page, 'curves')).not.toEqual(before)
  })
})
