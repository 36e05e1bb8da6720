/**
 * Compiles, once for all tests, the sources and the scripts of test/fixtures to plain JavaScript: through tsx each child would take
 * four times as long. The scripts, and `src/index.js`, have all in one file, which node loads sooner than hundreds.
 */
import { transformFileSync } from '@swc/core'
import { buildSync } from 'esbuild'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(__dirname, '..')

// Compiled, import() would be require(), which takes no ES module and no file URL.
const LOADER = 'src/files/optional-packages.ts'

export default function compileAll(): void {
  const folder = mkdtempSync(join(tmpdir(), 'exman-compiled-'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  for (const path of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }))
    if (/^[^.]+\.ts$/.test(path)) compile(join('src', path), folder)
  const scripts = readdirSync(join(root, 'test/fixtures')).filter((name) => name.endsWith('.ts'))
  bundle(['src/index.ts', ...scripts.map((name) => join('test/fixtures', name))], folder)
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

function bundle(paths: readonly string[], folder: string): void {
  const thread = join(root, 'src/checkpoint/save-thread.ts')
  const inputs = paths.map((path) => [path.replace(/\.ts$/, ''), join(root, path)] as const)
  const threads = ['src', 'test/fixtures'].map((place) => [`${place}/save-thread`, thread] as const)
  buildSync({
    entryPoints: Object.fromEntries([...inputs, ...threads]),
    outdir: folder,
    allowOverwrite: true,
    bundle: true,
    packages: 'external',
    // Some scripts import others for what these do.
    ignoreAnnotations: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    keepNames: true,
    logLevel: 'warning',
  })
}
