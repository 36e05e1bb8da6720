/** What stands on disk can never run as script in a report: the real page, in a real browser, with hostile texts in every place. */
import { reportHtml } from '../src'
import { showText } from '../src/params/show'
import { formatPath } from '../src/params/path'
import { scratch } from './faults/scratch'
import { describeInBrowser, NO_MISDEEDS, openHtml } from './report/browser'
import { asFolder, hostileRuns } from './report/hostile-runs'
import { PAYLOADS } from './report/payloads'
import { openRuns, walk } from './report/walk'
import { WITNESS, witnessed } from './report/witness'

const shown = (text: string) => showText(text, Infinity)

describeInBrowser('hostile texts in every place of a report', () => {
  test('are texts, wherever one looks, clicks, points or types; nothing runs, nothing is asked for', async () => {
    const title = PAYLOADS.slice(0, 12).join(' ')
    const html = await reportHtml(hostileRuns(scratch()), { title })
    const { page, misdeeds } = await openHtml(html, { before: WITNESS })
    await openRuns(page)
    await walk(page, PAYLOADS.slice(0, 4))
    expect(await page.title()).toBe(title)
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
    const { texts, intruders } = await witnessed(page)
    expect(intruders).toEqual([])
    for (const payload of PAYLOADS) {
      expect(texts).toContain(shown(payload))
      expect(texts).toContain(shown(asFolder(payload)))
      // The catalog passes over this one, which is no name that an object can have.
      if (payload !== '__proto__') expect(texts).toContain(shown(formatPath([payload])))
    }
  }, 300_000)

  test('in the address are what is looked for, or nothing', async () => {
    const html = await reportHtml(hostileRuns(scratch()))
    for (const payload of PAYLOADS.slice(0, 4)) {
      const keys = ['tab', 'filter', 'run', 'a', 'b', 'column', 'picked', 'up']
      const hash = `#${keys.map((key) => `${key}=${encodeURIComponent(payload)}`).join('&')}`
      const { page, misdeeds } = await openHtml(html, { before: WITNESS, hash })
      await page.getByRole('tab').first().waitFor()
      expect((await witnessed(page)).intruders).toEqual([])
      expect(await misdeeds()).toEqual(NO_MISDEEDS)
      await page.context().close()
    }
  }, 300_000)
})
