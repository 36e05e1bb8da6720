/** Waits for what a page does a moment later, so that no test depends on how fast a machine is. */
import type { Page } from 'playwright-core'

/** Less than a test has, so that what is missing is told by name. */
const LONGEST = 25_000

/** Waits until this is so. */
export async function until(holds: () => Promise<boolean>, what = String(holds)): Promise<void> {
  const start = Date.now()
  while (!(await holds())) {
    if (Date.now() - start > LONGEST) throw new Error(`This never came to be so: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Waits until this is so in the page, whose policy keeps the browser's own waiting from running texts. */
export function untilInPage(page: Page, condition: string): Promise<void> {
  return until(() => page.evaluate<boolean>(condition), condition)
}

/**
 * Waits until the page has been painted twice. By then it has heard of whatever had changed before, a place that was scrolled to, a
 * window of another size, or other colours, and what came of it is drawn.
 */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
  )
}
