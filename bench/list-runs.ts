// `exman ls` on many runs in a cold process, without a cache and with one, against a bare script that reads the same files; and
// what a table of them takes of the memory.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { REPETITIONS } from './measure'
import { fileSystem, inMemory, inNewFolder } from './place'
import { isQuick } from './quick'
import { remark, tell, tellRatio } from './result'
import { keyedTree } from './tree'

const FEW = isQuick ? 200 : 10_000
const MANY = isQuick ? 400 : 100_000
const dist = join(__dirname, '..', 'dist')

/** What nobody could do without: list the folders, read the files, parse them. */
const BARE = `
const { readdirSync, readFileSync } = require('node:fs')
const [root] = process.argv.slice(1)
const runs = []
for (const experiment of readdirSync(root)) {
  if (!experiment.startsWith('exp-')) continue
  for (const run of readdirSync(root + '/' + experiment)) {
    if (!run.startsWith('run--')) continue
    const dir = root + '/' + experiment + '/' + run
    const read = (file) => JSON.parse(readFileSync(dir + '/' + file, 'utf8'))
    runs.push([read('run.json'), read('hyperparameters.json'), read('performances.json')])
  }
}
console.log(runs.length)`

/** All records of a table, and the size of these as JSON. */
const MEMORY = `
const { openRuns } = require(process.argv[1])
const used = () => { gc(); gc(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external }
async function main() {
  const before = used()
  const runs = await openRuns(process.argv[2])
  let json = 0
  for (const record of runs) json += Buffer.byteLength(JSON.stringify(record))
  console.log(json, used() - before, runs.length)
}
main()`

const node = (...words: string[]) => execFileSync(process.execPath, words, { encoding: 'utf8' })

async function list(root: string, runs: number): Promise<void> {
  keyedTree(root, runs)
  // What was changed a moment ago is kept in no cache.
  await setTimeout(isQuick ? 0 : 4000)
  const times: Record<'bare' | 'first' | 'second', number[]> = { bare: [], first: [], second: [] }
  const timed = (name: keyof typeof times, run: () => string) => {
    const start = performance.now()
    const said = run()
    times[name].push(performance.now() - start)
    if (!said.includes(name === 'bare' ? String(runs) : `of ${runs.toLocaleString('en')} runs`))
      throw new Error(said)
  }
  const ls = () => node(join(dist, 'cli/main.js'), 'ls', '--root', root)
  // The first time warms up.
  for (let repetition = -1; repetition < REPETITIONS; repetition++) {
    if (repetition === 0) for (const name of ['bare', 'first', 'second'] as const) times[name] = []
    timed('bare', () => node('-e', BARE, root))
    rmSync(join(root, '.exman/cache'), { recursive: true, force: true })
    timed('first', ls)
    timed('second', ls)
  }
  const count = runs.toLocaleString('en')
  const { bare, first, second } = times
  tellRatio(
    `\`exman ls\` on ${count} runs, cold process / a bare script that reads the same files`,
    { floor: bare, subject: first },
    1.5,
  )
  tellRatio('the second time, with the cache / the same', { floor: bare, subject: second }, 0.6)
}

function memory(root: string): void {
  const words = ['--expose-gc', '--max-old-space-size=8192', '-e', MEMORY, join(dist, 'index.js'), root]
  const [json, held] = node(...words)
    .split(/\s+/)
    .map(Number)
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  tell({
    name: `memory of ${MANY.toLocaleString('en')} runs in a table / the records as JSON`,
    subject: megabytes(held!),
    floor: megabytes(json!),
    outcome: `${(held! / json!).toFixed(2)} ×`,
    limit: '3 ×',
    isHeld: held! <= 3 * json!,
  })
}

async function main(): Promise<void> {
  await inNewFolder(async (folder) => {
    remark(
      `${FEW.toLocaleString('en')} runs are listed on ${fileSystem(folder)}, ${MANY.toLocaleString('en')} on ${fileSystem(inMemory())}.`,
    )
    await list(join(folder, 'experiments'), FEW)
  })
  await inNewFolder(async (folder) => {
    await list(join(folder, 'experiments'), MANY)
    memory(join(folder, 'experiments'))
  }, inMemory())
}

void main()
