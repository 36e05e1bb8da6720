// Runs every benchmark in a process of its own and writes the results to bench/RESULTS.md.
// `--quick` does all of it once and small, and prints the page instead.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { machine } from './machine'
import { isQuick } from './quick'
import { verdict, type Remark, type Result } from './result'

/** In this order: the short ones first. */
const SCRIPTS = [
  'start-up',
  'list-runs',
  'plot',
  'report',
  'prepare',
  'parse-args',
  'data',
  'large-inputs',
  'epoch-records',
  'batch-hooks',
  'replay',
  'checkpoint',
  'model-save',
  'restore',
  'long-training',
  'leak',
]

async function main(): Promise<void> {
  const told: (Result | Remark)[] = []
  const failed: string[] = []
  for (const script of SCRIPTS) {
    if (!isQuick) process.stdout.write(`\n${script}\n`)
    const child = fork(join(__dirname, `${script}.ts`), process.argv.slice(2))
    child.on('message', (message: Result | Remark) => told.push(message))
    const [code] = (await once(child, 'close')) as [number | null]
    if (code !== 0) failed.push(script)
  }
  const text = await format(page(told), { parser: 'markdown', printWidth: 110 })
  if (isQuick) process.stdout.write(text)
  else writeFileSync(join(__dirname, 'RESULTS.md'), text)
  if (failed.length === 0) return
  process.stdout.write(`\nnot held, or not run to the end: ${failed.join(', ')}\n`)
  process.exitCode = 1
}

function page(told: readonly (Result | Remark)[]): string {
  const results = told.filter((each): each is Result => 'name' in each)
  const remarks = told.flatMap((each) => ('remark' in each ? [`- ${each.remark}`] : []))
  const rows = results.map((result) => [
    result.name,
    result.subject,
    result.floor,
    result.outcome,
    result.limit,
    verdict(result),
  ])
  const titles = ['what / floor', 'measured', 'floor', 'outcome', 'limit', 'verdict']
  const cells = [titles, titles.map(() => '---'), ...rows]
  return [
    '# Results of the benchmarks',
    'Written by `npm run bench`. A time is the median of five repetitions, with the smallest and the largest; subject and',
    'floor take turns. A growth is the slope through all samples of one series of runs, and the memory that a held run',
    'takes was measured once. The scripts beside this page say what is measured.',
    '',
    `- ${machine()}`,
    `- tfjs ${tfjsVersion()}`,
    ...remarks,
    '',
    ...cells.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')
}

function tfjsVersion(): string {
  const path = require.resolve('@tensorflow/tfjs/package.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

void main()
