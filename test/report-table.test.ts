/** The table of a report, its panel and its comparison, clicked through in a real browser. */
import type { Page } from 'playwright-core'
import { pageHtml } from '../src/plot/report/page-html'
import { readPageFiles } from '../src/plot/report/page-files'
import type { ReportData } from '../src/plot/report/payload'
import { describeInBrowser, NO_MISDEEDS, openHtml, type Opened } from './report/browser'
import { painted, untilInPage } from './report/until'
import { madeData } from './report-page/made-report'

const HOSTILE = '<img src=x onerror="window.__xss=1">'

/** Runs whose accuracy rises from one to the next, with three that lack something. */
function dataOf(runs: number, title = 'Digits'): ReportData {
  const each = <T>(cell: (run: number) => T) => Array.from({ length: runs }, (_, run) => cell(run))
  const columns = [
    { name: 'id', part: 'field' as const, cells: each((run) => `exp-${run % 7}/run-${run}`) },
    { name: 'status', part: 'field' as const, cells: each((run) => (run === 1 ? 'failed' : 'done')) },
    { name: 'note', part: 'field' as const, cells: each((run) => (run === 2 ? HOSTILE : undefined)) },
    { name: 'val_acc', part: 'metric' as const, cells: each((run) => (run === 1 ? NaN : run / 2 ** 14)) },
    { name: 'last.val_acc', part: 'last' as const, cells: each((run) => run / 2 ** 15) },
    { name: 'training.lr', cells: each((run) => (run === 0 ? undefined : [0.1, 0.01][run % 2]!)) },
    { name: '__proto__', cells: each(() => 'javascript:alert(1)') },
  ]
  const overview = ['id', 'status', 'val_acc', 'training.lr', '__proto__', 'note']
  return quick(columns, { title, monitor: 'val_acc', modes: { val_acc: 'max' }, overview })
}

// Of many runs each value stands for itself, for to look for equal ones takes long.
function quick(columns: Parameters<typeof madeData>[0], data: Partial<ReportData>): ReportData {
  const made = madeData(
    columns.map((column) => ({ ...column, cells: [] })),
    { ...data, runs: columns[0]!.cells.length },
  )
  const types = { val_acc: 'number', 'last.val_acc': 'number', 'training.lr': 'number' } as Record<
    string,
    'number'
  >
  return {
    ...made,
    columns: columns.map(({ name, part = 'param', cells }) => ({
      ...{ name, part, type: Object.hasOwn(types, name) ? 'number' : 'text' },
      values: cells.map((cell) => (typeof cell === 'number' && Number.isNaN(cell) ? 'NaN' : (cell ?? null))),
      index: cells.map((cell, run) => (cell === undefined ? -1 : run)),
    })),
  }
}

const open = (data: ReportData, options?: Parameters<typeof openHtml>[1]): Promise<Opened> =>
  openHtml(pageHtml(data, readPageFiles()), options)

const rows = (page: Page) => page.locator('tbody tr[data-run]')
const ids = (page: Page) => page.locator('tbody tr[data-run] th').allTextContents()
const head = (page: Page, name: string) => page.getByRole('columnheader', { name })
const focused = (page: Page) =>
  page.evaluate<string | null>('document.activeElement.dataset.run ?? document.activeElement.id')

/** Whether the row with the focus stands below the head of the table and above its lower edge. */
const isInSight = (page: Page) =>
  page.evaluate<boolean>(`
    const edges = (selector) => document.querySelector(selector).getBoundingClientRect()
    const { top, bottom } = document.activeElement.getBoundingClientRect()
    top >= edges('thead th').bottom - 1 && bottom <= edges('.table-box').bottom + 1
  `)

// The address is written a moment after the last change.
const isKept = (page: Page, part: string) => page.waitForURL((url) => url.hash.includes(part))

