import type { Report } from './report'

/** The names by which the address of the page and its lists know runs: their ids, behind their roots where there are several; of equal ones, which of them. */
export class RunNames {
  readonly #names: readonly string[]
  readonly #runs = new Map<string, number>()

  constructor({ data, columns, find }: Report) {
    const root = find('root')
    const roots = root?.part === 'field' ? root : undefined
    const seen = new Map<string, number>()
    this.#names = Array.from({ length: data.runs }, (_, run) => {
      const [within, own] = [textIn(roots?.at(run)), textIn(columns[0]?.at(run))]
      const id = within === '' ? own : `${within}/${own}`
      const before = seen.get(id) ?? 0
      seen.set(id, before + 1)
      return before === 0 ? id : `${id}#${before + 1}`
    })
    for (const [run, name] of this.#names.entries()) if (!this.#runs.has(name)) this.#runs.set(name, run)
  }

  /** The name of a run. */
  of(run: number): string {
    return this.#names[run]!
  }

  /** The run of a name; undefined when there is none. */
  find(name: string): number | undefined {
    return this.#runs.get(name)
  }
}

function textIn(cell: unknown): string {
  return typeof cell === 'string' ? cell : ''
}
