/**
 * Compiles the sources and the scripts of test/fixtures to plain JavaScript, once for all tests: through tsx each child would take
 * four times as long.
 */
import { transformFileSync } from '@swc/core'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(__dirname, '..')

// Compiled, import() would be require(), which takes no ES module and no file URL.
const LOADER = 'src/files/optional-packages.ts'

export default function compileAll(): void {
  const folder = mkdtempSync(join(tmpdir(), 'exman-compiled-'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  for (const part of ['src', 'test/faults', 'test/fixtures'])
    for (const path of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }))
      if (/^[^.]+\.ts$/.test(path) && !path.includes('package-')) compile(join(part, path), folder)
  // mkdtemp lets nobody else in, and some children run as another user.
  chmodSync(folder, 0o755)
  process.env.EXMAN_COMPILED = folder
}

function compile(path: string, folder: string): void {
  const { code } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs', ignoreDynamic: path === LOADER },
  })
  const target = join(folder, path.replace(/ts$/, 'js'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, code)
}
