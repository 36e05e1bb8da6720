import type { Finding } from '../../care/check/findings'
import { wantsColor } from '../../text/color'
import { safeText } from '../../text/text-width'
import type { Terminal } from '../terminal'

/**
 * A line for each finding: its code, where, and a sentence. Of several roots the one a finding is in stands in front of the lines.
 * `says` gives another sentence.
 */
export function findingLines<T extends Finding>(
  findings: readonly T[],
  { stdout, env }: Terminal,
  says: (finding: T) => string = ({ message }) => message,
): string {
  const width = Math.max(0, ...findings.map(({ code }) => code.length))
  const isColored = wantsColor(stdout, env)
  const roots = new Set(findings.map(({ root }) => root))
  let shown = ''
  return findings
    .map((finding) => {
      const { code, root, where } = finding
      const heading = roots.size > 1 && root !== shown ? `${safeText(root)}\n` : ''
      shown = root
      const padded = code.padEnd(width)
      const colored = isColored ? `\u001b[33m${padded}\u001b[39m` : padded
      return `${heading}${colored}  ${safeText(where)}: ${safeText(says(finding))}\n`
    })
    .join('')
}
