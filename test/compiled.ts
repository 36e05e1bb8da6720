/** The sources and the scripts of test/fixtures as plain JavaScript: through tsx each child would take four times as long. */
import { transformFileSync } from '@swc/core'
import {
  chmodSync,
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

const root = join(__dirname, '..')

/** Where they are. No node_modules is above it. */
export const compiled = mkdtempSync(join(tmpdir(), 'exman-compiled-'))

/** The packages of this repository. */
export const nodeModules = realpathSync(join(root, 'node_modules'))

beforeAll(() => {
  copyFileSync(join(root, 'package.json'), join(compiled, 'package.json'))
  for (const part of ['src', 'test/faults', 'test/fixtures'])
    for (const path of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }))
      if (/^[^.]+\.ts$/.test(path) && !path.includes('package-')) compile(join(part, path))
  // mkdtemp lets nobody else in, and some children run as another user.
  chmodSync(compiled, 0o755)
})

// Compiled, import() would be require(), which takes no ES module and no file URL.
const LOADER = 'src/files/optional-packages.ts'

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

function compile(path: string): void {
  const { code } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs', ignoreDynamic: path === LOADER },
  })
  const target = join(compiled, path.replace(/ts$/, 'js'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, code)
}

/** The arguments that make node run one of the scripts in test/fixtures. */
export function script(name: string, ...args: (string | number)[]): string[] {
  return [join(compiled, 'test/fixtures', `${name}.js`), ...args.map(String)]
}
