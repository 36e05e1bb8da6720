/** Runs scripts of test/fixtures in processes of their own, as a project without TypeScript would. */
import { execFile } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'

const root = join(__dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'exman-training-'))

/** The compiled sources. No node_modules is above them. */
export const compiledSource = join(home, 'src')

/** The packages of this repository. */
export const nodeModules = realpathSync(join(root, 'node_modules'))

beforeAll(() => {
  const below = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  const fixtures = below('test/fixtures').filter((name) =>
    /^training-[\w-]+\.ts$/.test(name.replace('test/fixtures/', '')),
  )
  for (const path of [...below('src'), ...fixtures]) if (path.endsWith('.ts')) compile(path)
  copyFileSync(join(root, 'package.json'), join(home, 'package.json'))
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

function compile(path: string): void {
  const { code } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  })
  const target = join(home, path.replace(/ts$/, 'js'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, code)
}

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
  const file = script.includes('/') ? script : join(home, 'test/fixtures', `${script}.js`)
  const options = { cwd: cwd ?? home, env: { ...process.env, NODE_PATH: nodeModules, ...env } }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...flags, file, ...args], options, (_error, output, errors) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output, errors }),
    )
  })
}
