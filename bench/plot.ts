// Pictures of many runs in a cold process, from the folders to the SVG, against a bare script that draws as many circles with vega.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { REPETITIONS, spreadOf } from './measure'
import { inNewFolder } from './place'
import { isQuick } from './quick'
import { tell } from './result'
import { keyedTree } from './tree'

const RUNS = isQuick ? 100 : 10_000
const LIMIT = 3
const command = join(__dirname, '..', 'dist/cli/main.js')

/** What nobody could do without: a specification of as many circles, compiled and drawn. */
const BARE = `
import * as vega from 'vega'
import { compile } from 'vega-lite'
const values = Array.from({ length: ${RUNS} }, (_, at) => ({ x: at % 20, y: (at * 7919) % 1000 }))
const field = (name) => ({ field: name, type: 'quantitative' })
const { spec } = compile({ data: { values }, mark: 'circle', encoding: { x: field('x'), y: field('y') } })
new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG().then((svg) => console.log(svg.length))`

/** A formula for each kind of picture that grows with the runs. */
const FORMULAS = [
  'val_acc ~ training.lr',
  'val_loss ~ epoch | model.units',
  'val_acc ~ training.lr * model.units',
]

function timed(words: readonly string[]): number {
  const start = performance.now()
  execFileSync(process.execPath, words, { cwd: join(__dirname, '..'), stdio: 'pipe' })
  return (performance.now() - start) / 1000
}

function seconds(times: readonly number[]): string {
  const { median, min, max } = spreadOf(times)
  return `${median.toFixed(2)} s (${min.toFixed(2)}–${max.toFixed(2)})`
}

async function main(): Promise<void> {
  await inNewFolder((folder) => {
    const root = join(folder, 'experiments')
    keyedTree(root, RUNS)
    for (const formula of FORMULAS) {
      const times = { bare: [] as number[], plot: [] as number[] }
      const output = join(folder, 'picture.svg')
      for (let repetition = 0; repetition < REPETITIONS; repetition++) {
        rmSync(join(root, '.exman/cache'), { recursive: true, force: true })
        times.bare.push(timed(['--input-type=module', '-e', BARE]))
        times.plot.push(timed([command, 'plot', formula, '--root', root, '-o', output]))
        if (!readFileSync(output, 'utf8').startsWith('<svg')) throw new Error('There is no picture.')
      }
      tell({
        name: `\`exman plot '${formula.replace('|', '\\|')}'\` of ${RUNS.toLocaleString('en')} runs to SVG, cold process, no cache / as many circles with vega`,
        subject: seconds(times.plot),
        floor: seconds(times.bare),
        outcome: `${(spreadOf(times.plot).median / spreadOf(times.bare).median).toFixed(2)} ×`,
        limit: `${LIMIT} s`,
        isHeld: spreadOf(times.plot).median <= LIMIT,
      })
    }
    return Promise.resolve()
  })
}

void main()
