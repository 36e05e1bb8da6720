/** What the tests of the documentation read in a page of Markdown. */

/** A block of code, with those that continue it. `lines` gives, for each line of `text`, its line in the page. */
export interface Block {
  page: string
  line: number
  language: 'ts' | 'js'
  mark: string
  reason: string
  text: string
  lines: number[]
}

const FENCE = /^ *```(\w*) *(\S*) *(.*)$/

/** The ts and js blocks of a page. A block marked `continued` is added to the one before it. */
export function blocksOf(page: string, markdown: string): Block[] {
  const blocks: Block[] = []
  let open: Block | 'other' | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = FENCE.exec(line)
    if (fence === null) {
      if (typeof open === 'object') add(open, line, index + 1)
      continue
    }
    const [, language, mark, reason] = fence as unknown as [string, string, string, string]
    if (open !== undefined) open = undefined
    else if (language !== 'ts' && language !== 'js') open = 'other'
    else if (mark === 'continued' && blocks.length > 0) open = blocks.at(-1)!
    else blocks.push((open = { page, line: index + 1, language, mark, reason, text: '', lines: [] }))
  }
  return blocks
}

function add(block: Block, line: string, number: number): void {
  block.text += `${line}\n`
  block.lines.push(number)
}

/** The relative links and images of a page, without those in code. */
export function linksOf(markdown: string): string[] {
  const links = withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)/gm)
  return [...links].map(([, inline, reference]) => inline ?? reference!).filter((link) => !/^\w+:/.test(link))
}

/** The anchors of the headings of a page, as GitHub makes them. */
export function headingsOf(markdown: string): string[] {
  const seen = new Map<string, number>()
  return [...markdown.replaceAll(/^ *```[^]*?^ *```$/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
    const anchor = heading!
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    return times === 0 ? anchor : `${anchor}-${times}`
  })
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^ *```[^]*?^ *```$/gm, '').replaceAll(/`[^`\n]*`/g, '')
}
