/** Who cannot see the page, or has no mouse, or a small or dark screen, can read and use it as well. */
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { keyedTree } from '../../bench/tree'
import { openRuns, reportHtml } from '../../src'
import { scratch } from '../faults/scratch'
import { describeInBrowser, openHtml } from './browser'
import { FAINT_TEXTS } from './contrast'
import { painted, untilInPage } from './until'

/** What somebody does with, or has to be told of. */
const NAMED = [
  'button',
  'checkbox',
  'combobox',
  'DisclosureTriangle',
  'grid',
  'heading',
  'image',
  'link',
  'listbox',
  'menuitem',
  'option',
  'region',
  'searchbox',
  'slider',
  'tab',
  'table',
  'tablist',
  'tabpanel',
  'textbox',
]

/** The views of the page, by what follows the address. */
const VIEWS = ['', '#tab=plots', '#tab=compare&a=ID1&b=ID2', '#run=ID1'] as const

/** The controls that the tab key should reach, in a few words each. */
const CONTROLS = `(() => {
  window.__told = (element) => element.tagName + ' ' + (element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40))
  document.activeElement.blur()
  return [...document.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex]')]
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }))
    .map(__told)
})()`

/** What has the focus, and whether a line is drawn around it. */
const FOCUSED = `(() => {
  const element = document.activeElement
  const isDrawn = (found) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(found)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
  }
  return { told: __told(element), isSeen: [element, ...element.children].some(isDrawn) }
})()`

let html: string
let ids: string[]

beforeAll(async () => {
  const root = join(scratch(), 'digits')
  keyedTree(root, 48)
  const runs = await openRuns(root)
  ids = runs.records.map(({ id }) => id)
  html = await reportHtml(runs)
})

describeInBrowser('the page of a report', () => {
  describe.each(VIEWS)('at "%s"', (view) => {
    let page: Page

    beforeAll(async () => {
      const hash = view
        .replace('ID1', encodeURIComponent(ids[0]!))
        .replace('ID2', encodeURIComponent(ids[5]!))
      ;({ page } = await openHtml(html, { hash }))
      await page.getByRole('tab').first().waitFor()
      if (view === '#tab=plots') await page.locator('canvas').nth(2).waitFor()
    })

    test('each control, picture and region has a name', async () => {
      const session = await page.context().newCDPSession(page)
      const { nodes } = await session.send('Accessibility.getFullAXTree')
      const named = nodes.filter(({ ignored, role }) => !ignored && NAMED.includes(String(role?.value)))
      expect(named.length).toBeGreaterThan(8)
      expect(named.filter(({ name }) => !name?.value).map(({ role }) => String(role?.value))).toEqual([])
    })

    test.each(['light', 'dark'] as const)(
      'axe-core finds nothing wrong, in roles, order, labels and colours, on a %s screen',
      async (colorScheme) => {
        await page.emulateMedia({ colorScheme })
        await painted(page)
        await page.evaluate(axe.source)
        const { passes, violations } = await page.evaluate<axe.AxeResults>('axe.run()')
        expect(passes.length).toBeGreaterThan(30)
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([])
      },
    )

    test('the tab key reaches each control, and one sees where it is', async () => {
      const wanted = await page.evaluate<string[]>(CONTROLS)
      const reached: string[] = []
      const unseen: string[] = []
      for (let tabs = 0; tabs < wanted.length; tabs++) {
        await page.keyboard.press('Tab')
        const { told, isSeen } = await page.evaluate<{ told: string; isSeen: boolean }>(FOCUSED)
        reached.push(told)
        if (!isSeen) unseen.push(told)
      }
      expect(reached.sort()).toEqual(wanted.sort())
      expect(unseen).toEqual([])
    })

    test.each(['light', 'dark'] as const)(
      'each text has a contrast of 4.5 on a %s screen',
      async (colorScheme) => {
        await page.emulateMedia({ colorScheme })
        // Colours that are chosen by script follow when it is painted.
        await painted(page)
        const { count, faint } = await page.evaluate<{ count: number; faint: string[] }>(FAINT_TEXTS)
        expect(count).toBeGreaterThan(30)
        expect(faint).toEqual([])
      },
    )

    test.each([1280, 400])('nothing reaches out of a window %d pixels wide', async (width) => {
      await page.setViewportSize({ width, height: 800 })
      await untilInPage(page, `innerWidth === ${width}`)
      await painted(page)
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    })
  })
})
