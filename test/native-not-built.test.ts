/** What the jest project `native` has where it cannot run: the names of its tests, and why they are skipped. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { whyNoNative } from './backends'

const files = readdirSync(join(__dirname, 'training'), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.test.ts') && name !== 'tensorflow.test.ts',
)

describe(`skipped: ${whyNoNative}`, () => {
  test.skip.each(files)('training/%s on the native backend', () => {})
})

process.stdout.write(`The tests on the native backend are skipped: ${whyNoNative}.\n`)
