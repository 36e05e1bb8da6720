/** Changes the checkpoints of a run behind exman's back. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonIn } from './exact-ending'

/** The folders of a run's checkpoints, oldest first. */
export function checkpointDirs(dir: string): string[] {
  const models = join(dir, 'models')
  const names = readdirSync(models).filter((name) => name.startsWith('model.'))
  return names.sort().map((name) => join(models, name))
}

/** The content of a JSON file, as far as it is looked into. */
type Content = Record<string, Record<string, unknown>>

/** Changes a JSON file. */
export function editJson(path: string, edit: (content: Content) => unknown): void {
  const content = jsonIn(path) as Content
  edit(content)
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`)
}

/** Makes the manifest of a checkpoint say what its files are now, so that it is whole with what was changed in it. */
export function signAgain(checkpoint: string): void {
  editJson(join(checkpoint, 'manifest.json'), ({ files }) => {
    for (const name of Object.keys(files!)) {
      const bytes = readFileSync(join(checkpoint, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      Object.assign(files!, { [name]: { bytes: bytes.length, sha256 } })
    }
  })
}
