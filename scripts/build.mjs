/**
 * Builds `dist`: tsc to CommonJS and declarations; the library and the command as one file each, which node loads sooner than
 * hundreds; then, for each entry of package.json's `exports`, an ESM entry of named re-exports, so that `import` and `require` give
 * the same classes. With `--if-stale`, only when a source is newer than `dist`.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle, buildSync } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const command = join(root, 'dist/cli/main.js')
/** What is written last: without it the build did not come to its end. */
const last = join(root, 'dist/backend/index.d.mts')

if (!process.argv.includes('--if-stale') || isStale()) await build()

async function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  compile()
  await bundleLibrary()
  bundleCommand()
  bundlePage()
  chmodSync(command, 0o755)
  for (const entry of entries()) writeEsmEntry(entry)
}

function compile() {
  const tsc = require.resolve('typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  })
  if (status === 0) return
  // tsc writes its output in spite of type errors, and half a build must not pass for a fresh one.
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  process.exit(1)
}

/**
 * What `exman` exports, and the thread that writes checkpoints. The errors stay a file of their own, so that all entries throw the
 * same classes; nothing is made shorter, so that a stack can be read.
 */
async function bundleLibrary() {
  const dist = join(root, 'dist')
  const errors = {
    name: 'errors',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\.?\/(\.\.\/)*errors$/ }, () => ({
        path: './errors/index.js',
        external: true,
      })),
  }
  await bundle({
    entryPoints: {
      index: join(root, 'src/index.ts'),
      'save-thread': join(root, 'src/checkpoint/save-thread.ts'),
    },
    outdir: dist,
    allowOverwrite: true,
    bundle: true,
    packages: 'external',
    plugins: [errors],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    keepNames: true,
    // As in the tests: a module may be there for what it does.
    ignoreAnnotations: true,
    logLevel: 'warning',
  })
  removeBundled(dist)
}

/** Removes the files of tsc that the library was made of; their declarations stay. */
function removeBundled(dist) {
  const kept = ['.', 'errors', 'backend', 'cli']
  for (const name of readdirSync(dist, { recursive: true }))
    if (name.endsWith('.js') && !kept.includes(dirname(name))) rmSync(join(dist, name))
}

/** All that the command needs but its first file, which answers `--version` by itself; of packages only the one it always needs. */
function bundleCommand() {
  const folder = join(root, 'dist/cli')
  for (const name of readdirSync(folder))
    if (!name.startsWith('main.')) rmSync(join(folder, name), { recursive: true })
  buildSync({
    entryPoints: [join(root, 'src/cli/program.ts')],
    outfile: join(folder, 'program.js'),
    bundle: true,
    external: [
      'string-width',
      'yaml',
      'date-fns',
      'fs-extra',
      'object-hash',
      'hyparquet-writer',
      'vega',
      'vega-lite',
      '@resvg/resvg-js',
      '@tensorflow/*',
    ],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    logLevel: 'warning',
  })
}

/** What runs in the page of a report, in the browser, with all that it needs: `page.js` and `page.css`. */
function bundlePage() {
  const page = join(root, 'src/report-page')
  const common = { bundle: true, minify: true, target: 'es2022', logLevel: 'warning' }
  const output = (name) => join(root, 'dist/report-page', name)
  buildSync({
    ...common,
    entryPoints: [join(page, 'main.tsx')],
    outfile: output('page.js'),
    platform: 'browser',
    format: 'iife',
    tsconfig: join(page, 'tsconfig.json'),
    alias: { 'node:util': join(page, 'node-util.ts') },
  })
  // It stands within an HTML page, where these begin something else. In a script they occur in texts only.
  const script = readFileSync(output('page.js'), 'utf8')
  writeFileSync(output('page.js'), script.replace(/<(?=!--|\/script)/gi, '\\x3C'))
  buildSync({ ...common, entryPoints: [join(page, 'style.css')], outfile: output('page.css') })
}

/** The built CommonJS files of package.json's `exports`, without those that have no source. */
function entries() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const files = Object.values(exports).flatMap((entry) => entry.require?.default ?? [])
  return files.map((file) => join(root, file)).filter((file) => existsSync(file))
}

function writeEsmEntry(file) {
  const names = Object.keys(require(file)).join(', ')
  writeFileSync(file.replace(/\.js$/, '.mjs'), `export { ${names} } from './index.js'\n`)
  writeFileSync(file.replace(/\.js$/, '.d.mts'), `export * from './index.js'\n`)
}

/** Whether something that the build reads was changed (a folder changes when a file in it comes or goes) since it ran. */
function isStale() {
  if (!existsSync(last)) return true
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', name))
  const inputs = [
    'src',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/build.mjs',
    ...sources,
  ]
  const changed = inputs.map((name) => statSync(join(root, name)).mtimeMs)
  return Math.max(...changed) > statSync(last).mtimeMs
}
