/** The eyes of the other tests: a page that does what it should not is seen doing it. */
import { describeInBrowser, NO_MISDEEDS, openHtml, type Misdeeds } from './browser'
import { until } from './until'

const page = (body: string, policy = '') =>
  `<!doctype html><meta charset="utf-8">${policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`}<title>x</title>${body}`

describeInBrowser('what a page should not do', () => {
  test('a page that does nothing has done nothing', async () => {
    const { misdeeds } = await openHtml(page('<p>all is well</p>'))
    expect(await misdeeds()).toEqual(NO_MISDEEDS)
  })

  test.each<[keyof Misdeeds, string]>([
    ['dialogs', '<script>alert("here")</script>'],
    ['errors', '<script>throw new Error("here")</script>'],
    ['complaints', '<script>console.error("here")</script>'],
    ['violations', '<script>"here"</script>'],
    ['violations', '<p style="color: red">here</p>'],
    ['requests', '<img src="here.png">'],
    ['requests', '<script>fetch("http://127.0.0.1:9/here").catch(() => 0)</script>'],
    ['places', '<script>open("about:blank#here")</script>'],
    ['scripts', '<svg onload="window.__xss = `here`"></svg>'],
  ])('%s are seen: %s', async (kind, body) => {
    const { misdeeds } = await openHtml(page(body, kind === 'violations' ? "default-src 'none'" : ''))
    await until(async () => (await misdeeds())[kind].length > 0, `${kind} are seen`)
  })
})
