/** Runs scripts of test/fixtures in processes of their own, as a project without TypeScript would. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
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

/** Runs a script of test/fixtures by its name, or any other by its path. */
export function runScript(
  script: string,
  { flags = [], args = [], cwd, env }: ScriptOptions = {},
): Promise<ScriptEnd> {
  const file = script.includes('/') ? script : words(script)[0]!
  const options = { cwd: cwd ?? compiled, env: { ...process.env, NODE_PATH: nodeModules, ...env } }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...flags, file, ...args], options, (_error, output, errors) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output, errors }),
    )
  })
}
