import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'

jest.setTimeout(60_000)

const root = join(__dirname, '../..')
const compiled = mkdtempSync(join(tmpdir(), 'exman-compiled-'))

// Compiled once and for all children: through tsx each would take four times as long to start.
beforeAll(() => {
  // Some children run as another user.
  chmodSync(compiled, 0o755)
  for (const folder of ['src', 'src/files', 'test/faults', 'test/fixtures']) {
    for (const name of readdirSync(join(root, folder))) if (name.endsWith('.ts')) compile(join(folder, name))
  }
})

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

function compile(path: string): void {
  const { code } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  })
  const target = join(compiled, path.replace(/ts$/, 'js'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, code)
}

const options = { env: { ...process.env, NODE_PATH: join(root, 'node_modules') } }

/** The arguments that make node run one of the scripts in test/fixtures. */
export function script(name: string, ...args: (string | number)[]): string[] {
  return [join(compiled, 'test/fixtures', `${name}.js`), ...args.map(String)]
}

/** How a child ended, and what it printed. */
export interface Ended {
  code: number | null
  signal: string | null
  output: string
}

/** Runs a child to its end: node with these arguments, or another command. */
export function run(args: string[], command = process.execPath): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output: stdout + stderr }),
    )
  })
}

/** Starts a child and waits for the first line it prints. */
export function start(args: string[]): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, { ...options, stdio: ['pipe', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve({ child, line: data.toString().trim() }))
    child.once('exit', (code) => reject(new Error(`the child ended with ${code} before it said anything`)))
  })
}

/** Runs the work for 1, 2, 3, … a few at a time, until one says that it is the last. */
export async function untilLast(work: (n: number) => Promise<boolean>): Promise<void> {
  let n = 0
  let isLast = false
  const worker = async () => {
    while (!isLast) if (await work((n += 1))) isLast = true
  }
  await Promise.all([worker(), worker(), worker()])
}
