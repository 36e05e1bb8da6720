import { sep } from 'node:path'

/** The roots of the runs of a report, by names that tell nothing of the machine. */
export class ReportRoots {
  readonly #names: ReadonlyMap<string, string>

  constructor(roots: Iterable<string>) {
    this.#names = namesOf([...new Set(roots)])
  }

  /** Whether the runs have to say which they are in. */
  get areSeveral(): boolean {
    return this.#names.size > 1
  }

  /** The names, in the order of the roots. */
  get names(): string[] {
    return [...this.#names.values()]
  }

  /** The name of a root: that of its folder, with those above it as far as two roots have the same. */
  nameOf(root: string): string {
    return this.#names.get(root) ?? ''
  }

  /** A sentence whose paths begin at the root, or at its name when there are several. */
  relative(text: string): string {
    return this.#longestFirst.reduce((told, [root, name]) => {
      const below = told.replaceAll(withEnd(root), () => (this.areSeveral ? `${name}/` : ''))
      // Not where the name of another folder begins in the same way.
      return below.replace(new RegExp(`${escaped(root)}(?![^\\s:;,."')])`, 'g'), () => name)
    }, text)
  }

  // One root may lie in another.
  get #longestFirst(): [root: string, name: string][] {
    return [...this.#names].filter(([, name]) => name !== '').sort(([a], [b]) => b.length - a.length)
  }
}

function namesOf(roots: readonly string[]): Map<string, string> {
  const parts = roots.map((root) => root.split(/[\\/]/).filter((part) => part !== ''))
  const deepest = Math.max(1, ...parts.map(({ length }) => length))
  for (let count = 1; ; count++) {
    const names = parts.map((path) => path.slice(-count).join('/'))
    if (count === deepest || new Set(names).size === names.length)
      return new Map(roots.map((root, at) => [root, names[at]!]))
  }
}

const withEnd = (root: string): string => (root.endsWith(sep) ? root : `${root}${sep}`)

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
