/** What a page has shown until now, however shortly: it is noted in the page, as it changes. */
import type { Page } from 'playwright-core'

/** Runs in the page before its own scripts, and notes texts, and elements and attributes that no text of a run may ever become. */
export const WITNESS = `
  window.__texts = new Set()
  window.__intruders = []
  const SPOKEN = ['title', 'aria-label', 'aria-valuetext', 'placeholder']
  const NEVER = 'script:not(body > script), style:not(head > style), meta:not(head > meta), a[href]:not([href^="#"]), ' +
    'iframe, object, embed, img, link, base, form, math, svg script, svg animate, svg use'
  const isText = ({ nodeType }) => nodeType === Node.TEXT_NODE
  const note = (node) => {
    if (isText(node)) {
      if (node.parentElement?.closest('script, style') === null) __texts.add(node.data)
      return
    }
    if (!(node instanceof Element)) return
    if (node.matches(NEVER) || [...node.attributes].some(({ name }) => name.startsWith('on'))) __intruders.push(node.outerHTML)
    for (const name of SPOKEN) if (node.hasAttribute(name)) __texts.add(node.getAttribute(name))
  }
  const noteAll = (node) => {
    note(node)
    for (const child of node.childNodes) noteAll(child)
  }
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      note(target)
      addedNodes.forEach(noteAll)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
`

/** What the witness has seen. */
export function witnessed(page: Page): Promise<{ texts: string; intruders: string[] }> {
  return page.evaluate('({ texts: [...__texts].join("\\n"), intruders: __intruders })')
}
