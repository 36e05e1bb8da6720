import { jsonLine } from '../catalog/export/json-line'
import type { MarkOutcome } from '../care/notes/mark-runs'
import { countText } from './print/amounts'
import { safeText } from './print/text-width'
import { writeOut } from './print/write-out'
import type { Terminal } from './terminal'

/** Runs that are named. */
const NAMED = 20

/** What is said of the runs whose marks were changed, and of those that stood so. */
interface Words {
  changed: string
  unchanged: string
}

/** Prints of which runs the marks were changed, and of which they stood so already. */
export async function printMarks(
  { mark, changed, unchanged }: MarkOutcome & { mark: string },
  { words, json }: { words: Words; json: boolean },
  { stdout }: Terminal,
): Promise<void> {
  const lines = [...part(words.changed, changed), ...part(words.unchanged, unchanged)]
  const text = lines.length === 0 ? ['No run is asked for.'] : lines
  await writeOut(stdout, `${json ? jsonLine({ mark, changed, unchanged }) : text.join('\n')}\n`)
}

function part(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  const shown = ids.slice(0, NAMED).map((id) => `  ${safeText(id)}`)
  const more = ids.length > NAMED ? [`  and ${countText(ids.length - NAMED)} more`] : []
  return [`${what}: ${countText(ids.length)} ${ids.length === 1 ? 'run' : 'runs'}`, ...shown, ...more]
}