describeInBrowser('the table of a report', () => {
  test('a click or a key on the head of a column sorts by it, better ones first, what is missing last', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    expect(await ids(page)).toEqual(['exp-0/run-0', 'exp-1/run-1', 'exp-2/run-2', '★exp-3/run-3'])
    await head(page, 'val_acc').getByRole('button').click()
    expect(await head(page, 'val_acc').getAttribute('aria-sort')).toBe('descending')
    expect(await ids(page)).toEqual(['★exp-3/run-3', 'exp-2/run-2', 'exp-0/run-0', 'exp-1/run-1'])
    await page.keyboard.press('Enter')
    expect(await head(page, 'val_acc').getAttribute('aria-sort')).toBe('ascending')
    expect(await ids(page)).toEqual(['exp-0/run-0', 'exp-2/run-2', '★exp-3/run-3', 'exp-1/run-1'])
    await page.keyboard.press('Space')
    expect(await head(page, 'val_acc').getAttribute('aria-sort')).toBeNull()
    expect(await ids(page)).toEqual(['exp-0/run-0', 'exp-1/run-1', 'exp-2/run-2', '★exp-3/run-3'])
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('the best run has a star with a text, and the status a sign', async () => {
    const { page } = await open(dataOf(4))
    await page.getByRole('img', { name: 'Best val_acc of the runs shown' }).waitFor()
    expect(await rows(page).locator('.status').allTextContents()).toEqual([
      '✓done',
      '✕failed',
      '✓done',
      '✓done',
    ])
  })

  test('the filter takes words and questions, and keeps the last good one while it cannot be read', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    const filter = page.getByRole('searchbox', { name: 'Filter' })
    await filter.fill('run-3')
    expect(await page.locator('.count').textContent()).toBe('1 of 4 runs')
    await filter.fill('val_acc > 0 and training.lr <')
    expect(await page.locator('.count').textContent()).toBe('1 of 4 runs')
    expect(await page.locator('#filter-problem').textContent()).toMatch(
      /a value is missing after "<"\.\n.*\n *\^$/,
    )
    expect(await filter.getAttribute('aria-invalid')).toBe('true')
    await filter.fill('val_acc > 0 and training.lr < 0.1')
    expect(await page.locator('#filter-problem').isVisible()).toBe(false)
    expect(await ids(page)).toEqual(['★exp-3/run-3'])
    await filter.fill('val_acc = 0')
    expect(await ids(page)).toEqual(['★exp-0/run-0'])
    await filter.fill('nowhere')
    await page.getByText('No run passes the filter.').waitFor()
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('of ten thousand runs those in sight are drawn; keys go through all of them', async () => {
    const { page, misdeeds } = await open(dataOf(10_000))
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001')
    expect(await rows(page).count()).toBeLessThan(60)
    await rows(page).first().focus()
    for (const [key, run] of [
      ...[
        ['ArrowDown', '1'],
        ['ArrowDown', '2'],
        ['ArrowUp', '1'],
        ['End', '9999'],
        ['ArrowDown', '9999'],
      ],
      ...[
        ['ArrowUp', '9998'],
        ['Home', '0'],
        ['ArrowUp', '0'],
      ],
    ] as const) {
      await page.keyboard.press(key)
      expect([key, await focused(page), await isInSight(page)]).toEqual([key, run, true])
    }
    await page.keyboard.press('PageDown')
    expect(Number(await focused(page))).toBeGreaterThan(5)
    expect(await rows(page).count()).toBeLessThan(60)
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('a focus that is scrolled out of sight is not lost', async () => {
    const { page } = await open(dataOf(10_000))
    await rows(page).nth(2).focus()
    await page.evaluate('document.querySelector(".table-box").scrollTop = 200000')
    await page.locator('tr[data-run="6255"]').waitFor()
    expect(await focused(page)).toBe('2')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toBe('3')
    expect(await isInSight(page)).toBe(true)
  })

  test('Enter opens a run with all that it has; Escape closes it, and the focus is where it was', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    await rows(page).nth(2).focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'exp-2/run-2' })
    await panel.waitFor()
    expect(await panel.textContent()).toContain(HOSTILE)
    expect(await panel.textContent()).toContain('javascript:alert(1)')
    await page.keyboard.press('Escape')
    expect(await panel.count()).toBe(0)
    expect(await focused(page)).toBe('2')
    await page.getByRole('button', { name: 'exp-3/run-3' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await focused(page)).toBe('')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await rows(page).nth(0).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'exp-0/run-0' }).waitFor()
    await rows(page).nth(1).focus()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('complementary').count()).toBe(0)
    expect(await focused(page)).toBe('0')
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('a key that comes before the opened run is painted is not lost', async () => {
    const { page } = await open(dataOf(4))
    await rows(page).nth(2).focus()
    const seen = await page.evaluate<boolean[]>(`(async () => {
      const press = async (key) => {
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        await new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)))
        return document.querySelector('aside.run') !== null
      }
      return [await press('Enter'), await press('Escape')]
    })()`)
    expect(seen).toEqual([true, false])
    expect(await focused(page)).toBe('2')
  })

  test('columns are chosen, and found by their names', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    const menu = page.locator('summary', { hasText: 'Columns' })
    await menu.click()
    await page.getByRole('searchbox', { name: 'Search columns' }).fill('LAST')
    await page.getByRole('checkbox', { name: 'last.val_acc' }).check()
    expect(await head(page, 'last.val_acc').count()).toBe(1)
    await page.getByRole('button', { name: 'None', exact: true }).click()
    expect(await page.locator('thead th').count()).toBe(2)
    await page.getByRole('button', { name: 'All', exact: true }).click()
    expect(await page.locator('thead th').count()).toBe(8)
    await page.getByRole('button', { name: 'Default' }).click()
    expect(await page.locator('thead th').count()).toBe(7)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('button', { name: 'Default' }).count()).toBe(0)
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY')
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('a menu that is opened, and left at once with its tab, does no harm', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    // The browser tells of what was opened when the menu is gone.
    await page.evaluate(`new Promise((resolve) => {
      document.querySelector('.menu summary').click()
      document.getElementById('tab-compare').click()
      requestAnimationFrame(() => setTimeout(resolve))
    })`)
    expect(await page.locator('.menu').count()).toBe(0)
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('two picked runs are compared by one click', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    await rows(page).nth(3).focus()
    await page.keyboard.press('Space')
    await page.getByRole('checkbox', { name: 'Pick exp-2/run-2' }).check()
    await page.getByRole('button', { name: 'Compare' }).click()
    expect(await page.getByRole('tab', { name: 'Compare' }).getAttribute('aria-selected')).toBe('true')
    const differing = page.locator('.compared tbody tr')
    expect(await differing.allTextContents()).toEqual([
      ...['Parameters', 'training.lr0.010.1+0.09', 'Metrics, best epoch'],
      ...['val_acc0.0001831better0.0001221−6.104e-5', 'Metrics, last epoch'],
      ...['last.val_acc9.155e-5better6.104e-5−3.052e-5', 'Run', `note–${HOSTILE}`],
    ])
    await page.getByRole('checkbox', { name: 'Show also what is equal (2)' }).check()
    expect(await differing.count()).toBe(10)
    const second = page.getByRole('combobox', { name: 'Second run' })
    await second.fill('run-1')
    await page.getByRole('option', { name: 'exp-1/run-1' }).waitFor()
    await second.press('Enter')
    expect(await second.inputValue()).toBe('exp-1/run-1')
    expect(await differing.allTextContents()).toContain('status✓done✕failed')
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('what was chosen is still there when the page is loaded again', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    await page.getByRole('searchbox', { name: 'Filter' }).fill('status = done')
    await head(page, 'val_acc').getByRole('button').click()
    await page.getByRole('checkbox', { name: 'Pick exp-2/run-2' }).check()
    await page.getByRole('button', { name: 'exp-0/run-0' }).click()
    await isKept(page, 'run=')
    await page.reload()
    expect(await ids(page)).toEqual(['★exp-3/run-3', 'exp-2/run-2', 'exp-0/run-0'])
    expect(await page.getByRole('checkbox', { name: 'Pick exp-2/run-2' }).isChecked()).toBe(true)
    expect(await page.getByRole('complementary', { name: 'exp-0/run-0' }).count()).toBe(1)
    await page.getByRole('tab', { name: 'Runs' }).focus()
    await page.keyboard.press('ArrowRight')
    await isKept(page, 'tab=plots')
    await page.reload()
    expect(await page.getByRole('tab', { name: 'Plots' }).getAttribute('aria-selected')).toBe('true')
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('the browser goes back from another tab and from an opened run, to what was chosen there', async () => {
    const { page } = await open(dataOf(4))
    const isTab = (name: string) =>
      page.locator('[role=tab][aria-selected=true]', { hasText: name }).waitFor()
    await page.getByRole('searchbox', { name: 'Filter' }).fill('status = done')
    await page.getByRole('tab', { name: 'Plots' }).click()
    await isTab('Plots')
    await page.getByRole('tab', { name: 'Runs' }).click()
    await page.getByRole('button', { name: 'exp-0/run-0' }).click()
    const panel = page.getByRole('complementary')
    await panel.waitFor()
    await page.evaluate('history.back()')
    await panel.waitFor({ state: 'detached' })
    await page.evaluate('history.back()')
    await isTab('Plots')
    await page.evaluate('history.back()')
    await isTab('Runs')
    expect(await page.getByRole('searchbox', { name: 'Filter' }).inputValue()).toBe('status = done')
    await page.evaluate('history.go(3)')
    await panel.waitFor()
  })

  test('the browser goes back also where the page is too busy to hear of it before the address is written', async () => {
    const { page } = await open(dataOf(4))
    const panel = page.getByRole('complementary')
    for (let times = 0; times < 3; times++) {
      await page.getByRole('button', { name: 'exp-0/run-0' }).click()
      await panel.waitFor()
      await page.evaluate(
        '{ history.back(); const end = performance.now() + 400; while (performance.now() < end); }',
      )
      await panel.waitFor({ state: 'detached' })
    }
  })

  test('going back loses no picked runs, however many they are', async () => {
    const { page } = await open(dataOf(300))
    await page.getByRole('checkbox', { name: 'Pick all runs shown' }).check()
    await page.getByRole('tab', { name: 'Compare' }).click()
    await page.locator('.compared').waitFor()
    await page.evaluate('history.back()')
    await page.getByRole('grid').waitFor()
    await page.getByText('300 picked').waitFor()
  })

  test('a report without runs says so, and does not blame the filter', async () => {
    const { page, misdeeds } = await open(madeData([{ name: 'id', part: 'field', cells: [] }]))
    await page.getByText('There are no runs in this report.').waitFor()
    expect(await page.locator('.count').textContent()).toBe('No runs')
    await page.getByRole('tab', { name: 'Compare' }).click()
    await page.getByText('It takes two runs to compare').waitFor()
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test('the panel tells an empty text from nothing, and a text from a number', async () => {
    const cells = ['', '1', 1, 'two\nlines']
    const data = madeData([
      { name: 'id', part: 'field', cells: ['a', 'b', 'c', 'd'] },
      { name: 'mixed', cells },
      { name: 'text', cells: ['', 'x', 'y', 'two\nlines'] },
    ])
    const { page } = await open(data)
    const values = page.getByRole('complementary').locator('dd')
    const shown: string[][] = []
    for (const name of ['a', 'b', 'c', 'd']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.getByRole('complementary', { name }).waitFor()
      shown.push(await values.allTextContents())
    }
    expect(shown).toEqual([
      ['""', '""'],
      ['"1"', 'x'],
      ['1', 'y'],
      ['"two\\nlines"', 'two\nlines'],
    ])
  })

  test('long texts and an opened run stay on the paper', async () => {
    const data = madeData([
      { name: 'id', part: 'field', cells: ['a', 'b'] },
      { name: 'long', cells: ['L'.repeat(5000), 'short'] },
      { name: 'note', part: 'field', cells: ['word '.repeat(1000), 'x'] },
    ])
    const { page } = await open({ ...data, overview: ['id', 'long', 'note'] }, { hash: '#run=a' })
    const widthOf = (part: string) => page.evaluate<number>(`document.querySelector('${part}').offsetWidth`)
    await page.setViewportSize({ width: 720, height: 1000 })
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(720)
    expect(await widthOf('[role=grid]')).toBeLessThanOrEqual(720)
    expect(await page.getByRole('checkbox', { name: 'Picked' }).isVisible()).toBe(false)
    expect(await widthOf('.run')).toBeGreaterThan(600)
  })

  test('an address written by somebody else is text, too', async () => {
    const { page, misdeeds } = await open(dataOf(4))
    await page.evaluate(
      `location.hash = '#filter=${encodeURIComponent(`${HOSTILE} = <`)}&up=__proto__&run=x'`,
    )
    await page.locator('#filter-problem').waitFor()
    expect(await page.locator('#filter-problem').textContent()).toContain('<img')
    expect(await page.locator('img').count()).toBe(0)
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test.each([
    ['#tab=runs', 400],
    ['#tab=compare&a=exp-0%2Frun-0&b=exp-1%2Frun-1', 400],
    ['#tab=runs&run=exp-0%2Frun-0', 400],
    ['#tab=runs&run=exp-0%2Frun-0', 700],
  ])('%s is not wider than a window of %d pixels', async (hash, width) => {
    const { page } = await open(dataOf(40, 'A title that is rather long for a narrow window'), {
      ...{ hash, viewport: { width, height: 800 } },
    })
    await painted(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })

  test('it is dark where the reader wants it dark, and black on white on paper, with all rows', async () => {
    const { page } = await open(dataOf(300), { colorScheme: 'dark' })
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await ground()).toBe('rgb(20, 23, 28)')
    await page.emulateMedia({ media: 'print' })
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    await painted(page)
    expect(await ground()).toBe('rgb(255, 255, 255)')
    expect(await rows(page).count()).toBe(300)
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
    await page.emulateMedia({ media: 'screen' })
    await untilInPage(page, `document.querySelectorAll('tbody tr[data-run]').length < 60`)
  })
})
