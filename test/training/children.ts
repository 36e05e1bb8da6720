/** Runs scripts in processes of their own, as a project without TypeScript would. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { backendHere, choosing } from '../backends'
import { compiled, nodeModules, script as words } from '../compiled'

export { nodeModules } from '../compiled'

/** The compiled sources. */
export const compiledSource = join(compiled, 'src')

export interface ScriptOptions {
  flags?: string[]
  args?: string[]
  cwd?: string
  env?: Record<string, string>
}

export interface ScriptEnd {
  code: number | null
  signal: string | null
  output: string
  errors: string
}

/** Runs a script of test/fixtures by its name, on the backend of this jest project, or any other by its path. */
export function runScript(
  script: string,
  { flags = [], args = [], cwd, env }: ScriptOptions = {},
): Promise<ScriptEnd> {
  const isOther = script.includes('/')
  const file = isOther ? script : words(script)[0]!
  const backend = isOther ? { flags: [], env: {} } : choosing(backendHere)
  const options = {
    cwd: cwd ?? compiled,
    env: { ...process.env, NODE_PATH: nodeModules, ...backend.env, ...env },
  }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...backend.flags, ...flags, file, ...args],
      options,
      (_error, output, errors) => resolve({ code: child.exitCode, signal: child.signalCode, output, errors }),
    )
  })
}
