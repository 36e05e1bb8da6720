/** Removes, after all tests, what was compiled before them. */
import { rmSync } from 'node:fs'

export default function removeCompiled(): void {
  rmSync(process.env.EXMAN_COMPILED!, { recursive: true, force: true })
}
