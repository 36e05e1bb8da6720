import { relative, sep } from 'node:path'
import type { Finding, FindingCode } from './findings'

/** How a finding is mended: what is said of it beforehand, and what does it while nobody else may write there. */
export interface Mend {
  readonly says: string
  readonly act: () => void | Promise<void>
}

/** A finding, and how to mend it where that is safe. */
export interface Found {
  readonly finding: Finding
  readonly mend: Mend | undefined
}

/** Takes down what is found in one folder of a root. */
export class Notebook {
  readonly root: string
  readonly run: string | null
  readonly found: Found[] = []
  readonly #keys = new Set<string>()

  constructor(root: string, run: string | null = null) {
    this.root = root
    this.run = run
  }

  /** Takes down one thing, by the path it is about. The sentence need not name it. */
  add(code: FindingCode, path: string, message: string, mend?: Mend): void {
    const where = relative(this.root, path).split(sep).join('/')
    const { root, run } = this
    const place = where === '' ? '.' : where
    const finding = {
      code,
      message: told(message, root, where),
      root,
      where: place,
      run,
      repair: mend?.says ?? null,
    }
    const key = keyOf({ finding })
    // A file that cannot be read is met whenever it is asked for.
    if (this.#keys.has(key)) return
    this.#keys.add(key)
    this.found.push({ finding, mend })
  }
}

/** A sentence in which paths begin at the root, as `where` does, and that one is not said again. */
function told(message: string, root: string, where: string): string {
  const text = message.replaceAll(root + sep, '').replace(`Could not read ${where}: `, 'It cannot be read: ')
  return text.startsWith(`${where} `) ? `It${text.slice(where.length)}` : text
}

/** What tells one finding from the next, also in another look at the same folder. */
export function keyOf({ finding: { code, root, where } }: Pick<Found, 'finding'>): string {
  return [code, root, where].join('\0')
}
