/** What the jest project `native` has where it cannot run: the names of its tests, and why they are skipped. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { whyNoNative } from './backends'

// Those that have nothing to do with the backend.
const ELSEWHERE = ['tensorflow.test.ts', 'leak.test.ts']

const files = readdirSync(join(__dirname, 'training'), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.test.ts') && !ELSEWHERE.includes(name),
)

describe(`skipped: ${whyNoNative}`, () => {
  test.skip.each(files)('training/%s on the native backend', () => {})
})

process.stdout.write(`skipped: training on the native backend: ${whyNoNative}\n`)
