/** Warnings fail the tests: each test has to announce those it provokes. Installed by test/setup.ts. */
import { format } from 'node:util'

/** One warning, or one line that was printed (then the code is the function, such as `console.warn`). */
export interface Warning {
  code: string
  text: string
}

const TFJS_BANNER = 'looks like you are running TensorFlow.js in Node.js'

let announced: Warning[] | undefined
let unannounced: Warning[] = []

/** Announces warnings: from now to the end of the test they are collected in the list this returns, to be asserted on. */
export function expectWarnings(): Warning[] {
  announced ??= []
  return announced
}

/** Makes `process.emitWarning`, `console.warn` and `console.error` collect what they are given. */
export function collectWarnings(): void {
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    const [first, second] = rest as [NodeJS.EmitWarningOptions | string | undefined, string | undefined]
    const { code, type } = typeof first === 'object' ? first : { type: first, code: second }
    collect({ code: code ?? type ?? 'process.emitWarning', text: String(warning) })
  }
  console.warn = (...values: unknown[]) => collect({ code: 'console.warn', text: format(...values) })
  console.error = (...values: unknown[]) => collect({ code: 'console.error', text: format(...values) })
}

/** Ends what a test announced, and throws when there was a warning that it did not announce. */
export function failOnWarnings(): void {
  const unexpected = unannounced
  announced = undefined
  unannounced = []
  if (unexpected.length === 0) return
  const lines = unexpected.map(({ code, text }) => `${code}: ${text}`)
  throw new Error(`A warning that the test did not announce with expectWarnings():\n${lines.join('\n')}`)
}

function collect(warning: Warning): void {
  if (warning.text.includes(TFJS_BANNER)) return
  const collected = announced ?? unannounced
  collected.push(warning)
}
