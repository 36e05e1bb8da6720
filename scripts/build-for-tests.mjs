/** Builds the package, when a source is newer, before the tests that look at it. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export default function buildForTests() {
  const build = fileURLToPath(new URL('build.mjs', import.meta.url))
  execFileSync(process.execPath, [build, '--if-stale'], { stdio: 'inherit' })
}
