import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes one more run, the last of all: of the first experiment of a root, or where it is told. */
export function createRunIn(root: string, dir?: string): void {
  const experiment = readdirSync(root).find((name) => name.startsWith('exp-'))!
  const name = readdirSync(join(root, experiment)).find((each) => each.startsWith('run--'))!
  const made = dir ?? join(root, experiment, 'run--26-12-31--23-59')
  cpSync(join(root, experiment, name), made, { recursive: true })
  const record = JSON.parse(readFileSync(join(made, 'run.json'), 'utf8')) as object
  writeFileSync(join(made, 'run.json'), JSON.stringify({ ...record, sequence: Date.UTC(2026, 11, 31) }))
}
